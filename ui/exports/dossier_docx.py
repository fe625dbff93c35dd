"""A dossier as a paper in the form of an official document (DOCX)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import Table, _Cell, _Row

from queries.region import RegionAnalysis
from ui.exports.docx_template import BODY, CAPTION, CELL, HEADING, TITLE, paper_document
from ui.exports.dossier_map import Picture, dossier_pictures
from ui.exports.office_document import HEAD_FONT, TITLE_POINTS, document_bytes, plain_text
from ui.exports.svg_png import png_size
from ui.exports.svg_text import ems
from ui.presenters.dossier.card_lines import card_lines, card_title, links_title, section_heading
from ui.presenters.dossier.dossier import Dossier
from ui.text import Words

ACTION_COLUMNS = {"matter": 0.17, "basis": 0.23, "partners": 0.22, "hosts": 0.18, "duty": 0.2}  # shares of the width
FIELD_COLUMNS = (0.17, 0.83)
PICTURE_SHARE, WIDE_SHARE = 0.31, 0.57  # of the page's height, at most: two maps a page, or one across
STATED_FIRST = 2  # paragraphs of the summary; with whom is in the table of actions below it
GRID = "Table Grid"
HEAD_FILL = "EDEFF2"
WritePart = Callable[[Doc], None]  # writes a part of the paper under its heading


def dossier_docx(analysis: RegionAnalysis, dossier: Dossier, words: Words, template: Path | None = None) -> bytes:
    """Return the paper's bytes.

    Args:
        analysis: the region, for the maps.
        dossier: what the paper says.
        words: the words of the user's language.
        template: a bureau's own DOCX.

    Raises:
        UsageError: the template cannot be read.
    """
    with paper_document(dossier.title, words, template) as doc:
        _head(doc, dossier, words)
        pictures = dossier_pictures(analysis, dossier, words)
        appended = len(dossier.mapped) == 1 and any(picture.png for picture in pictures)
        for place, (title, write) in enumerate(_parts(dossier, pictures, words, has_map=not appended), 1):
            doc.add_paragraph(section_heading(place, title, words), HEADING)
            write(doc)
        if appended:
            _appendix(doc, dossier, pictures, words)
        _notes(doc, dossier, words)
    return document_bytes(doc)


def _parts(
    dossier: Dossier, pictures: Sequence[Picture], words: Words, *, has_map: bool
) -> list[tuple[str, WritePart]]:
    """Return the parts that have something to say, with their titles: what to do stands on the first page."""
    parts: list[tuple[str, bool, WritePart]] = [
        (words("dossier.summary_title"), True, lambda doc: _summary(doc, dossier)),
        (words("dossier.actions_title"), bool(dossier.actions), lambda doc: _actions(doc, dossier, words)),
        (words("dossier.map_title"), has_map, lambda doc: _maps(doc, dossier, pictures, words, PICTURE_SHARE)),
        (links_title(dossier.cards, words), True, lambda doc: _cards(doc, dossier, words)),
        (words("dossier.ask_title"), bool(dossier.questions), lambda doc: _questions(doc, dossier, words)),
        (words("dossier.sources_title"), True, lambda doc: _sources(doc, dossier, words)),
    ]
    return [(title, write) for title, has_part, write in parts if has_part]


def _head(doc: Doc, dossier: Dossier, words: Words) -> None:
    for line in _title_lines(doc, dossier):
        doc.add_paragraph(plain_text(line), TITLE)
    paragraph = doc.add_paragraph(plain_text(f"{dossier.region}　{dossier.day}"), BODY)
    paragraph.alignment, paragraph.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Emu(0)


def _summary(doc: Doc, dossier: Dossier) -> None:
    for text in (dossier.warning, *dossier.summary[:STATED_FIRST]):
        if text:
            doc.add_paragraph(plain_text(text), BODY)


def _title_lines(doc: Doc, dossier: Dossier) -> list[str]:
    """Return the title, in two lines where it is too long for one: a line of one character looks wrong."""
    size = doc.styles[TITLE].font.size or Pt(TITLE_POINTS)
    if ems(dossier.title) * size <= _text_width(doc):
        return [dossier.title]
    head, subject, rest = dossier.title.partition(dossier.subject)
    return [line for line in (head + subject, rest) if line]


def _appendix(doc: Doc, dossier: Dossier, pictures: Sequence[Picture], words: Words) -> None:
    """Add a single map on a last page across, where its words are large enough to be read."""
    _turn(doc)
    doc.add_paragraph(words("dossier.map_appendix"), HEADING)
    _maps(doc, dossier, pictures, words, WIDE_SHARE)


def _maps(doc: Doc, dossier: Dossier, pictures: Sequence[Picture], words: Words, share: float) -> None:
    for picture in pictures:
        _picture(doc, picture, words, share)
    for part in dossier.chains:
        if part.plan:
            doc.add_paragraph(plain_text(part.plan), BODY)


def _turn(doc: Doc) -> None:
    """Begin a new page of the other orientation; the break is part of a last paragraph, so it takes no line."""
    section = doc.add_section(WD_SECTION.NEW_PAGE)
    holder = doc.paragraphs[-1]._element
    last = holder.getprevious()
    if last is not None and last.tag == qn("w:p"):
        last.get_or_add_pPr().append(holder.get_or_add_pPr().sectPr)
        holder.getparent().remove(holder)
    else:  # a table cannot hold the break
        doc.paragraphs[-1].style = CAPTION
    landscape = section.orientation == WD_ORIENT.PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = margins


def _picture(doc: Doc, picture: Picture, words: Words, share: float) -> None:
    if picture.png:
        paragraph = doc.add_paragraph(style=CAPTION)
        paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.keep_with_next = 1.0, True
        paragraph.add_run().add_picture(io.BytesIO(picture.png), *_fitting(doc, picture.png, share))
        picture_properties = paragraph._element.xpath(".//wp:docPr")[0]
        picture_properties.set("descr", plain_text(picture.caption))  # what a screen reader says
        picture_properties.set("name", words("dossier.map_title"))
    else:
        _table(doc, (words("dossier.stage_column"), words("dossier.links_column")), picture.rows, FIELD_COLUMNS)
    doc.add_paragraph(plain_text(picture.caption), CAPTION)


def _fitting(doc: Doc, png: bytes, share: float) -> tuple[Emu, Emu]:
    """Return the size at which a picture fits the text's width and its share of the height."""
    room = _text_width(doc), int(_number(doc.sections[-1].page_height) * share)
    width, height = png_size(png)
    scale = min(room[0] / width, room[1] / height)
    return Emu(int(width * scale)), Emu(int(height * scale))


def _text_width(doc: Doc) -> int:
    section = doc.sections[-1]
    return _number(section.page_width) - _number(section.left_margin) - _number(section.right_margin)


def _number(length: int | None) -> int:
    return int(length or 0)


def _cards(doc: Doc, dossier: Dossier, words: Words) -> None:
    if not dossier.cards:
        doc.add_paragraph(words("dossier.links_none"), BODY)
    for place, card in enumerate(dossier.cards, 1):
        rows = [(words(f"dossier.field.{name}"), text) for name, text in card_lines(card, dossier, words)]
        title = card_title(card, place, words, with_chain=len(dossier.chains) > 1)
        _table(doc, (), rows, FIELD_COLUMNS, title=title)
        doc.add_paragraph(style=CAPTION)


def _actions(doc: Doc, dossier: Dossier, words: Words) -> None:
    heads = [words(f"dossier.column.{name}") for name in ACTION_COLUMNS]
    _table(doc, heads, (action.cells for action in dossier.actions), tuple(ACTION_COLUMNS.values()))
    if dossier.cut_chains:
        doc.add_paragraph(words("dossier.more_chains", count=dossier.cut_chains), CAPTION)


def _questions(doc: Doc, dossier: Dossier, words: Words) -> None:
    for place, text in enumerate(dossier.questions, 1):
        doc.add_paragraph(plain_text(words("dossier.item", place=place, text=text)), CELL)


def _sources(doc: Doc, dossier: Dossier, words: Words) -> None:
    for number, citation in enumerate(dossier.sources, 1):
        doc.add_paragraph(plain_text(words("dossier.source_line", number=number, text=citation.text)), CELL)
    if dossier.cut_sources:
        doc.add_paragraph(words("dossier.more_sources", count=dossier.cut_sources), CELL)


def _notes(doc: Doc, dossier: Dossier, words: Words) -> None:
    """Add how to read the paper, on its last page: three lines would take one of their own."""
    notes = words("dossier.sentence_gap").join((words("dossier.scope_sentence", scope=dossier.scope), *dossier.notes))
    doc.add_paragraph(plain_text(notes), CELL)


def _table(
    doc: Doc, heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float], title: str = ""
) -> None:
    """Add a table, its heads repeated on every page; one with a title over all columns stays on one page."""
    table = doc.add_table(rows=0, cols=len(shares), style=GRID if GRID in {s.name for s in doc.styles} else None)
    table.autofit = False
    if heads:
        row = _add_row(table, heads, keep=True)
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        _emphasise(row)
    lines = list(rows)
    for place, cells in enumerate(lines, 1):
        _add_row(table, cells, keep=bool(title) or place == len(lines) - 1)  # no last row alone on a page
    width = _text_width(doc)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(width * share))
        for cell in column.cells:
            cell.width = Emu(int(width * share))
    if title:
        _add_title_row(table, title)


def _add_title_row(table: Table, title: str) -> None:
    row = _add_row(table, [""] * len(table.columns), keep=True)
    merged = row.cells[0].merge(row.cells[-1])
    for paragraph in merged.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    merged.paragraphs[0].add_run(plain_text(title))
    _emphasise(row)
    table._tbl.tr_lst[0].addprevious(row._tr)


def _emphasise(row: _Row) -> None:
    """Set a row of heads in the font of headings, on a pale ground that a copier keeps light."""
    for cell in row.cells:
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", HEAD_FILL)):
            shading.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shading)
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEAD_FONT)


def _add_row(table: Table, cells: Sequence[str], *, keep: bool = False) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell: _Cell
    for cell, text in zip(row.cells, cells, strict=True):
        for place, line in enumerate(text.split("\n")):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.style = CELL
            paragraph.add_run(plain_text(line))
            paragraph.paragraph_format.keep_with_next = keep or None
    return row
