"""The list of follow-ups as a workbook to fill in, and what is read back of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model.errors import LiantuError, UsageError
from graph.model.normalize import normalize_text
from loaders.errors import LoadError
from loaders.follow_up import DROPPED, FollowUp, states_of
from loaders.sources.sheet import Sheet
from queries.targeting import TargetingInputs
from ui.exports.csv import csv_bytes
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.follow_up import FollowUpLine, lines_by_subject
from ui.text import LANGUAGES, Words
from ui.text import words as words_of

FOLLOW_COLUMNS = {
    "kind": 8,
    "chain": 18,
    "name": 34,
    "state": 10,
    "owner": 12,
    "day": 14,
    "note": 44,
    "who": 12,
    "at": 14,
}
READ_COLUMNS = ("chain", "name", "state", "owner", "day", "note")
NEEDED_COLUMNS = {"name", "state"}


@dataclass(frozen=True, kw_only=True)
class FollowSubject:
    """A gap, with its chain, or an institute, that can be followed up."""

    chain: str
    about: str
    chain_name: str
    name: str


def follow_subjects(inputs: TargetingInputs) -> list[FollowSubject]:
    """Return what can be followed up: every gap at a segment, the most urgent first, then every candidate."""
    analysis = inputs.analysis
    gaps = [
        FollowSubject(
            chain=gap.chain,
            about=gap.segment,
            chain_name=analysis.coverages[gap.chain].chain.name,
            name=analysis.segment_name(gap.segment),
        )
        for gap in analysis.gaps
        if gap.segment
    ]
    candidates = sorted(inputs.candidates.values(), key=lambda candidate: candidate.name)
    return [*gaps, *(FollowSubject(chain="", about=c.id, chain_name="", name=c.name) for c in candidates)]


@dataclass(frozen=True)
class ReadFollowUps:
    """The entries of a workbook that are not noted yet, and why rows of it were not read."""

    changed: tuple[FollowUp, ...]
    refused: tuple[LiantuError, ...]


def follow_up_xlsx(lines: Sequence[FollowUpLine], subjects: Iterable[FollowSubject], words: Words) -> bytes:
    """Return the workbook: what is followed up, then what else could be, its state left open."""
    columns = [(words(f"follow.column.{name}"), width) for name, width in FOLLOW_COLUMNS.items()]
    open_subjects = [s for s in subjects if (s.chain, s.about) not in lines_by_subject(lines)]
    rows = [*(line_cells(line, words) for line in lines), *(_open(subject, words) for subject in open_subjects)]
    return workbook(words("follow.tab"), [Worksheet(words("follow.tab"), columns, rows, _how(words))], words)


def follow_up_csv(lines: Sequence[FollowUpLine], words: Words) -> bytes:
    """Return the follow-ups as CSV."""
    return csv_bytes(
        [words(f"follow.column.{name}") for name in FOLLOW_COLUMNS], [line_cells(line, words) for line in lines]
    )


def read_follow_ups(
    sheets: Sequence[Sheet], region: str, lines: Sequence[FollowUpLine], subjects: Iterable[FollowSubject]
) -> ReadFollowUps:
    """Read a workbook that was filled in; rows that say what is noted already are no change.

    Raises:
        LoadError: no sheet has the columns of the list.
    """
    by_name = {(s.chain_name, s.name): s for s in subjects}
    by_name |= {(line.chain_name, line.name): _subject_of(line) for line in lines}
    noted = lines_by_subject(lines)
    changed: dict[tuple[str, str], FollowUp] = {}
    refused: list[LiantuError] = []
    for sheet in sheets:
        for number, cells in _rows(sheet):
            try:
                follow_up = _follow_up(number, cells, region, by_name)
            except UsageError as problem:
                refused.append(problem)
                continue
            if follow_up and _differs(follow_up, noted.get(follow_up.key)):
                changed[follow_up.key] = follow_up
    if not any(_heading_row(sheet) for sheet in sheets):
        raise LoadError("follow_columns", known=[words_of(LANGUAGES[0])(f"follow.column.{c}") for c in READ_COLUMNS])
    return ReadFollowUps(tuple(changed.values()), tuple(refused))


def line_cells(line: FollowUpLine, words: Words) -> list[str]:
    """Return the cells of a follow-up, in the order of FOLLOW_COLUMNS."""
    kind, state = words(f"follow.kind.{'gap' if line.is_gap else 'partner'}"), words(f"follow.state.{line.state}")
    return [kind, line.chain_name, line.name, state, line.owner, line.day, line.note, line.who, line.at]


def _open(subject: FollowSubject, words: Words) -> list[str]:
    kind = words(f"follow.kind.{'gap' if subject.chain else 'partner'}")
    return [kind, subject.chain_name, subject.name, "", "", "", "", "", ""]


def _how(words: Words) -> str:
    states = {
        kind: [words(f"follow.state.{s}") for s in states_of(chain)] for kind, chain in (("gap", "x"), ("partner", ""))
    }
    return words("follow.how", dropped=words(f"follow.state.{DROPPED}"), **states)


def _subject_of(line: FollowUpLine) -> FollowSubject:
    return FollowSubject(chain=line.chain, about=line.about, chain_name=line.chain_name, name=line.name)


def _headings() -> dict[str, str]:
    return {words_of(lang)(f"follow.column.{name}"): name for lang in LANGUAGES for name in READ_COLUMNS}


def _heading_row(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """Return the row of headings, and the places of the known ones; titles above it are passed over."""
    headings = _headings()
    for number, row in enumerate(sheet.rows):
        places = {
            place: headings[text]
            for place, cell in enumerate(row)
            if (text := normalize_text(cell).strip()) in headings
        }
        if set(places.values()) >= NEEDED_COLUMNS:
            return number, places
    return None


def _rows(sheet: Sheet) -> Iterable[tuple[int, dict[str, str]]]:
    """Return the rows below the headings that name something, with their numbers as a person counts them."""
    heading = _heading_row(sheet)
    if heading is None:
        return
    first, places = heading
    for number, row in enumerate(sheet.rows[first + 1 :], first + 2):
        cells = {name: normalize_text(row[place]).strip() for place, name in places.items() if place < len(row)}
        if cells.get("name") and cells.get("state"):
            yield number, cells


def _follow_up(
    number: int, cells: Mapping[str, str], region: str, by_name: Mapping[tuple[str, str], FollowSubject]
) -> FollowUp | None:
    subject = by_name.get((cells.get("chain", ""), cells["name"])) or by_name.get(("", cells["name"]))
    if subject is None:
        raise UsageError("follow_subject_unknown", line=number, value=cells["name"])
    states = {
        words_of(lang)(f"follow.state.{s}"): s for s in (*states_of(subject.chain), DROPPED) for lang in LANGUAGES
    }
    if cells["state"] not in states:
        raise UsageError("follow_state_unknown", line=number, value=cells["state"], known=list(states)[::2])
    return FollowUp(
        state=states[cells["state"]],
        about=subject.about,
        chain=subject.chain,
        region=region,
        owner=cells.get("owner", ""),
        day=cells.get("day", "").removesuffix(" 00:00:00"),
        note=cells.get("note", ""),
    )


def _differs(follow_up: FollowUp, line: FollowUpLine | None) -> bool:
    if line is None:
        return follow_up.state != DROPPED
    noted = (line.state, line.owner, line.day, line.note)
    return (follow_up.state, follow_up.owner, follow_up.day, follow_up.note) != noted
