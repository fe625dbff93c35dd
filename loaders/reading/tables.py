"""Who does which task: tables of tasks row by row, and brackets behind a task: （责任单位：甲局、乙局）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from loaders.reading.cell_grid import CellGrid, CellRow, cell_grids, cell_text
from loaders.reading.passage import Passage
from loaders.reading.word_file import read_words

LONGEST_COLUMN_HEAD = 16  # characters; a longer cell is no head of a column
HEAD_ROWS = 4  # at the top of a table, among which its heads are looked for: below a title
LONGEST_UNIT = 30  # characters of an organisation's name
LONGEST_LIST = 600  # characters of a list of units
OPENERS, CLOSERS = "（([【", "）)]】"
NO_WORDS = " 　。；，）)]】"
UNIT_ROLES = ("lead", "responsible", "partner")


class TableWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of words/tables.yaml, which says what each is."""

    columns: dict[str, str]
    measure: str
    unit: str
    value: str
    no_value: str
    reached: str
    aimed: str
    unit_in_name: str
    bracket: str
    list_ends: str
    led: str
    joined: str
    responsible: str
    between: str
    no_unit: str
    shares_head: str
    shared_head: str
    types: dict[str, str]


@dataclass(frozen=True)
class Place:
    """A piece of a passage.

    Attributes:
        start: where it begins in the passage's text.
        end: where it ends there.
    """

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return its characters."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True)
class TaskUnit:
    """A unit that has part in a task; its role is ``lead``, ``partner`` or ``responsible``."""

    role: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task with the units that do it.

    Attributes:
        task: the words for it: cells of a table, or what stands before a bracket.
        units: in the order in which they are named.
        deadline: as printed; empty where none is stated.
        in_table: whether it is a row of a table.
    """

    task: tuple[Place, ...]
    units: tuple[TaskUnit, ...]
    deadline: str = ""
    in_table: bool = False


@cache
def table_words() -> TableWords:
    """Return the words that tables are read by."""
    return msgspec.convert(read_words("tables"), TableWords)


def task_rows(passages: Sequence[Passage]) -> tuple[TaskRow, ...]:
    """Return the tasks of a document with the units that do each, first those of its tables."""
    in_tables = (row for grid in cell_grids(passages) for row in _grid_rows(grid))
    return (*in_tables, *_bracket_rows(passage for passage in passages if passage.cell is None))


def column_roles(row: CellRow) -> Mapping[int, str]:
    """Return what the columns are about that a row of heads names, by column."""
    heads = {column: cell_text(cell) for column, cell in row.items()}
    roles = {column: _role(head) for column, head in heads.items() if len(head) <= LONGEST_COLUMN_HEAD}
    return {column: role for column, role in roles.items() if role}


def _role(head: str) -> str:
    return next((role for role, pattern in table_words().columns.items() if re.search(pattern, head)), "")


def _grid_rows(grid: CellGrid) -> Iterator[TaskRow]:
    """Yield the rows of a table that has a column of tasks and one of units."""
    for number, heads in enumerate(grid.rows[:HEAD_ROWS]):
        roles = column_roles(heads)
        if "task" in roles.values() and any(role in UNIT_ROLES for role in roles.values()):
            yield from _rows_below(grid.rows[number + 1 :], roles)
            return


def _rows_below(rows: Iterable[CellRow], roles: Mapping[int, str]) -> Iterator[TaskRow]:
    said: CellRow = {}
    for row in rows:
        said = _with_merged(row, said, roles)
        task = tuple(_whole(part) for column, cell in row.items() if roles.get(column) == "task" for part in cell)
        units = [
            TaskUnit(role, unit)
            for column, cell in sorted(said.items())
            for part in cell
            for role, unit in _units(_whole(part), roles[column])
        ]
        deadline = "".join(cell_text(cell) for column, cell in said.items() if roles[column] == "deadline")
        if task and units:
            yield TaskRow(task=task, units=tuple(units), deadline=deadline, in_table=True)


def _with_merged(row: CellRow, above: CellRow, roles: Mapping[int, str]) -> CellRow:
    """Return the units and the deadline of a row; a cell that it has not is merged with the one above.

    Only a missing cell of helpers is empty, unless the row has no units at all: many a task has none.
    """
    said = {column: cell for column, cell in row.items() if roles.get(column) in (*UNIT_ROLES, "deadline")}
    has_units = any(roles[column] in UNIT_ROLES for column in said)
    kept = {column: cell for column, cell in above.items() if roles[column] != "partner" or not has_units}
    return {**kept, **said}


def _whole(passage: Passage) -> Place:
    return Place(passage, 0, len(passage.text))


def _bracket_rows(passages: Iterable[Passage]) -> Iterator[TaskRow]:
    """Yield a task for each bracket: the words before it, in its own passage or the one before."""
    task: Place | None = None
    for passage in passages:
        start = 0
        for head in _bracket().finditer(passage.text):
            if head.start() < start or not _opens(passage.text, head):
                continue
            before = Place(passage, start, head.start())
            task = before if before.text.strip(NO_WORDS) else task
            start = _list_end(passage.text, head)
            units = tuple(
                TaskUnit(role, unit) for role, unit in _units(Place(passage, head.end(), start), _role(head["head"]))
            )
            if task and units:
                yield TaskRow(task=(task,), units=units)
        rest = Place(passage, start, len(passage.text))
        task = rest if rest.text.strip(NO_WORDS) else task


def _opens(text: str, head: re.Match[str]) -> bool:
    """Return whether a head stands in a bracket, or opens a sentence."""
    return bool(head["open"]) or not text[: head.start()].strip() or text[head.start() - 1] in "。；;\n "


def _list_end(text: str, head: re.Match[str]) -> int:
    """Return where a list of units ends: at its bracket, the next head, the end of a sentence or the helpers."""
    farthest = min(len(text), head.end() + LONGEST_LIST)
    if not head["open"] and (found := _end_of_list().search(text, head.end(), farthest)):
        farthest = found.end()
    if following := _bracket().search(text, head.end(), farthest):
        farthest = following.start()
    depth = 0
    for position in range(head.end(), farthest):
        depth += (text[position] in OPENERS) - (text[position] in CLOSERS)
        if depth < 0:
            return position
    return farthest


def _units(place: Place, role: str) -> Iterator[tuple[str, Place]]:
    """Yield the units of a list with their roles: 甲局牵头，乙局、丙局配合."""
    if role not in UNIT_ROLES:
        return
    waiting: list[Place] = []
    for part in _parts(place):
        words = part.text
        said = next(((kind, found) for kind, pattern in _said() if (found := pattern.search(words))), None)
        kind, cut = (said[0], said[1].start()) if said else ("", len(words))
        if cut and not re.search(table_words().no_unit, words[:cut]) and cut <= LONGEST_UNIT:
            waiting.append(Place(part.passage, part.start, part.start + cut))
        if kind:
            yield from ((kind, unit) for unit in waiting)
            waiting = []
    yield from ((role, unit) for unit in waiting)


def _parts(place: Place) -> Iterator[Place]:
    """Yield the parts of a list; marks inside brackets do not part: 各县（市、区）人民政府."""
    depth, start = 0, place.start
    marks = {match.start(): match.end() for match in _between().finditer(place.passage.text, place.start, place.end)}
    for position in range(place.start, place.end):
        char = place.passage.text[position]
        depth = max(0, depth + (char in "（(") - (char in "）)"))
        if depth == 0 and position in marks and position >= start:
            if position > start:
                yield _trimmed(Place(place.passage, start, position))
            start = marks[position]
    if place.end > start:
        yield _trimmed(Place(place.passage, start, place.end))


def _trimmed(place: Place) -> Place:
    text = place.text
    return Place(place.passage, place.start + len(text) - len(text.lstrip()), place.start + len(text.rstrip(" 　。")))


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = table_words()
    patterns = (("lead", words.led), ("partner", words.joined), ("responsible", words.responsible))
    return tuple((kind, re.compile(f"(?:{pattern})$")) for kind, pattern in patterns)


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(table_words().bracket)


@cache
def _end_of_list() -> re.Pattern[str]:
    return re.compile(table_words().list_ends)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(table_words().between)
