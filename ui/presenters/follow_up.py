"""Follow-ups as lines: of a gap or an institute, with its name, state, owner, day and note."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.follow_up import GAP_STATES, PARTNER_STATES, standing
from queries.region import RegionAnalysis
from queries.rows.targeting import FollowUpsRow
from ui.text import Words

FOLLOW_STATES = (*GAP_STATES, *PARTNER_STATES)
SUBJECT_SEPARATOR = "|"  # between chain and segment in an address


@dataclass(frozen=True, kw_only=True)
class FollowUpLine:
    """The standing follow-up of one thing; ``chain`` is empty for an institute."""

    chain: str
    about: str
    chain_name: str
    name: str
    state: str
    owner: str
    day: str
    note: str
    who: str
    at: str
    is_gap_left: bool

    @property
    def is_gap(self) -> bool:
        """Return whether it is of a gap, not of an institute."""
        return bool(self.chain)

    @property
    def subject(self) -> str:
        """Return what stands for it in an address."""
        return subject_param(self.chain, self.about)

    @property
    def is_solved_gap_left(self) -> bool:
        """Return whether it is marked solved while the sources still say that it is a gap."""
        return self.state == "solved" and self.is_gap_left


def subject_param(chain: str, about: str) -> str:
    """Return what stands for a gap or an institute in an address.

    >>> subject_param("rail", "rail/bogie"), subject_param("", "cand-crrc")
    ('rail|rail/bogie', 'cand-crrc')
    """
    return SUBJECT_SEPARATOR.join((chain, about)) if chain else about


def parse_subject(text: str) -> tuple[str, str]:
    """Return the chain and what is followed up, of their text in an address.

    >>> parse_subject("rail|rail/bogie"), parse_subject("cand-crrc")
    (('rail', 'rail/bogie'), ('', 'cand-crrc'))
    """
    chain, separator, about = text.partition(SUBJECT_SEPARATOR)
    return (chain, about) if separator else ("", text)


def follow_up_lines(rows: Iterable[FollowUpsRow], analysis: RegionAnalysis) -> list[FollowUpLine]:
    """Return the standing follow-ups: gaps before institutes, by state, the newest first."""
    gaps = {(gap.chain, gap.segment) for gap in analysis.gaps}
    lines = [_line(row, analysis, is_gap_left=key in gaps) for key, row in standing(rows).items()]
    newest_first = sorted(lines, key=lambda line: line.at, reverse=True)
    return sorted(newest_first, key=lambda line: FOLLOW_STATES.index(line.state))


def _line(row: FollowUpsRow, analysis: RegionAnalysis, *, is_gap_left: bool) -> FollowUpLine:
    coverage = analysis.coverages.get(row.chain or "")
    name = analysis.segments.get(row.about) if row.chain else None
    return FollowUpLine(
        chain=row.chain or "",
        about=row.about,
        chain_name=coverage.chain.name if coverage else "",
        name=name or row.name or row.about,
        state=row.state,
        owner=row.owner or "",
        day=row.day or "",
        note=row.note or "",
        who=row.who,
        at=row.at[:10],
        is_gap_left=is_gap_left,
    )


def lines_by_subject(lines: Iterable[FollowUpLine]) -> Mapping[tuple[str, str], FollowUpLine]:
    """Return lines by chain and what they are of."""
    return {(line.chain, line.about): line for line in lines}


def line_title(line: FollowUpLine) -> str:
    """Write what a line is of: chain and segment, or the institute's name."""
    return " · ".join(filter(None, (line.chain_name, line.name)))


def status_text(line: FollowUpLine, words: Words) -> str:
    """Write state, owner and day: 接触中（张三，2026-12）."""
    details = [text for text in (line.owner, line.day) if text]
    state = words(f"follow.state.{line.state}")
    return (
        words("follow.status", state=state, details=words("follow.details_separator").join(details))
        if details
        else state
    )


@dataclass(frozen=True, kw_only=True)
class FollowStatuses:
    """The subjects of follow-ups in words: institutes by id, gaps by chain and segment."""

    institutes: Mapping[str, str] = field(default_factory=dict)
    gaps: Mapping[tuple[str, str], str] = field(default_factory=dict)


NO_STATUSES = FollowStatuses()


def follow_statuses(lines: Collection[FollowUpLine], words: Words) -> FollowStatuses:
    """Return how far institutes are courted and gaps pursued."""
    institutes = {line.about: status_text(line, words) for line in lines if not line.is_gap}
    return FollowStatuses(institutes=institutes, gaps=gap_statuses(lines, words))


def gap_statuses(lines: Iterable[FollowUpLine], words: Words) -> Mapping[tuple[str, str], str]:
    """Return how far gaps are pursued, in words, by chain and segment."""
    return {(line.chain, line.about): status_text(line, words) for line in lines if line.is_gap}


def filtered(
    lines: Sequence[FollowUpLine],
    *,
    kinds: Sequence[str] = (),
    states: Sequence[str] = (),
    chains: Sequence[str] = (),
    owner: str = "",
) -> list[FollowUpLine]:
    """Return the lines that were chosen; an empty choice means all, and an institute is of every chain."""
    return [
        line
        for line in lines
        if (not kinds or ("gap" if line.is_gap else "partner") in kinds)
        and (not states or line.state in states)
        and (not chains or not line.chain or line.chain in chains)
        and (not owner or owner in line.owner)
    ]
