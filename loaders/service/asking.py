"""Ask the graph in a planner's words: what the faces need to open an asker."""

from __future__ import annotations

from pathlib import Path

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.service.districts import load_district_picture
from queries.asking.ask import AnalysisReader, Asker
from queries.asking.district_index import DistrictIndex
from queries.asking.grammar import Grammar, default_grammar
from queries.asking.name_index import CITY, NameIndex, RegionNames, fetch_name_index
from queries.region import RegionAnalysis


def open_asker(store: Store, analysis: RegionAnalysis, read: AnalysisReader, own_words: Path | None = None) -> Asker:
    """Return an asker about a region.

    Args:
        store: The store to read.
        analysis: The region's analysis by all sources.
        read: The region's analysis by the sources of a filter.
        own_words: A bureau's own grammar, added to the product's.

    Raises:
        UsageError: The own grammar is wrong, or nothing is loaded.
    """
    grammar = default_grammar(own_words)
    districts = load_district_picture(store, analysis).index
    return Asker(
        store=store,
        grammar=grammar,
        names=region_name_index(store, analysis, districts, grammar),
        region=analysis.region,
        analysis=read,
        districts=districts,
    )


def region_name_index(store: Store, analysis: RegionAnalysis, districts: DistrictIndex, grammar: Grammar) -> NameIndex:
    """Read the names of a store as people of a region use them, who leave its own name out.

    Raises:
        UsageError: Nothing is loaded.
    """
    name = analysis.region_name
    names = RegionNames(seats=(name, name.removesuffix(CITY)), districts=districts.spellings)
    index = fetch_name_index(store, names, grammar.synonyms)
    if not index.by_wording:
        raise UsageError("nothing_loaded")
    return index
