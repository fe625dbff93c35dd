"""A dossier as a paper in the form of an official document (DOCX)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Emu

from queries.region import RegionAnalysis
from ui.exports.docx_template import BODY, CAPTION, CELL, HEADING, paper_document
from ui.exports.dossier_map import Picture, dossier_pictures
from ui.exports.office_document import document_bytes, plain_text
from ui.exports.paper_head import add_paper_head
from ui.exports.paper_table import paper_table, text_width
from ui.exports.svg_png import png_size
from ui.presenters.dossier.card_lines import card_lines, card_title, links_title, section_heading
from ui.presenters.dossier.dossier import Dossier
from ui.text import Words

ACTION_COLUMNS = {"matter": 0.17, "basis": 0.23, "partners": 0.22, "hosts": 0.18, "duty": 0.2}  # shares of the width
FIELD_COLUMNS = (0.17, 0.83)
PICTURE_SHARE, WIDE_SHARE = 0.31, 0.57  # of the page's height, at most: two maps a page, or one across
STATED_FIRST = 2  # paragraphs of the summary; with whom is in the table of actions below it
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
        add_paper_head(doc, dossier.title, dossier.subject, f"{dossier.region}　{dossier.day}")
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


def _summary(doc: Doc, dossier: Dossier) -> None:
    for text in (dossier.warning, *dossier.summary[:STATED_FIRST]):
        if text:
            doc.add_paragraph(plain_text(text), BODY)


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
        paper_table(doc, (words("dossier.stage_column"), words("dossier.links_column")), picture.rows, FIELD_COLUMNS)
    doc.add_paragraph(plain_text(picture.caption), CAPTION)


def _fitting(doc: Doc, png: bytes, share: float) -> tuple[Emu, Emu]:
    """Return the size at which a picture fits the text's width and its share of the height."""
    room = text_width(doc), int((doc.sections[-1].page_height or 0) * share)
    width, height = png_size(png)
    scale = min(room[0] / width, room[1] / height)
    return Emu(int(width * scale)), Emu(int(height * scale))


def _cards(doc: Doc, dossier: Dossier, words: Words) -> None:
    if not dossier.cards:
        doc.add_paragraph(words("dossier.links_none"), BODY)
    for place, card in enumerate(dossier.cards, 1):
        rows = [(words(f"dossier.field.{name}"), text) for name, text in card_lines(card, dossier, words)]
        title = card_title(card, place, words, with_chain=len(dossier.chains) > 1)
        paper_table(doc, (), rows, FIELD_COLUMNS, title=title)
        doc.add_paragraph(style=CAPTION)


def _actions(doc: Doc, dossier: Dossier, words: Words) -> None:
    heads = [words(f"dossier.column.{name}") for name in ACTION_COLUMNS]
    paper_table(doc, heads, (action.cells for action in dossier.actions), tuple(ACTION_COLUMNS.values()))
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
