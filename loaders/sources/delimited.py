"""CSV and TSV, or either under another name."""

from __future__ import annotations

import csv
import io
import re

from graph.model.normalize import normalize_text
from loaders.errors import LoadError
from loaders.sources.encoding import decode_text
from loaders.sources.sheet import Cells, Sheet, check_size

SEPARATORS, SAMPLE, SAMPLED, MAX_CELL = "\t,;", 20, 100_000, 100_000
QUOTED = re.compile(r'"[^"]*"')


def delimited_sheet(raw: bytes, file: str) -> Sheet:
    """The one sheet of a text with separators.

    Raises:
        LoadError: no known encoding, no such text, or beyond a limit.
    """
    text, encoding = decode_text(raw, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(MAX_CELL)
    rows: list[Cells] = []
    widest = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for cells in reader:
            widest = max(widest, len(cells))
            rows += [()] * (reader.line_num - len(rows) - 1)  # so that a row's place is its last line in the file
            rows.append(tuple(map(normalize_text, cells)))
            check_size(file, len(rows), widest)
    except csv.Error as problem:
        raise LoadError("csv_damaged", file=file, line=len(rows) + 1, reason=problem) from problem
    return Sheet(file, "", tuple(rows), encoding=encoding)


def _separator(text: str) -> str:
    """The separator that stands in most of the first lines, and there most often."""
    lines = QUOTED.sub("", text[:SAMPLED]).split("\n", SAMPLE)[:SAMPLE]
    counts = {one: [line.count(one) for line in lines] for one in SEPARATORS}
    return max(SEPARATORS, key=lambda one: (sum(map(bool, counts[one])), sum(counts[one])))
