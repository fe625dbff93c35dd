"""The source of a figure's statement."""

from __future__ import annotations

from dataclasses import dataclass

from queries.cited_columns import cited_columns
from queries.rows.chains import AbsencesRow, HoldingsRow


@dataclass(frozen=True, kw_only=True)
class StatementSource:
    """A statement behind a figure: the organisation, its role and segment, and the source.

    An absence has no organisation, status or confidence: these are empty.
    """

    statement: str
    organisation: str = ""
    organisation_id: str = ""
    label: str = ""
    segment: str
    role: str
    status: str = ""
    confidence: str = ""
    evidence: str
    source_title: str
    publisher: str
    published: str
    grade: str
    access: str
    publisher_kind: str
    as_of: str
    dataset: str
    note: str = ""

    @classmethod
    def of_holding(cls, row: HoldingsRow) -> StatementSource:
        """Return the source of a holding."""
        return cls(
            statement=row.statement,
            organisation=row.organisation,
            organisation_id=row.organisation_id,
            label=row.label,
            segment=row.segment_id,
            role=row.role,
            status=row.status,
            confidence=row.confidence,
            evidence=row.evidence,
            **cited_columns(row),
            as_of=row.as_of or "",
            dataset=row.dataset,
            note=row.note or "",
        )

    @classmethod
    def of_absence(cls, row: AbsencesRow) -> StatementSource:
        """Return the source of a stated absence."""
        return cls(
            statement=row.statement,
            segment=row.segment_id,
            role=row.role,
            evidence=row.evidence,
            **cited_columns(row),
            as_of=row.as_of or "",
            dataset=row.dataset,
        )
