"""The links of a chain, and who stands at them, as rows with stable fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from graph.analysis.cell import Cell
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from queries.statement_source import StatementSource


@dataclass(frozen=True, kw_only=True)
class ChainLinkRow:
    """One link of a chain in one role.

    Attributes:
        low, high: what part of its need is covered, in [0, 1], whatever the unknowns turn out to be.
        importance: in [0, 1], within the chain.
        suppliers: the names of who is there; those that are only planned are left out.
        statements: the ids of the statements that the state rests on; ``claims`` are datasets that name everybody.
        sources: the titles of the statements' sources.
    """

    id: str
    name: str
    stage: str
    critical: bool
    state: str
    low: float
    high: float
    importance: float
    suppliers: list[str]
    supplier_ids: list[str]
    statements: list[str]
    claims: list[str]
    sources: list[str]

    def fields(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)


CHAIN_LINK_COLUMNS = tuple(field.name for field in fields(ChainLinkRow))


def chain_link_rows(analysis: RegionAnalysis, chain: str, role: str = SUPPLY) -> list[ChainLinkRow]:
    """Return one row for each link of a chain, by id."""
    coverage = analysis.coverages[chain]
    rows = []
    for segment in coverage.chain.segments.values():
        cell = coverage.cell(segment.id, role)
        sources = cell_sources(analysis, cell)
        rows.append(
            ChainLinkRow(
                id=segment.id,
                name=segment.name,
                stage=segment.stage,
                critical=segment.critical,
                state=str(cell.state),
                low=round(cell.cover.low, SCORE_DECIMALS),
                high=round(cell.cover.high, SCORE_DECIMALS),
                importance=round(coverage.importance[segment.id], SCORE_DECIMALS),
                suppliers=[analysis.organisations.get(supplier, supplier) for supplier in cell.suppliers],
                supplier_ids=list(cell.suppliers),
                statements=[source.statement for source in sources],
                claims=[claim.dataset for claim in cell.claims],
                sources=source_titles(sources),
            )
        )
    return rows


def cell_sources(analysis: RegionAnalysis, cell: Cell) -> list[StatementSource]:
    """Return the statements about a link in a role, with their sources."""
    return [analysis.sources[id_] for id_ in cell.statement_ids if id_ in analysis.sources]


def source_titles(sources: Iterable[StatementSource]) -> list[str]:
    """Return the titles of sources, each once; where one has none, its evidence or dataset."""
    return list(dict.fromkeys(s.source_title or s.evidence or s.dataset for s in sources))
