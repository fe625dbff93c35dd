"""Needs with their segments and institutes as a workbook, and the empty list to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.source_filter import SourceFilter
from loaders.needs.need_sheet import need_headings
from ui.exports.xlsx import Cell, Worksheet, workbook
from ui.presenters.needs import Helper, NeedLine
from ui.presenters.source_filter import elsewhere_text, scope_text
from ui.text import Words

NEED_COLUMNS = {
    "firm": 24,
    "what": 44,
    "due": 14,
    "links": 34,
    "keywords": 18,
    "doubt": 18,
    "away": 44,
    "here": 36,
    "why": 36,
}
TEMPLATE_COLUMNS = ("firm", "what", "due", "field")
TEMPLATE_NEED_WIDTH, HOW_WIDTH = 30, 90  # characters


def needs_xlsx(lines: Sequence[NeedLine], source_filter: SourceFilter, words: Words) -> bytes:
    """Return the workbook: every need a row, those that could not be placed with the reason; below, what counts."""
    columns = [(words(f"needs.column.{name}"), width) for name, width in NEED_COLUMNS.items()]
    rows: list[list[Cell]] = [list(need_cells(line, words)) for line in lines]
    scope = words("dossier.scope", scope=scope_text(source_filter, words))
    remark = words("separator.clause").join(filter(None, (scope, elsewhere_text(source_filter, words))))
    return workbook(words("needs.tab"), [Worksheet(words("needs.tab"), columns, rows, remark)], words)


def need_cells(line: NeedLine, words: Words) -> list[str]:
    """Return the cells of a need, in the order of NEED_COLUMNS."""
    separator = words("separator.clause")
    return [
        line.firm,
        line.what,
        line.due,
        separator.join(caption for _, _, caption in line.links),
        words.join(list(line.keywords)),
        line.doubt,
        separator.join(helper_text(helper, words) for helper in line.away),
        separator.join(helper_text(helper, words) for helper in line.here),
        line.why,
    ]


def helper_text(helper: Helper, words: Words) -> str:
    """Write an institute with the reason."""
    return words("targets.host", name=helper.name, why=helper.why)


def needs_template(words: Words) -> bytes:
    """Return the empty list; its headings are those by which lists of needs are read."""
    head = [(need_headings()[column][0], TEMPLATE_NEED_WIDTH) for column in TEMPLATE_COLUMNS]
    how = Worksheet(words("template.how"), [(words("template.how"), HOW_WIDTH)], [[words("needs.how")]])
    return workbook(words("needs.tab"), [Worksheet(words("needs.tab"), head, []), how], words)
