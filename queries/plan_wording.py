"""The words of plans about chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from queries.cited_columns import cited_columns
from queries.rows.plan import WordingRow


@dataclass(frozen=True, kw_only=True)
class PlanWording:
    """A passage of a plan about a chain: section and offsets, its source, and the words when the user loaded them.

    ``text`` is empty without the plan's text; ``char_start`` and ``char_end`` are code points of the document.
    """

    subject: str
    actor: str
    actor_label: str
    relation: str
    status: str
    section: str
    char_start: int
    char_end: int | None
    text: str
    statement: str
    evidence: str
    source_title: str
    publisher: str
    published: str
    grade: str
    access: str
    publisher_kind: str


def group_wording(
    rows: Iterable[WordingRow], source_filter: SourceFilter = ALL_SOURCES
) -> Mapping[str, tuple[PlanWording, ...]]:
    """Return the wording of each chain, by the chain's id, as far as its source counts."""
    groups: dict[str, list[PlanWording]] = defaultdict(list)
    for row in rows:
        if not source_filter.accepts(year=row.year, grade=row.grade):
            continue
        groups[row.chain_id].append(
            PlanWording(
                subject=row.subject,
                actor=row.actor,
                actor_label=row.actor_label,
                relation=row.relation,
                status=row.status,
                section=row.section or "",
                char_start=row.char_start,
                char_end=row.char_end,
                text=row.text or "",
                statement=row.statement,
                evidence=row.evidence,
                **cited_columns(row),
            )
        )
    return {chain: tuple(wordings) for chain, wordings in groups.items()}
