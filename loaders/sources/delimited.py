"""CSV and TSV as sheets, also under another file name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from graph.model.normalize import normalize_text
from loaders.errors import SourceError
from loaders.sources.limits import SheetExtent
from loaders.sources.sheet import Cells, Sheet

SEPARATORS = "\t,;"
RARE_SEPARATORS = "|¦｜，；^~\x01\x1f"  # only where no usual one occurs: they stand between the items of one cell too
VERTICAL_BAR = "|"  # seldom stands in texts, so that lines may have more or fewer of it, as titles do
SEPARATOR_LINES = 20  # first lines in which the separator is sought
SEPARATOR_CHARACTERS = 100_000  # first characters in which it is sought: a file may have no line end
MAX_LIST_CELL = 100_000  # characters; a quote that is never closed makes one cell of the rest of the file
QUOTED = re.compile(r'"[^"]*"')


def delimited_sheet(text: str) -> Sheet:
    """Parse a text with separators into its one sheet.

    A row's position in the sheet is its last line in the file, so that messages name a line that a person finds.

    Raises:
        SourceError: a quote is not closed, or a limit is exceeded.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(MAX_LIST_CELL)
    rows: list[Cells] = []
    extent = SheetExtent()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True)
    try:
        for cells in reader:
            rows += [()] * (reader.line_num - len(rows) - 1)
            rows.append(tuple(map(normalize_text, cells)))
            extent.include(len(rows), len(cells))
    except csv.Error as problem:
        raise SourceError("csv_damaged", line=len(rows) + 1, reason=problem) from problem
    return Sheet(rows=tuple(rows))


def find_separator(text: str) -> str:
    r"""Return the separator that occurs in most of the first lines; of several, the most frequent one.

    >>> find_separator('企业名称;产品\n甲;"电池,隔膜,电解液"')
    ';'
    """
    lines = QUOTED.sub("", text[:SEPARATOR_CHARACTERS]).split("\n", SEPARATOR_LINES)[:SEPARATOR_LINES]
    usual = any(separator in line for line in lines for separator in SEPARATORS)
    separators = (
        SEPARATORS if usual else SEPARATORS + "".join(mark for mark in RARE_SEPARATORS if _divides(mark, lines))
    )
    counts = {separator: [line.count(separator) for line in lines] for separator in separators}
    return max(separators, key=lambda separator: (sum(map(bool, counts[separator])), sum(counts[separator])))


def _divides(mark: str, lines: Sequence[str]) -> bool:
    """Return whether a mark divides all lines into as many cells, as one within cells hardly does."""
    counts = {line.count(mark) for line in lines if line.strip()}
    return len(counts) == 1 and counts != {0}
