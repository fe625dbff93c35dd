"""The asker of a page: the region's names, read once until a dataset changes, and the analysis that the page shares."""

from __future__ import annotations

from dataclasses import replace

from graph.analysis.source_filter import ALL_SOURCES
from loaders.service.asking import region_name_index
from loaders.service.districts import load_district_picture
from queries.asking.ask import Asker
from queries.asking.grammar import default_grammar
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter


def page_asker(context: PageContext) -> Asker:
    """Return the asker about the region and by the sources that the page's address chooses."""
    return replace(region_asker(context, context.region), sources=selected_filter())


def region_asker(context: PageContext, region: str) -> Asker:
    """Return the asker about a region by all sources, without a page's address."""
    grammar = default_grammar(context.settings.question_words)
    analysis = context.analysis_of(ALL_SOURCES, region)
    districts = context.derived_large(load_district_picture, analysis).index
    return Asker(
        store=context.store,
        grammar=grammar,
        names=context.derived_large(region_name_index, analysis, districts, grammar),
        region=region,
        analysis=lambda sources: context.analysis_of(sources, region),
        districts=districts,
    )
