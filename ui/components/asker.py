"""The asker of a page: the region's names, read once until a dataset changes, and the analysis that the page shares."""

from __future__ import annotations

from dataclasses import replace

from graph.analysis.source_filter import ALL_SOURCES
from graph.store.store import Store
from loaders.service.asking import district_index, region_name_index
from loaders.service.districts import load_district_picture
from queries.asking.ask import Asker
from queries.asking.district_index import DistrictIndex
from queries.asking.grammar import Grammar, default_grammar
from queries.asking.name_index import NameIndex
from queries.region import RegionAnalysis
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter


def page_asker(context: PageContext) -> Asker:
    """Return the asker about the region and by the sources that the page's address chooses."""
    return replace(region_asker(context, context.region), sources=selected_filter())


def region_asker(context: PageContext, region: str) -> Asker:
    """Return the asker about a region by all sources, without a page's address."""
    grammar = default_grammar(context.settings.question_words)
    analysis = context.analysis_of(ALL_SOURCES, region)
    districts = district_index(context.cached_large(load_district_picture, analysis))
    return Asker(
        store=context.store,
        grammar=grammar,
        names=context.cached_large(_name_index, analysis, grammar),
        region=region,
        analysis=lambda sources: context.analysis_of(sources, region),
        districts=districts,
    )


def _name_index(store: Store, analysis: RegionAnalysis, grammar: Grammar) -> NameIndex:
    districts: DistrictIndex = district_index(load_district_picture(store, analysis))
    return region_name_index(store, analysis, districts, grammar)
