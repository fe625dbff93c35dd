"""A region's chains, or one chain with its segments, as the answer of a tool."""

from __future__ import annotations

from typing import Any

from graph.analysis.cell import Cell
from graph.analysis.coverage import Coverage
from queries.region import RegionAnalysis
from ui.mcp.tool_answer import ToolAnswer
from ui.presenters.gaps import ChainRow, chain_rows

CHAIN_FIELDS = ("id", "name", "segments", "known", "known_completeness", "completeness", "enough", "counts")


def chain_answer(analysis: RegionAnalysis, chain: str) -> ToolAnswer:
    """Return one row a segment of a chain, or without a chain one row a chain.

    Raises:
        UsageError: there is no such chain.
    """
    summaries = {row.id: row for row in chain_rows(analysis)}
    if chain:
        coverage = analysis.chain(chain)
        fields = {"region": analysis.region_name, "chain": _summary(summaries[coverage.chain.id])}
        return ToolAnswer(fields=fields, rows=_segments(analysis, coverage))
    cells = (coverage.cell(s) for coverage in analysis.coverages.values() for s in coverage.chain.segments)
    statements = [id_ for cell in cells for id_ in _statements(analysis, cell)]
    rows = [_summary(row) for row in summaries.values()]
    return ToolAnswer(fields={"region": analysis.region_name}, rows=rows, statements=statements)


def _summary(row: ChainRow) -> dict[str, Any]:
    fields = row.fields()
    return {name: fields[name] for name in CHAIN_FIELDS}


def _segments(analysis: RegionAnalysis, coverage: Coverage) -> list[dict[str, Any]]:
    return [
        {
            "id": segment.id,
            "name": segment.name,
            "stage": segment.stage,
            "critical": segment.critical,
            "state": str(cell.state),
            "organisations": [analysis.organisations.get(id_, id_) for id_ in cell.suppliers],
            "statements": _statements(analysis, cell),
            "claims": [claim.dataset for claim in cell.claims],
        }
        for segment in coverage.chain.segments.values()
        for cell in (coverage.cell(segment.id),)
    ]


def _statements(analysis: RegionAnalysis, cell: Cell) -> list[str]:
    return [id_ for id_ in cell.statement_ids if id_ in analysis.sources]
