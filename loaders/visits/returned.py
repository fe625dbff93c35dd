"""A visiting sheet that came back: its answers with the place of each, and the rows that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.normalize import normalize_text
from loaders.errors import LoadError, RowError
from loaders.sources.sheet import Cells, Sheet
from loaders.visits.form import (
    ANSWER_COLUMN,
    DATE_COLUMN,
    DETAIL_COLUMN,
    KEY_COLUMN,
    NAME_COLUMN,
    PERSON_COLUMN,
    WHO_COLUMN,
    QuestionKey,
    head_key,
    parse_answer,
    parse_key,
)

# 2026-11-28, 2026/11/28, 2026.11.28, 2026年11月28日; the day may be left out.
DATE_PATTERN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?")
MIN_YEAR, MAX_YEAR = 1990, 2100  # an older or later one is a slip of the pen


@dataclass(frozen=True, kw_only=True)
class VisitHead:
    """A visit: the one who was visited, the person spoken to, and the day (ISO 8601)."""

    name: str
    person: str
    day: str


@dataclass(frozen=True, kw_only=True)
class VisitAnswer:
    """An answer: yes or no, with the organisation that is named and what was said; ``origin`` is its sheet and row."""

    key: QuestionKey
    head: VisitHead
    is_yes: bool
    organisation: str
    detail: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ReturnedVisits:
    """The contents of a file of filled sheets: answers, rows that are refused, and how many rows were left open."""

    answers: tuple[VisitAnswer, ...]
    refused: tuple[RowError, ...]
    open_rows: int


def read_returned(sheets: Sequence[Sheet]) -> ReturnedVisits:
    """Read the filled visiting sheets of a file; sheets of another form are left out.

    Raises:
        LoadError: no sheet is a visiting sheet.
    """
    answers: list[VisitAnswer] = []
    refused: list[RowError] = []
    open_rows, found = 0, False
    for sheet in sheets:
        head: VisitHead | None = None
        for line, row in enumerate(sheet.rows, 1):
            if normalize_text(_cell(row, KEY_COLUMN)) == head_key():
                head, found = _head(row), True
                continue
            key = parse_key(_cell(row, KEY_COLUMN))
            if key is None or head is None:
                continue
            answer = parse_answer(_cell(row, ANSWER_COLUMN))
            if answer in ("", "unsure"):
                open_rows += 1
                continue
            try:
                answers.append(_answer(row, key, head, answer, f"{sheet.title}:{line}"))
            except RowError as fault:
                refused.append(fault)
    if not found:
        raise LoadError("visit_form", file=sheets[0].file if sheets else "")
    return ReturnedVisits(answers=tuple(answers), refused=tuple(refused), open_rows=open_rows)


def _head(row: Cells) -> VisitHead:
    texts = (normalize_text(_cell(row, column)) for column in (NAME_COLUMN, PERSON_COLUMN, DATE_COLUMN))
    name, person, day = texts
    return VisitHead(name=name, person=person, day=parse_day(day))


def _answer(row: Cells, key: QuestionKey, head: VisitHead, answer: str | None, origin: str) -> VisitAnswer:
    if answer is None:
        raise RowError("visit_answer", origin=origin, value=normalize_text(_cell(row, ANSWER_COLUMN)))
    if not head.day:
        raise RowError("visit_day", origin=origin)
    is_yes = answer == "yes"
    organisation = " ".join(normalize_text(_cell(row, WHO_COLUMN)).split())
    if is_yes and not organisation:
        raise RowError("visit_who", origin=origin)
    detail = " ".join(normalize_text(_cell(row, DETAIL_COLUMN)).split())
    if not is_yes and not key.is_own and not detail:
        raise RowError("visit_absent", origin=origin)
    return VisitAnswer(key=key, head=head, is_yes=is_yes, organisation=organisation, detail=detail, origin=origin)


def parse_day(text: str) -> str:
    """Return a day as ISO 8601, as far as it is written; "" for what is none.

    >>> parse_day("2026年11月8日"), parse_day("2026/3"), parse_day("昨天"), parse_day("2026-13-01")
    ('2026-11-08', '2026-03', '', '')
    """
    match = DATE_PATTERN.search(text)
    if not match:
        return ""
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not (MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 0 <= day <= 31):
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _cell(row: Cells, column: int) -> str:
    return row[column] if column < len(row) else ""
