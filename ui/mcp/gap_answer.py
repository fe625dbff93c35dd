"""Gaps, and the derivation of one gap's score, as answers of tools."""

from __future__ import annotations

from graph.model.errors import UsageError
from queries.region import RegionAnalysis
from ui.exports.derivation_text import derivation_text
from ui.mcp.tool_answer import ToolAnswer
from ui.presenters.gaps import gap_rows
from ui.text import Words


def gaps_answer(analysis: RegionAnalysis, chain: str, words: Words) -> ToolAnswer:
    """Return the gaps of a chain (empty: of all chains), the most urgent first.

    Raises:
        UsageError: there is no such chain.
    """
    gaps = analysis.gaps_of(analysis.chain(chain).chain.id) if chain else analysis.gaps
    rows = [
        {
            "id": row.id,
            "kind": row.kind,
            "certain": row.certain,
            "chain": row.chain_name,
            "segment": row.segment_name,
            "score": row.score,
            "level": row.level,
            "reason": row.reason,
            "statements": [source.statement for source in row.sources],
            "claims": list(row.datasets),
        }
        for row in gap_rows(analysis, words, gaps)
    ]
    return ToolAnswer(rows=rows)


def derivation_answer(analysis: RegionAnalysis, gap: str, words: Words) -> ToolAnswer:
    """Return the derivation of a gap's score, down to its sources.

    Raises:
        UsageError: there is no such gap.
    """
    matches = [candidate for candidate in analysis.gaps if candidate.id == gap]  # a segment of two chains has two
    if not matches:
        raise UsageError("gap_unknown", text=gap)
    text = "\n".join(derivation_text(analysis, match, words) for match in matches)
    return ToolAnswer(text=text, statements=[id_ for match in matches for id_ in match.statement_ids])
