"""Which font stands in where an office does not have those of official documents, told in the DOCX itself."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from lxml import etree

from ui.exports.office_document import BODY_FONT, HEAD_FONT, TITLE_FONT

# Windows and WPS have the fonts on the right; those on the left come with official document software.
FALLBACK_FONTS = {TITLE_FONT: "华文中宋,宋体,SimSun", BODY_FONT: "仿宋,FangSong", HEAD_FONT: "SimHei,微软雅黑"}
CHARSET = "86"  # simplified Chinese


def name_fallback_fonts(doc: Doc) -> None:
    """Write the stand-ins into the document's table of fonts, which Word and WPS look them up in."""
    part = doc.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    root = etree.fromstring(part.blob)
    for name, others in FALLBACK_FONTS.items():
        font = etree.SubElement(root, qn("w:font"), {qn("w:name"): name}, nsmap=nsmap)
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): others})
        etree.SubElement(font, qn("w:charset"), {qn("w:val"): CHARSET})
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
