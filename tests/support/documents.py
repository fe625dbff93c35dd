"""Small documents of the formats that a plan arrives in, made by hand: what is in them is known to the character."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def zip_of(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of some parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def docx_of(body: str, parts: Mapping[str, str] | None = None, *, namespace: str = W) -> bytes:
    """Return a DOCX whose body is the given XML, the prefix w bound; ``parts`` are further parts, whole."""
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})})


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


class PdfText(NamedTuple):
    """Characters at a place of a page: how far from the left and from the top its baseline begins, in points."""

    x: float
    y: float
    text: str
    size: float = 12
    turned: bool = False  # by 45 degrees, as a watermark is


class PdfSheet(NamedTuple):
    """A page of A4: its texts, and its rules as x1, y1, x2, y2 from the upper left corner."""

    texts: Sequence[PdfText] = ()
    rules: Sequence[tuple[float, float, float, float]] = ()
    options: str = ""  # further entries of its dictionary


A4 = (595, 842)
BYTE_ORDER_MARK = "\ufeff"


def pdf_of(sheets: Sequence[PdfSheet], *, title: str = "") -> bytes:
    """Return a PDF in a font that is not embedded; every character is as wide as its font is high, Latin ones half."""
    characters = sorted({character for sheet in sheets for text in sheet.texts for character in text.text} | {" "})
    codes = {character: number for number, character in enumerate(characters, 1)}
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(sheets)}/Kids[{' '.join(f'{10 + 2 * n} 0 R' for n in range(len(sheets)))}]>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        4: "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/DW 1000/W[{' '.join(f'{code} [500]' for character, code in codes.items() if character.isascii())}]>>",
        5: _stream(_to_unicode(codes)),
        6: f"<</Title<{(BYTE_ORDER_MARK + title).encode('utf-16-be').hex()}>>>",
    }
    for number, sheet in enumerate(sheets):
        drawn = "".join(_drawn(text, codes) for text in sheet.texts) + "".join(
            f"{x1} {A4[1] - y1} m {x2} {A4[1] - y2} l S\n" for x1, y1, x2, y2 in sheet.rules
        )
        objects[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {A4[0]} {A4[1]}]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {11 + 2 * number} 0 R{sheet.options}>>"
        )
        objects[11 + 2 * number] = _stream(drawn)
    return _pdf_file(objects)


def _to_unicode(codes: Mapping[str, int]) -> str:
    pairs = "\n".join(f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _drawn(text: PdfText, codes: Mapping[str, int]) -> str:
    turn = "0.7071 0.7071 -0.7071 0.7071" if text.turned else "1 0 0 1"
    characters = "".join(f"{codes[character]:04x}" for character in text.text)
    return f"BT /F {text.size} Tf {turn} {text.x} {A4[1] - text.y} Tm <{characters}> Tj ET\n"


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _pdf_file(objects: Mapping[int, str]) -> bytes:
    written = b"%PDF-1.7\n"
    places = {}
    for number, content in objects.items():
        places[number] = len(written)
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(written)
    rows = [f"{number} 1\n{place:010d} 00000 n \n" for number, place in places.items()]
    return written + (
        f"xref\n0 1\n0000000000 65535 f \n{''.join(rows)}"
        f"trailer<</Root 1 0 R/Info 6 0 R/Size {max(objects) + 1}>>\nstartxref\n{start}\n%%EOF"
    ).encode("latin-1")


OFD_NAMESPACE = "http://www.ofdspec.org/2016"


def ofd_of(
    pages: Sequence[str], parts: Mapping[str, str | bytes] | None = None, *, common: str = "", title: str = ""
) -> bytes:
    """Return an OFD with pages of A4.

    Args:
        pages: the XML of each page's layer, the prefix ofd bound.
        parts: further parts, whole, or other ones in place of those that are written.
        common: further XML of the document's CommonData.
        title: the document's title.
    """

    def root(name: str, content: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{OFD_NAMESPACE}">{content}</ofd:{name}>'

    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    written = {
        "OFD.xml": root(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
        ),
        "Doc_0/Document.xml": root(
            "Document",
            f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>",
        ),
    }
    for number, page in enumerate(pages):
        content = root("Page", f"<ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content>")
        written[f"Doc_0/Pages/Page_{number}/Content.xml"] = content
    return zip_of({**written, **(parts or {})})


def ofd_text(x: float, y: float, text: str, size: float = 5.0) -> str:
    """Return a text of an OFD's page: its left edge and its baseline in millimetres, characters one beside the other."""
    delta = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 200 {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )
