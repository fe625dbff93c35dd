"""A region's chains, or one chain with its segments, as the answer of a tool."""

from __future__ import annotations

from typing import Any

from queries.region import RegionAnalysis
from ui.mcp.tool_answer import ToolAnswer
from ui.presenters.chain_links import ChainLinkRow, cell_sources, chain_link_rows
from ui.presenters.gaps import ChainRow, chain_rows

CHAIN_FIELDS = ("id", "name", "segments", "known", "known_completeness", "completeness", "enough", "counts")


def chain_answer(analysis: RegionAnalysis, chain: str) -> ToolAnswer:
    """Return one row a segment of a chain, or without a chain one row a chain.

    Raises:
        UsageError: there is no such chain.
    """
    summaries = {row.id: row for row in chain_rows(analysis)}
    if chain:
        id_ = analysis.chain(chain).chain.id
        fields = {"region": analysis.region_name, "chain": _summary(summaries[id_])}
        return ToolAnswer(fields=fields, rows=[_segment(row) for row in chain_link_rows(analysis, id_)])
    cells = (coverage.cell(s) for coverage in analysis.coverages.values() for s in coverage.chain.segments)
    statements = [source.statement for cell in cells for source in cell_sources(analysis, cell)]
    rows = [_summary(row) for row in summaries.values()]
    return ToolAnswer(fields={"region": analysis.region_name}, rows=rows, statements=statements)


def _summary(row: ChainRow) -> dict[str, Any]:
    fields = row.fields()
    return {name: fields[name] for name in CHAIN_FIELDS}


def _segment(row: ChainLinkRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "stage": row.stage,
        "critical": row.critical,
        "state": row.state,
        "organisations": row.suppliers,
        "statements": row.statements,
        "claims": row.claims,
    }
