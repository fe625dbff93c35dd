"""The cells of a row of a list, by property."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from graph.model.normalize import TO_HALF_WIDTH, normalize_credit_code
from graph.model.own_yaml import parse_own_yaml
from graph.model.property import MAX_NAME_LENGTH
from loaders.errors import RowError
from loaders.lists.list_column import sentence_properties
from loaders.lists.mapping import ListMapping
from loaders.lists.row_name import RowName, closing_words, idle_words, names_in, parse_row_name
from loaders.records import TableRow
from loaders.sources.cell import ERROR_VALUES, UNCOMPUTED
from loaders.sources.heading import WHITE_SPACE
from loaders.sources.list_table import GROUP_COLUMN

NULL_TOKENS = frozenset(
    {"无", "暂无", "不详", "—", "－", "-", "--", "/", "／", "n/a", "#n/a", "null", "none"}
)  # what people write for nothing
BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")  # beside a Chinese character
# 工商注册号, that of a cooperative (370323NA000295X), 组织机构代码.
OLD_NUMBER = re.compile(r"[0-9]{13,15}|[0-9]{6}N[A-Z][0-9]{6}[0-9X]{1,2}|[0-9A-Z]{8}-?[0-9X]")
LOST_DIGITS = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+|[0-9]{15}000")  # a spreadsheet keeps 15 digits of a number
APOSTROPHES = "'’‘`´\"="  # before a code that was to stay text: '9132…, ="9132…"


@cache
def progress_words() -> Mapping[str, tuple[str, ...]]:
    """Return status -> words of a column of progress that mean it."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("progress.yaml").read_text("utf-8"))
    return {status: tuple(words) for status, words in spec.items()}


def plain_code(text: str) -> str:
    """Return a code in capitals and half width, without blanks, a caption before it, and quotes around it.

    >>> plain_code("＇９１３２ 0412ma")
    '91320412MA'
    """
    plain = WHITE_SPACE.sub("", text.translate(TO_HALF_WIDTH)).rpartition(":")[2].strip(APOSTROPHES)
    return plain.upper().removesuffix(".0")


class RowCells:
    """A row's cells by property: cleaned, mended, and with what an empty one means."""

    def __init__(self, row: TableRow, mapping: ListMapping, columns: Mapping[str, tuple[str, ...]]) -> None:
        self.row, self.mapping, self._columns, self.origin = row, mapping, columns, row.location
        self.list_type = mapping.list_type
        self._code: str | None = None
        self._texts = {prop: self._text(prop) for prop in columns}

    def column(self, prop: str) -> str:
        """Return the first of several columns for one property that has a text, else the last."""
        several = self._columns.get(prop) or ("",)
        return several[0] if len(several) == 1 else next(filter(self._stated, several[:-1]), several[-1])

    def _stated(self, column: str) -> str:
        text = self.row[column]
        return "" if text.casefold() in NULL_TOKENS or text in ERROR_VALUES else text

    def text(self, prop: str) -> str:
        """Return the text of a property, "" where the row has none."""
        return self._texts.get(prop, "")

    def _text(self, prop: str) -> str:
        column = self.column(prop)
        text = self._stated(column)
        if (" " in text or not text.isprintable()) and (column == GROUP_COLUMN or prop not in sentence_properties()):
            text = BLANK.sub("", text)
        text = self.mapping.fixes.get(prop, {}).get(text, text)
        return text or self.mapping.defaults.get(prop, "")

    @cached_property
    def parsed_name(self) -> RowName:
        """Return the name as it is without what stands beside it, whether or not it can be taken."""
        text = " ".join(self.text("name").split())
        is_plain = self._names_a_work or len(text) > MAX_NAME_LENGTH
        return RowName(text) if is_plain else parse_row_name(text)

    @property
    def _names_a_work(self) -> bool:
        """Return whether the name is a project's or a technology's, in which an organisation's name may stand."""
        list_type = self.list_type
        return list_type is not None and bool(list_type.headings) and list_type.heading_of == "name"

    @cached_property
    def status(self) -> str:
        """Return the status that a column of progress states, else that of the list."""
        text = self.text("progress")
        stated = (status for status, words in progress_words().items() if any(word in text for word in words))
        return next(stated, self.mapping.status)

    @cached_property
    def name(self) -> RowName:
        """Return the name. Raises RowError where there is none, or several, or that of one that is no more."""
        name = self.parsed_name
        if not name.name:
            raise self._no_name()
        if len(name.name) > MAX_NAME_LENGTH:
            raise self.row_error("cell_too_long", "name", length=len(name.name), limit=MAX_NAME_LENGTH)
        if self._names_a_work:
            return name
        if name.is_bare:
            raise self.row_error("name_bare", "name", name.name)
        if closed := name.closed or closing_words(self.text("registration")):
            raise self.row_error("organisation_closed", "name", name.name, words=closed)
        written = self.text("name") if self.mapping.fixes.get("name") else self.row[self.column("name")]
        if len(several := names_in(written)) > 1:
            raise self.row_error("several_names", "name", names=several)
        if name.names_others:
            raise self.row_error("name_and_others", "name", name.name)
        return name

    @cached_property
    def idle(self) -> str:
        """Return the word that says that the organisation makes nothing here now, "" where none does."""
        return idle_words((*self.parsed_name.remarks, self.text("registration"), self.text("note")))

    def _no_name(self) -> RowError:
        """Return why there is no name: nothing is written, or the spreadsheet could not compute it."""
        cells = (self.row[column] for column in self._columns.get("name", ()))
        value = next((cell for cell in cells if cell in ERROR_VALUES), "")
        if not value:
            return self.row_error("empty_cell", "name")
        return self.row_error("cell_formula" if value == UNCOMPUTED else "cell_error", "name", value)

    def code(self) -> str:
        """Return the credit code, "" for none or one of the older kinds. Raises RowError where it is wrong."""
        if self._code is None:
            self._code = self._checked_code()
        return self._code

    def stated_code(self) -> str:
        """Return the credit code, "" for none and for one that is wrong."""
        try:
            return self.code()
        except RowError:
            return ""

    def _checked_code(self) -> str:
        text = plain_code(self.text("credit_code"))
        if not text or OLD_NUMBER.fullmatch(text):
            return ""
        if LOST_DIGITS.fullmatch(text):
            raise self.row_error("credit_code_number", "credit_code", text)
        try:
            return normalize_credit_code(text)
        except ValueError:
            raise self.row_error("credit_code_wrong", "credit_code", text) from None

    def row_error(self, code: str, prop: str, value: str = "", **more: object) -> RowError:
        """Return an error that names the row and the column of a property."""
        column = self.column(prop) or prop
        return RowError(code, file=self.row.file, line=self.row.line, column=column, value=value, **more)
