"""The line under a saved chain map: whose documents it rests on, and what its states do not say."""

from __future__ import annotations

from collections import Counter

from graph.analysis.coverage import Coverage
from queries.region import RegionAnalysis
from ui.presenters.dossier.citations import JUDGED_KINDS
from ui.text import Words

MAX_NAMED_PUBLISHERS = 3  # those that fit into a line beside a drawer


def map_source_line(analysis: RegionAnalysis, coverage: Coverage, words: Words) -> str:
    """Return who published most of what a chain's map rests on, and how many documents there are.

    Args:
        analysis: the region's analysis.
        coverage: the chain.
        words: the words of the user's language.
    """
    rows = [analysis.sources[holding.id] for holding in coverage.chain.holdings]
    documents = {
        (row.publisher, row.source_title, row.published) for row in rows if row.publisher_kind not in JUDGED_KINDS
    }
    if not documents:
        return words("page.map_unsourced")
    publishers = Counter(publisher for publisher, _, _ in sorted(documents, key=str) if publisher)
    named = [publisher for publisher, _ in publishers.most_common(MAX_NAMED_PUBLISHERS)]
    return words(
        "page.map_source", publishers=words.join(named or [words("source.no_publisher")]), count=len(documents)
    )
