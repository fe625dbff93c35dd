"""A DOCX to write a paper into: the product's own styles, or a bureau's template with its styles and letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from graph.model.errors import UsageError
from ui.exports.fallback_fonts import name_fallback_fonts
from ui.exports.office_document import BODY_FONT, HEAD_FONT, TITLE_FONT, new_document, plain_text
from ui.text import Words

TITLE, HEADING, BODY, CAPTION, CELL = "Title", "Heading 1", "Body Text", "Caption", "Paper Cell"
LATIN_FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)
BODY_MARK = "{{正文}}"  # a paragraph of a template that the paper is put in the place of
# Points, font, alignment, line spacing and space before in points, first line indent in characters (GB/T 9704-2012).
STYLES = {
    TITLE: (22, TITLE_FONT, WD_ALIGN_PARAGRAPH.CENTER, 30, 0, 0),
    HEADING: (16, HEAD_FONT, None, 28, 6, 2),
    BODY: (16, BODY_FONT, None, 28, 0, 2),
    CAPTION: (10.5, BODY_FONT, WD_ALIGN_PARAGRAPH.CENTER, 15, 0, 0),
    CELL: (10.5, BODY_FONT, None, 14, 0, 0),
}


@contextmanager
def paper_document(title: str, words: Words, template: Path | None) -> Iterator[Doc]:
    """Yield a document whose body is written at its end, and put it where the template wants it.

    Args:
        title: for the document's properties.
        words: the words of the user's language.
        template: a DOCX; its styles Title, Heading 1, Body Text, Caption and Paper Cell are kept where it has them,
            its head and foot too; an empty foot gets the number of the page. The paper takes the place of the
            paragraph ``{{正文}}``, else of the whole text.

    Raises:
        UsageError: the template cannot be read.
    """
    doc = new_document(title, words) if template is None else _opened(template, title)
    if template is None:
        name_fallback_fonts(doc)
    _add_styles(doc, template)
    footer = doc.sections[0].footer
    if not footer._element.xpath(".//w:instrText | .//w:fldSimple | .//w:t"):
        _add_page_number(doc)
    if template is None:
        yield doc
        return
    mark = next((paragraph for paragraph in doc.paragraphs if paragraph.text.strip() == BODY_MARK), None)
    if mark is None:
        doc._body.clear_content()
    before = list(doc.element.body)
    yield doc
    if mark is not None:
        written = [element for element in doc.element.body if element not in before]
        for element in written:
            mark._element.addprevious(element)
        mark._element.getparent().remove(mark._element)


def _opened(template: Path, title: str) -> Doc:
    try:
        doc = Document(str(template))
    except Exception as problem:
        raise UsageError("template_unreadable", file=template.name, kind="DOCX") from problem
    doc.core_properties.title = plain_text(title)
    return doc


def _add_styles(doc: Doc, template: Path | None) -> None:
    """Set the product's own styles, or add those that a template lacks."""
    names = {style.name for style in doc.styles}
    for name, (points, font, alignment, spacing, before, indent) in STYLES.items():
        if template is not None and name in names:
            continue
        if name not in names:
            doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = cast(ParagraphStyle, doc.styles[name])
        _set_font(style, font, points)
        form = style.paragraph_format
        form.alignment, form.line_spacing, form.first_line_indent = alignment, Pt(spacing), Pt(points * indent)
        form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(0), name == HEADING


def _set_font(style: ParagraphStyle, font: str, points: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = LATIN_FONT, Pt(points), BLACK
    style.font.bold = style.font.italic = False
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    for border in style.element.xpath("./w:pPr/w:pBdr"):  # the library's own Title is underlined
        border.getparent().remove(border)


def _add_page_number(doc: Doc) -> None:
    """Add the number of the page to the foot, between dashes as GB/T 9704 has it."""
    paragraph = doc.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_run(paragraph, "— ")
    run = _add_run(paragraph, "")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._element.append(element)
    _add_run(paragraph, " —")


def _add_run(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(14), LATIN_FONT
    return run
