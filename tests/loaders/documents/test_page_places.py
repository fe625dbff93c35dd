"""A place of the text is found on the page that is shown."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from loaders.documents.page_picture import PagePicture, draw_page
from loaders.documents.page_places import PagePlace, places_of
from loaders.documents.parse import parse_document
from loaders.documents.read import render_page
from loaders.documents.text_document import Block, LineBox, PageBox, Span, TextDocument
from loaders.errors import LoadError
from tests.support.documents import PdfSheet, PdfText, docx_of, ofd_of, ofd_text, paragraph, pdf_of

PROSE = "推进石墨烯产业链建设，支持江南石墨烯研究院牵头组建创新联合体并邀请了"


def pixels(picture: PagePicture) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(Image.open(io.BytesIO(picture.content)).convert("L"))


def test_a_name_over_two_pages_has_a_place_on_each() -> None:
    sheets = [PdfSheet([PdfText(72, 100, PROSE + "江南")]), PdfSheet([PdfText(72, 100, "石墨烯研究院。")])]
    document = parse_document(pdf_of(sheets), "a.pdf")
    start = document.text.index("江南石墨烯研究院。")
    first, second = places_of(document, Span(start, start + 8))
    assert (first.page, second.page) == (1, 2)
    assert (first.box.left, first.box.right) == pytest.approx(
        (72 + 12 * len(PROSE), 72 + 12 * (len(PROSE) + 2)), abs=0.1
    )
    assert (second.box.left, second.box.right) == pytest.approx((72, 72 + 12 * 6), abs=0.1)


def test_lines_without_edges_are_parted_evenly() -> None:
    line = LineBox(Span(0, 4), 3, PageBox(0, 0, 100, 10))
    document = TextDocument(
        name="a", format="scan", text="甲乙丙丁", blocks=(Block(span=Span(0, 4), kind="paragraph", lines=(line,)),)
    )
    assert places_of(document, Span(1, 2)) == [PagePlace(3, PageBox(25, 0, 50, 10))]
    assert places_of(document, Span(4, 5)) == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_place_on_the_picture_is_where_the_text_is(turn: int) -> None:
    rules = [
        (72.0 + 12 * n, 95.0, 84.0 + 12 * n, 95.0) for n in range(12)
    ]  # the font is not there: rules stand for ink
    raw = pdf_of([PdfSheet([PdfText(72, 100, PROSE[:12])], rules, f"/Rotate {turn}")])
    document = parse_document(raw, "a.pdf")
    (place,) = places_of(document, Span(0, 12))
    picture = render_page(raw, "a.pdf", 1)
    ink = pixels(picture)
    scale = ink.shape[1] / picture.width
    rows, columns = np.nonzero(ink < 128)
    assert ink.shape[0] / picture.height == pytest.approx(scale, rel=0.01)
    assert place.box.left - 2 <= columns.min() / scale < columns.max() / scale <= place.box.right + 2
    assert place.box.top - 2 <= rows.min() / scale < rows.max() / scale <= place.box.bottom + 2


def test_an_ofd_is_drawn_as_its_characters() -> None:
    picture = draw_page(ofd_of([ofd_text(25.4, 50.8, "常&lt;城")]), "a.ofd", 1)
    assert picture.mime == "image/svg+xml"
    assert "常" in picture.content.decode() and "&lt;" in picture.content.decode()
    assert picture.width == pytest.approx(210 * 72 / 25.4)


def test_a_photo_is_shown_itself() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 600), "white").save(buffer, "PNG")
    picture = draw_page(buffer.getvalue(), "a.png", 1)
    assert (pixels(picture).shape, picture.height) == ((600, 300), pytest.approx(842))


@pytest.mark.parametrize(
    ("raw", "page"),
    [(docx_of(paragraph("甲")), 1), (pdf_of([PdfSheet()]), 2), (pdf_of([PdfSheet()]), 0), (ofd_of([""]), 2)],
)
def test_what_has_no_such_page_is_told(raw: bytes, page: int) -> None:
    with pytest.raises(LoadError, match="page_not_shown"):
        draw_page(raw, "a", page)
