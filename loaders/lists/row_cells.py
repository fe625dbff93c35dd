"""The cells of a row of a list, by property."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.model.normalize import normalize_credit_code
from graph.model.property import MAX_NAME_LENGTH
from loaders.errors import RowError
from loaders.lists.list_column import sentence_properties
from loaders.lists.mapping import ListMapping
from loaders.records import TableRow
from loaders.sources.list_table import GROUP_COLUMN

NULL_TOKENS = frozenset(
    {"无", "暂无", "不详", "—", "－", "-", "--", "/", "／", "n/a", "#n/a", "null", "none"}
)  # what people write for nothing
BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")  # beside a Chinese character
OLD_NUMBER = re.compile(r"[0-9]{13,15}|[0-9A-Z]{8}-?[0-9X]")  # 工商注册号, 组织机构代码


class RowCells:
    """A row's cells by property: cleaned, mended, and with what an empty one means."""

    def __init__(self, row: TableRow, mapping: ListMapping, columns: Mapping[str, tuple[str, ...]]) -> None:
        self.row, self.mapping, self._columns, self.origin = row, mapping, columns, row.location
        self._code: str | None = None
        self._texts = {prop: self._text(prop) for prop in columns}

    def column(self, prop: str) -> str:
        """Return the first of several columns for one property that has a text, else the last."""
        several = self._columns.get(prop) or ("",)
        return several[0] if len(several) == 1 else next(filter(self._stated, several[:-1]), several[-1])

    def _stated(self, column: str) -> str:
        text = self.row[column]
        return "" if text.casefold() in NULL_TOKENS else text

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

    def required(self, prop: str) -> str:
        """Return the text of a property that a row must have. Raises RowError where it is empty or too long."""
        text = " ".join(self.text(prop).split())
        if not text:
            raise self.row_error("empty_cell", prop)
        if len(text) > MAX_NAME_LENGTH:
            raise self.row_error("cell_too_long", prop, length=len(text), limit=MAX_NAME_LENGTH)
        return text

    def code(self) -> str:
        """Return the credit code, "" for none or one of the older kinds. Raises RowError where it is wrong."""
        if self._code is None:
            self._code = self._checked_code()
        return self._code

    def _checked_code(self) -> str:
        text = self.text("credit_code").upper().removesuffix(".0")
        if not text or OLD_NUMBER.fullmatch(text):
            return ""
        try:
            return normalize_credit_code(text)
        except ValueError:
            raise self.row_error("credit_code_wrong", "credit_code", text) from None

    def row_error(self, code: str, prop: str, value: str = "", **more: object) -> RowError:
        """Return an error that names the row and the column of a property."""
        column = self.column(prop) or prop
        return RowError(code, file=self.row.file, line=self.row.line, column=column, value=value, **more)
