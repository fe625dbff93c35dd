"""A dossier as a paper in the form of an official document (DOCX)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu, Pt
from docx.table import Table, _Cell, _Row

from queries.region import RegionAnalysis
from ui.exports.chain_svg import ems
from ui.exports.docx_template import BODY, CAPTION, CELL, HEADING, TITLE, paper_document
from ui.exports.dossier_map import Picture, dossier_pictures
from ui.exports.office_document import TITLE_POINTS, document_bytes, plain_text
from ui.exports.svg_png import png_size
from ui.presenters.dossier.card_lines import card_lines, card_title
from ui.presenters.dossier.dossier import Dossier
from ui.text import Words

ACTION_COLUMNS = {"matter": 0.2, "basis": 0.24, "partners": 0.25, "hosts": 0.17, "duty": 0.14}  # shares of the width
FIELD_COLUMNS = (0.17, 0.83)
PICTURE_SHARE, WIDE_SHARE = 0.31, 0.57  # of the page's height, at most: two maps a page, or one across
GRID = "Table Grid"


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
        _pictures(doc, dossier_pictures(analysis, dossier, words), words, wide=len(dossier.mapped) == 1)
        for part in dossier.chains:
            if part.plan:
                doc.add_paragraph(plain_text(part.plan), BODY)
        _cards(doc, dossier, words)
        _actions(doc, dossier, words)
        _questions(doc, dossier, words)
        _sources(doc, dossier, words)
    return document_bytes(doc)


def _head(doc: Doc, dossier: Dossier, words: Words) -> None:
    for line in _title_lines(doc, dossier):
        doc.add_paragraph(plain_text(line), TITLE)
    for line in (f"{dossier.region}　{dossier.day}", dossier.scope):
        paragraph = doc.add_paragraph(plain_text(line), BODY)
        paragraph.alignment, paragraph.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Emu(0)
    doc.add_paragraph(words("dossier.summary_heading"), HEADING)
    for text in (dossier.warning, *dossier.summary):
        if text:
            doc.add_paragraph(plain_text(text), BODY)


def _title_lines(doc: Doc, dossier: Dossier) -> list[str]:
    """Return the title, in two lines where it is too long for one: a line of one character looks wrong."""
    size = doc.styles[TITLE].font.size or Pt(TITLE_POINTS)
    if ems(dossier.title) * size <= _text_width(doc):
        return [dossier.title]
    head, subject, rest = dossier.title.partition(dossier.subject)
    return [line for line in (head + subject, rest) if line]


def _pictures(doc: Doc, pictures: Sequence[Picture], words: Words, *, wide: bool) -> None:
    """Add the pictures; a single map has a page of its own across, where its words are large enough to be read."""
    turned = wide and any(picture.png for picture in pictures)
    if turned:
        _turn(doc)
    doc.add_paragraph(plain_text(words("dossier.map_heading")), HEADING)
    for picture in pictures:
        _picture(doc, picture, words, WIDE_SHARE if turned else PICTURE_SHARE)
    if turned:
        _turn(doc)


def _turn(doc: Doc) -> None:
    """Begin a new page of the other orientation; the break is part of the last paragraph, so it takes no line."""
    last = doc.paragraphs[-1]
    section = doc.add_section(WD_SECTION.NEW_PAGE)
    holder = doc.paragraphs[-1]
    last._element.get_or_add_pPr().append(holder._element.get_or_add_pPr().sectPr)
    holder._element.getparent().remove(holder._element)
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
        picture_properties.set("name", words("dossier.map_heading"))
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
    key = "links_heading_three" if len(dossier.cards) == 3 else "links_heading"
    doc.add_paragraph(words(f"dossier.{key}"), HEADING)
    if not dossier.cards:
        doc.add_paragraph(words("dossier.links_none"), BODY)
    for place, card in enumerate(dossier.cards, 1):
        rows = [(words(f"dossier.field.{name}"), text) for name, text in card_lines(card, dossier, words)]
        title = card_title(card, place, words, with_chain=len(dossier.chains) > 1)
        _table(doc, (), rows, FIELD_COLUMNS, title=title)
        doc.add_paragraph(style=CAPTION)


def _actions(doc: Doc, dossier: Dossier, words: Words) -> None:
    if not dossier.actions:
        return
    doc.add_paragraph(words("dossier.actions_heading"), HEADING)
    heads = [words(f"dossier.column.{name}") for name in ACTION_COLUMNS]
    _table(doc, heads, (action.cells for action in dossier.actions), tuple(ACTION_COLUMNS.values()))
    if dossier.cut_chains:
        doc.add_paragraph(words("dossier.more_chains", count=dossier.cut_chains), CAPTION)


def _questions(doc: Doc, dossier: Dossier, words: Words) -> None:
    if dossier.questions:
        doc.add_paragraph(words("dossier.ask_heading"), HEADING)
        for place, text in enumerate(dossier.questions, 1):
            doc.add_paragraph(plain_text(words("dossier.item", place=place, text=text)), CELL)


def _sources(doc: Doc, dossier: Dossier, words: Words) -> None:
    doc.add_paragraph(words("dossier.sources_heading"), HEADING)
    for number, citation in enumerate(dossier.sources, 1):
        doc.add_paragraph(plain_text(words("dossier.source_line", number=number, text=citation.text)), CELL)
    if dossier.cut_sources:
        doc.add_paragraph(words("dossier.more_sources", count=dossier.cut_sources), CELL)
    for note in dossier.notes:
        doc.add_paragraph(plain_text(note), CELL)


def _table(
    doc: Doc, heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float], title: str = ""
) -> None:
    """Add a table, its heads repeated on every page; one with a title over all columns stays on one page."""
    table = doc.add_table(rows=0, cols=len(shares), style=GRID if GRID in {s.name for s in doc.styles} else None)
    table.autofit = False
    if heads:
        row = _add_row(table, heads)
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cells in rows:
        _add_row(table, cells, keep=bool(title))
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
    merged.paragraphs[0].add_run(plain_text(title)).bold = True
    table._tbl.tr_lst[0].addprevious(row._tr)


def _add_row(table: Table, cells: Sequence[str], *, keep: bool = False) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell: _Cell
    for cell, text in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = CELL
        paragraph.add_run(plain_text(text))
        paragraph.paragraph_format.keep_with_next = keep or None
    return row
