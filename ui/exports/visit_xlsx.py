"""Visiting sheets as a workbook: one sheet a visit, to print or to fill in; a hidden column lets it be read back."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from loaders.visits.form import ANSWER_COLUMN, DATE_COLUMN, KEY_COLUMN, NAME_COLUMN, PERSON_COLUMN, head_key
from ui.exports.xlsx import A4, MARGINS, MAX_CELL, WORKBOOK_OPTIONS, row_height, sheet_names
from ui.presenters.visits import VisitQuestion, VisitSheet
from ui.text import Words

VISIT_COLUMNS = (
    ("place", 5),
    ("chain", 15),
    ("segment", 20),
    ("question", 36),
    ("answer", 18),
    ("who", 22),
    ("detail", 24),
)
TITLE_ROW, HEAD_LINE, COLUMN_LINE = 0, 1, 2
TITLE_POINTS_OF_VISITS, HEAD_POINTS = 34, 34  # heights; names of firms take two lines
ROOM_POINTS, MAX_WRITING_POINTS = 320.0, 110.0  # for all rows of a page, and for one: room to write in by hand
CELL_STYLE = {"border": 1, "border_color": "#9aa5b1", "text_wrap": True, "valign": "vcenter"}


def visit_xlsx(sheets: Sequence[VisitSheet], region: str, words: Words) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": words("visit.title"), "author": words("app.name")})
        title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        label = book.add_format({"align": "right", "valign": "vcenter"})
        value = book.add_format({"bottom": 1, "valign": "vcenter", "text_wrap": True})
        head = book.add_format({**CELL_STYLE, "bold": True, "bg_color": "#e8eef5"})
        cell = book.add_format(CELL_STYLE)
        for sheet, name in zip(sheets, sheet_names([sheet.title for sheet in sheets]), strict=True):
            page = book.add_worksheet(name)
            _head(page, sheet, region, words, (title, label, value))
            _questions(page, sheet, words, head, cell)
            _set_page(page)
        if not sheets:
            book.add_worksheet(words("visit.title")).write_string(0, 0, words("visit.none"))
    return out.getvalue()


def _head(
    page: Worksheet, sheet: VisitSheet, region: str, words: Words, formats: tuple[Format, Format, Format]
) -> None:
    title, label, value = formats
    last = len(VISIT_COLUMNS) - 1
    page.set_row(TITLE_ROW, TITLE_POINTS_OF_VISITS)
    page.merge_range(TITLE_ROW, 0, TITLE_ROW, last, "", title)
    page.write_string(TITLE_ROW, 0, words("visit.sheet_title", region=region, title=sheet.title)[:MAX_CELL], title)
    name_width = VISIT_COLUMNS[NAME_COLUMN][1]
    page.set_row(HEAD_LINE, max(HEAD_POINTS, row_height([sheet.name], [name_width])))
    fields = ((NAME_COLUMN, "name", sheet.name), (PERSON_COLUMN, "person", ""), (DATE_COLUMN, "day", ""))
    for column, name, text in fields:
        page.write_string(HEAD_LINE, column - 1, words(f"visit.{name}"), label)
        page.write_string(HEAD_LINE, column, text[:MAX_CELL], value)
    page.write_string(HEAD_LINE, KEY_COLUMN, head_key())


def _questions(page: Worksheet, sheet: VisitSheet, words: Words, head: Format, cell: Format) -> None:
    for place, (name, width) in enumerate(VISIT_COLUMNS):
        page.set_column(place, place, width)
        page.write_string(COLUMN_LINE, place, words(f"visit.column.{name}"), head)
    page.set_column(KEY_COLUMN, KEY_COLUMN, 4, None, {"hidden": True})
    page.set_row(COLUMN_LINE, HEAD_POINTS)
    widths = [width for _, width in VISIT_COLUMNS]
    room = min(MAX_WRITING_POINTS, ROOM_POINTS / max(1, len(sheet.questions)))
    for line, (place, question) in enumerate(enumerate(sheet.questions, 1), COLUMN_LINE + 1):
        cells = question_cells(place, question, words)
        page.set_row(line, max(room, row_height(cells, widths)))
        page.write_number(line, 0, place, cell)
        for column, text in enumerate(cells[1:], 1):
            page.write_string(line, column, str(text)[:MAX_CELL], cell)
        page.write_string(line, KEY_COLUMN, question.key.text())
        choices = [words(f"visit.answer.{name}") for name in ("yes", "no", "unsure")]
        page.data_validation(line, ANSWER_COLUMN, line, ANSWER_COLUMN, _choice(choices, words))
    page.write_string(COLUMN_LINE + len(sheet.questions) + 2, 0, words("visit.how"))


def _choice(choices: Sequence[str], words: Words) -> dict[str, object]:
    """Return the list to choose an answer from; what is written otherwise, such as a ticked box, is allowed too."""
    return {
        "validate": "list",
        "source": list(choices),
        "show_error": False,
        "input_title": words("visit.column.answer"),
        "input_message": words("visit.choose"),
    }


def question_cells(place: int, question: VisitQuestion, words: Words) -> list[str | int]:
    """Return the row of a question, its boxes empty."""
    return [
        place,
        question.chain_name,
        question.segment_name,
        question.text,
        words("visit.boxes"),
        question.organisation,
        "",
    ]


def _set_page(page: Worksheet) -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(*MARGINS)
    page.fit_to_pages(1, 1)
    page.print_area(0, 0, COLUMN_LINE + 40, len(VISIT_COLUMNS) - 1)
