"""The tables of the segment panel."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from graph.model.schema_file import default_schema
from queries.plan_wording import PlanWording
from queries.rows.chains import CandidatesRow, HoldersRow, SegmentLeadsRow
from ui.components.citation_link import citation_link
from ui.components.statement_table import StatementCells
from ui.components.table import table
from ui.text import Words

STATEMENT_LINE_COLUMNS = ("role", "organisation", "status", "confidence", "as_of", "evidence")


def statement_lines(rows: Sequence[HoldersRow], words: Words) -> list[StatementCells]:
    """Return the statements that an organisation is in the segment: by role, the existing ones first."""
    roles = list(default_schema().values["role"])

    def rank(row: HoldersRow) -> tuple[int, bool, str]:
        return roles.index(row.role), row.status != "existing", row.statement

    return [StatementCells(row.statement, _statement_cells(row, words)) for row in sorted(rows, key=rank)]


def _statement_cells(row: HoldersRow, words: Words) -> list[str]:
    return [
        words(f"role.{row.role}"),
        row.organisation,
        words(f"status.{row.status}"),
        words(f"confidence.{row.confidence}"),
        row.as_of or "",
        citation_link(row, words),
    ]


def leads_table(rows: Sequence[SegmentLeadsRow], words: Words) -> Markup:
    """Return who is suspected to be in the segment, and how to confirm it."""
    cells = (
        [
            row.who,
            row.suspected,
            words(f"reason_of_lead.{row.reason}"),
            row.confirm,
            citation_link(row, words),
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
            citation_link(row, words),
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
