"""The rows of the frames that a notebook gets, with plain columns, statement ids and sources."""

from __future__ import annotations

from typing import Any

from graph.analysis.cell import CoverageState
from queries.asking.ask import Asked
from queries.entity import EntityFacts
from ui.presenters.chain_links import source_titles
from ui.presenters.gaps import ChainRow, GapRow

CHAIN_FRAME_COLUMNS = (
    *("id", "name", "segments", "known", "known_completeness", "low", "high", "enough"),
    *CoverageState,
)
GAP_FRAME_COLUMNS = (
    *("id", "kind", "certain", "chain", "chain_id", "segment", "segment_id"),
    *("score", "level", "reason", "statements", "claims", "sources"),
)
STATEMENT_FRAME_COLUMNS = (
    *("direction", "relation", "kind", "other_id", "other", "other_label", "status", "confidence", "support", "as_of"),
    *("year", "source_title", "publisher", "published", "grade", "evidence", "quote", "note", "dataset", "statement"),
)


def chain_frame_row(row: ChainRow) -> dict[str, Any]:
    """Return a chain as a row: completeness as its two ends, the number of links in each state."""
    low, high = row.completeness or (None, None)
    return {
        "id": row.id,
        "name": row.name,
        "segments": row.segments,
        "known": row.known,
        "known_completeness": row.known_completeness,
        "low": low,
        "high": high,
        "enough": row.enough,
        **row.counts,
    }


def gap_frame_row(row: GapRow) -> dict[str, Any]:
    """Return a gap as a row; ``claims`` are the datasets that name everybody at its links."""
    return {
        "id": row.id,
        "kind": row.kind,
        "certain": row.certain,
        "chain": row.chain_name,
        "chain_id": row.chain,
        "segment": row.segment_name,
        "segment_id": row.segment,
        "score": row.score,
        "level": row.level,
        "reason": row.reason,
        "statements": [source.statement for source in row.sources],
        "claims": list(row.datasets),
        "sources": source_titles(row.sources),
    }


def statement_frame_rows(facts: EntityFacts) -> list[dict[str, Any]]:
    """Return the statements about an entity; ``support`` is ``lead`` where one is still to be verified."""
    return [{column: getattr(row, column) for column in STATEMENT_FRAME_COLUMNS} for row in facts.statements]


def answer_frame_rows(asked: Asked) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the columns and rows of an answered question: the name, the query's columns, the statements behind it."""
    columns = dict.fromkeys(("name", *asked.answer.columns, "statements"))
    return list(columns), [{**row.cells, "name": row.name, "statements": list(row.statements)} for row in asked.rows]
