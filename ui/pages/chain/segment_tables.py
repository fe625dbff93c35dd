"""The tables of the segment panel."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from graph.model.schema_file import default_schema
from queries.plan_wording import PlanWording
from queries.rows.chains import CandidatesRow, HoldersRow, SegmentLeadsRow
from ui.components.table import table
from ui.exports.source_text import source_text
from ui.text import Words


def statements_table(rows: Sequence[HoldersRow], words: Words) -> Markup:
    """Return the statements that an organisation is in the segment: by role, the existing ones first."""
    roles = list(default_schema().values["role"])

    def rank(row: HoldersRow) -> tuple[int, bool, str]:
        return roles.index(row.role), row.status != "existing", row.statement

    cells = (
        [
            words(f"role.{row.role}"),
            row.organisation,
            words(f"status.{row.status}"),
            words(f"confidence.{row.confidence}"),
            row.as_of or "",
            source_text(words, publisher_kind=row.publisher_kind, title=row.source_title, evidence=row.evidence),
        ]
        for row in sorted(rows, key=rank)
    )
    return table(("role", "organisation", "status", "confidence", "as_of", "evidence"), cells, words)


def leads_table(rows: Sequence[SegmentLeadsRow], words: Words) -> Markup:
    """Return who is suspected to be in the segment, and how to confirm it."""
    cells = (
        [
            row.who,
            row.suspected,
            words(f"reason_of_lead.{row.reason}"),
            row.confirm,
            row.source_title or row.evidence,
        ]
        for row in rows
    )
    return table(("organisation", "about", "reason", "confirm", "evidence"), cells, words)


def candidates_table(rows: Sequence[CandidatesRow], words: Words) -> Markup:
    """Return the institutes elsewhere that could serve the segment."""
    cells = (
        [
            row.candidate,
            row.city or "",
            row.kind or "",
            words(f"confidence.{row.confidence}"),
            row.source_title or "",
            _branch(row, words),
        ]
        for row in rows
    )
    return table(("candidate", "city", "kind", "confidence", "evidence", "about"), cells, words)


def wording_table(clauses: Sequence[PlanWording], words: Words) -> Markup:
    """Return the clauses of plans that speak of the chain."""
    cells = (
        [
            f"{clause.actor} {words.label(clause.relation)} {clause.subject}",
            words(f"status.{clause.status}"),
            words("page.offsets", section=clause.section, start=clause.char_start, end=clause.char_end),
            clause.text,
        ]
        for clause in clauses
    )
    return table(("about", "status", "evidence", "source_title"), cells, words)


def _branch(row: CandidatesRow, words: Words) -> str:
    branch = row.branch or row.branch_text
    return words("page.branch", branch=branch) if branch else ""
