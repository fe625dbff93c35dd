"""The table in a sheet: where its head is, its rows, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from xlsxwriter.utility import xl_col_to_name

from loaders.errors import LoadError
from loaders.records import TableRow
from loaders.sources.sheet import Cells, Merge, Sheet, enforce

GROUP = "(分组)"  # the column of what a row between the rows says: a province's name above its enterprises
DEEP, FIRST_ROWS, MAX_MERGED = 3, 40, 1_000_000  # rows of a head, rows it is sought in, merged places
NOTE = re.compile(
    r"(注|备注|附注|说明)\d*([:：]|$)|(填表|制表|审核|联系|单位|负责人|资料来源|数据来源|统计)[^:：]{0,6}[:：]"
)
SUM = re.compile(r"(合计|总计|小计|共计)([:：].*|[\d,.家个户万元亿（(]*[)）]?)")
ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十百]{1,4}[)）、.．]?")
BODY = re.compile(r"(公司|集团|厂|研究院|研究所|大学|学院|中心|实验室|医院|孵化器|众创空间|合作社|事务所)([(（].*)?$")
SEVERAL, SECOND_HEAD = 2, 3  # known headings in one row that make it a head; a second head
BLANK = re.compile(r"\s+")
BRACKETS = str.maketrans("（）／", "()/")


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no row of the table: ``why`` is title, head, group, sum or note."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class ListTable:
    """A table: its columns, its rows (each with its line in the sheet), and the rows that were passed over."""

    sheet: Sheet
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    skipped: tuple[SkippedRow, ...]

    def sample(self, column: str) -> str:
        """The first thing that a column says."""
        return next((row[column] for row in self.rows if row[column]), "")


def distinct_columns(tables: Iterable[ListTable]) -> list[str]:
    """The columns of several tables, each once."""
    return list(dict.fromkeys(column for table in tables for column in table.columns))


def normalize_heading(text: str) -> str:
    """A heading to compare by: without blanks, marks of brackets and case."""
    return BLANK.sub("", text).translate(BRACKETS).casefold()


def find_table(sheet: Sheet, headings: Collection[str] = ()) -> ListTable | None:
    """The table in a sheet; None where no head can be found.

    The head is the first row with several of the known ``headings``, or with the only one; where none is known, the
    first row that is about as full as the rows of the sheet are. Rows that merged cells join to it belong to it. A
    column without a heading that has cells is named by its letters.

    Args:
        sheet: as read.
        headings: known ones, as ``plain`` makes them.

    Raises:
        LoadError: a second table with another head stands below the first, or merged cells are beyond a limit.
    """
    grid = _Grid(sheet)
    at = _head(grid, headings)
    if at is None:
        return None
    top, bottom = _block(grid, at)
    names = _columns(grid, top, bottom)
    judge = _RowClassifier(grid, (top, bottom), headings)
    passed = [SkippedRow(line + 1, "title", grid.text(line)) for line in range(top) if grid.filled(line)]
    rows: list[TableRow] = []
    group = ""
    columns = {name: column for column, name in enumerate(names) if name} | {GROUP: len(names)}
    for line in judge.lines:
        why = judge.skip_reason(line)
        if not why:
            rows.append(TableRow(grid.title, line + 1, _Named(columns, grid.row_with_group(line, group))))
            continue
        passed.append(SkippedRow(line + 1, why, grid.text(line)))
        group = grid.text(line) if why == "group" else group
    return ListTable(sheet, (*filter(None, names), *([GROUP] if group else [])), tuple(rows), tuple(passed))


@dataclass(frozen=True, slots=True)
class _Named(Mapping[str, str]):
    """A row's cells by the names of their columns, without a dict for each row: a long list has many."""

    columns: Mapping[str, int]
    cells: Cells

    def __getitem__(self, column: str) -> str:
        at = self.columns[column]
        return self.cells[at] if at < len(self.cells) else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


class _Grid:
    """A sheet's cells, each merged one once."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows, self.title = sheet.rows, sheet.title
        self.merges: dict[tuple[int, int], Merge] = {}
        self.width, places = max(map(len, sheet.rows), default=0), 0
        for merge in sheet.merges:
            down = range(merge.top, min(merge.bottom + 1, len(sheet.rows)))
            across = range(merge.left, min(merge.right + 1, self.width))
            places += len(down) * len(across)
            enforce(sheet.title, "merges", places, MAX_MERGED)
            self.merges.update(((row, column), merge) for row in down for column in across)
        self.merged = {row for row, _ in self.merges}

    def filled(self, line: int) -> int:
        return sum(map(bool, self.visible_row(line)))

    def text(self, line: int) -> str:
        return " ".join(cell for cell in self.visible_row(line) if cell)

    def visible_row(self, line: int) -> Cells:
        """What stands in a row, or in cells above that are merged down to it."""
        if line not in self.merged:
            return self.rows[line]
        merges = ((column, self.merges.get((line, column))) for column in range(self.width))
        from_above = {column: self.at(line, column) for column, m in merges if m and m.left == column and m.top < line}
        cells = self.rows[line] + ("",) * (self.width - len(self.rows[line]))
        return tuple(from_above.get(column, cell) for column, cell in enumerate(cells))

    def row_with_group(self, line: int, group: str) -> Cells:
        """What is seen in a row, and the group's name in a column after the last."""
        cells = self.visible_row(line)
        return (*cells, *("",) * (self.width - len(cells)), group) if group else cells

    def divided(self, merge: Merge) -> bool:
        """Whether cells stand side by side under a cell that is merged across: then it heads them."""
        below = merge.bottom + 1
        if merge.top < merge.bottom or below >= len(self.rows) or merge.right - merge.left + 1 >= self.width:
            return False
        return sum(map(bool, self.rows[below][merge.left : merge.right + 1])) > 1

    def across(self, line: int) -> bool:
        """Whether a row has a cell that is merged over several columns."""
        return any(m.right > m.left for column in range(self.width) if (m := self.merges.get((line, column))))

    def at(self, line: int, column: int) -> str:
        """What is seen at a place: a merged cell is seen at each of its places."""
        merge = self.merges.get((line, column))
        row, column = (merge.top, merge.left) if merge else (line, column)
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""


def _head(grid: _Grid, headings: Collection[str]) -> int | None:
    first = range(min(len(grid.rows), FIRST_ROWS))
    known = {line: sum(normalize_heading(cell) in headings for cell in grid.rows[line] if cell) for line in first}
    if most := max(known.values(), default=0):
        return next(line for line in first if known[line] >= min(most, SEVERAL))
    widths = [grid.filled(line) for line in range(len(grid.rows)) if grid.filled(line)]
    usual = median(widths) if widths else 0
    return next((line for line in first if grid.filled(line) >= max(1.0, 0.6 * usual)), None)


def _block(grid: _Grid, at: int) -> tuple[int, int]:
    """The first and last row of the head: all that merged cells join, a title over everything left out."""
    top = bottom = at
    width = max((len(cells) for cells in grid.rows[: at + DEEP]), default=0)
    for (row, _), merge in grid.merges.items():
        if row == at and merge.bottom > merge.top:
            top, bottom = min(top, merge.top), max(bottom, merge.bottom)
    across = {row for (row, _), m in grid.merges.items() if m.top == m.bottom and 1 < m.right - m.left + 1 < width}
    if (
        top == bottom == at
        and grid.filled(at) > 1
        and any(grid.divided(m) for (row, _), m in grid.merges.items() if row == at)
    ):
        bottom += 1
    if top - 1 in across and grid.filled(top - 1) > 1:
        top -= 1
    return max(top, bottom - DEEP + 1, 0), min(bottom, len(grid.rows) - 1)


def _columns(grid: _Grid, top: int, bottom: int) -> list[str]:
    """Each column's name, its parts from top to bottom; the second of one name is told apart; none where none is."""
    found: list[str] = []
    used = {column for line in grid.rows[bottom + 1 :] for column, cell in enumerate(line) if cell}
    for column in range(grid.width):
        parts = (BLANK.sub("", grid.at(line, column)) for line in range(top, bottom + 1))
        name = "/".join(dict.fromkeys(part for part in parts if part)) or (
            f"列{xl_col_to_name(column)}" if column in used else ""
        )
        again = sum(one == name or one.rpartition("#")[0] == name for one in found) if name else 0
        found.append(f"{name}#{again + 1}" if again else name)
    return found


class _RowClassifier:
    """Tells the rows of a table from what stands between and under them."""

    def __init__(self, grid: _Grid, head: tuple[int, int], headings: Collection[str]) -> None:
        self.grid, self.headings = grid, frozenset(headings)
        self.heads = {grid.rows[line] for line in range(head[0], head[1] + 1)}
        self.lines = [line for line in range(head[1] + 1, len(grid.rows)) if grid.filled(line)]
        self.width = max(map(grid.filled, self.lines), default=0)
        self.last = max(filter(self._full, self.lines), default=0)
        self.longest = max(map(len, self.headings), default=0)

    def skip_reason(self, line: int) -> str:
        """Why it is no row: head, sum, note or group; "" when it is one."""
        texts = ["".join(cell.split()) for cell in self.grid.visible_row(line) if cell]
        if self.grid.rows[line] in self.heads:
            return "head"
        if len({normalize_heading(text) for text in texts if len(text) <= self.longest} & self.headings) >= SECOND_HEAD:
            raise LoadError("table_second", file=self.grid.title, line=line + 1)
        if any(SUM.fullmatch(text) for text in texts[:2]):
            return "sum"
        said = [text for text in texts if not ORDINAL.fullmatch(text)]
        named = any(map(BODY.search, said)) and not self._note(line) and not self.grid.across(line)
        if named or len(said) > 2:
            return ""
        if line > self.last or (self.width > 1 and self._note(line)):
            return "note"
        return "group" if self.width > 2 and len(said) == 1 and not said[0].isdecimal() else ""

    def _full(self, line: int) -> bool:
        """Whether it is a row beyond doubt."""
        filled = self.grid.filled(line)
        return (filled > 1 or self.width < 3) and (filled > 2 or self.width < 4) and not self._note(line)

    def _note(self, line: int) -> bool:
        return self.grid.filled(line) < 3 and bool(NOTE.match(self.grid.text(line)))
