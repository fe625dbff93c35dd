"""Open an asker on a store: its region, its names, the product's grammar and a bureau's own words."""

from __future__ import annotations

from pathlib import Path

from graph.store.store import Store
from queries.asking.ask import AnalysisReader, Asker
from queries.asking.grammar import default_grammar
from queries.asking.vocabulary import fetch_vocabulary
from queries.region_rows import find_region
from queries.rows.chains import RegionsRow
from queries.run import fetch_rows

CITY = "市"


def open_asker(store: Store, region: str, analysis: AnalysisReader, own_words: Path | None = None) -> Asker:
    """Return an asker about a region.

    Args:
        store: The store to read.
        region: The region's id or name; empty: the region with most holdings.
        analysis: The region's analysis by the sources of a filter.
        own_words: A bureau's own grammar, added to the product's.

    Raises:
        UsageError: There is no such region, or the own grammar is wrong.
    """
    row = find_region(fetch_rows(store, RegionsRow), region)
    grammar = default_grammar(own_words)
    name = row.region or row.region_id
    vocabulary = fetch_vocabulary(store, (name, name.removesuffix(CITY)), grammar.synonyms)
    return Asker(store=store, grammar=grammar, vocabulary=vocabulary, region=row.region_id, analysis=analysis)
