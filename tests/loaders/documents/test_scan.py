"""Scans and photos: recognised where the extra is installed, else told to be what they are."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from loaders.documents import ocr, parse, read
from loaders.documents.ocr import can_recognise
from loaders.documents.page_picture import draw_page
from loaders.documents.parse import parse_document
from loaders.documents.read import read_document
from loaders.documents.text_document import CellPlace, TextDocument
from loaders.errors import LoadError
from tests.support.documents import OFD_NAMESPACE, PdfSheet, PdfText, ofd_of, pdf_of
from tests.support.page_images import PageImage
from ui.text import words

needs_ocr = pytest.mark.skipif(not can_recognise(), reason="needs the extra liantu[ocr]")

FIRST = ["　　推进石墨烯产业链建设，支持江南石墨烯研", "究院牵头组建创新联合体，开放共享大型科学仪", "器设备。"]
WHOLE = "推进石墨烯产业链建设，支持江南石墨烯研究院牵头组建创新联合体，开放共享大型科学仪器设备。"


def recognised(page: PageImage) -> TextDocument:
    return parse_document(page.bytes(), "扫描.png", with_ocr=True)


def picture_pdf(*pages: PageImage) -> bytes:
    document = pdfium.PdfDocument.new()
    for page in pages:
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(pdfium.PdfBitmap.from_pil(page.image))
        picture.set_matrix(pdfium.PdfMatrix().scale(595, 842))
        sheet = document.new_page(595, 842)
        sheet.insert_obj(picture)
        sheet.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@needs_ocr
def test_a_name_that_a_line_s_end_cuts_is_whole_and_has_its_box() -> None:
    document = recognised(PageImage().lines(200, 200, FIRST, size=40))
    assert (document.text, document.format, document.pages) == (WHOLE, "scan", 1)
    second = document.blocks[0].lines[1]
    assert len(second.edges) == len("究院牵头组建创新联合体，开放共享大型科学仪") + 1
    assert second.box.left == pytest.approx(200 * 0.48, abs=4)
    assert second.box.top == pytest.approx(258 * 0.48, abs=8)


@needs_ocr
def test_a_red_stamp_over_the_text_is_taken_out() -> None:
    page = PageImage().lines(200, 200, FIRST, size=40).text(640, 480, "常州市科学技术局", 40).stamp(800, 480)
    text = recognised(page).text
    assert WHOLE in text
    assert "常州市科学技术局" in text
    assert "公章" not in text


@needs_ocr
def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{number}行的文字写满这一栏的宽" for number in "一二三四五六"]
    right = [f"右栏第{number}行的文字写满这一栏的宽" for number in "一二三四五六"]
    page = PageImage().text(330, 120, "横跨两栏的标题在这里", 56)
    text = recognised(page.lines(100, 300, left).lines(680, 318, right)).text
    assert text.startswith("横跨两栏的标题在这里\n")
    assert text.index("左栏第六行") < text.index("右栏第一行")


@needs_ocr
def test_a_table_with_rules_is_read_by_its_cells() -> None:
    page = PageImage()
    for x in (150, 600, 1050):
        page.rule(x, 300, x, 500)
    for y in (300, 400, 500):
        page.rule(150, y, 1050, y)
    page.text(170, 330, "重点任务").text(620, 330, "责任单位").text(170, 430, "建设平台").text(620, 430, "市科技局")
    document = recognised(page)
    assert document.text == "重点任务\t责任单位\n建设平台\t市科技局"
    assert document.blocks[3].cell == CellPlace(0, 1, 1)


@needs_ocr
def test_a_page_without_text_is_empty() -> None:
    assert recognised(PageImage()).text == ""


@needs_ocr
def test_a_page_on_its_side_is_told() -> None:
    page = PageImage().lines(200, 200, [*FIRST, *FIRST], size=40)
    page.image = page.image.rotate(90, expand=True)
    document = recognised(page)
    assert (document.text, document.notes) == ("", ("sideways_pages",))


@needs_ocr
def test_a_page_that_is_askew_is_read() -> None:
    page = PageImage().lines(200, 200, [*FIRST, *FIRST], size=40)
    page.image = page.image.rotate(2, expand=True, fillcolor="white")
    assert recognised(page).text == f"{WHOLE}\n{WHOLE}"


@needs_ocr
def test_characters_without_boxes_are_spread_over_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ocr._engine()

    def without_boxes(image: object, *, return_word_box: bool, **_: object) -> object:
        if return_word_box:
            raise IndexError
        return engine(image, return_word_box=False)

    monkeypatch.setattr(ocr, "_engine", lambda: without_boxes)
    document = recognised(PageImage().text(200, 200, "推进石墨烯产业链AI建设", 40))
    (line,) = document.blocks[0].lines
    assert document.text == "推进石墨烯产业链AI建设"
    assert line.edges[0] == pytest.approx(200 * 0.48, abs=4)
    assert line.edges[-1] == pytest.approx((200 + 11 * 40) * 0.48, abs=8)


@needs_ocr
def test_a_pdf_of_pictures_is_read_across_its_pages() -> None:
    raw = picture_pdf(PageImage().lines(200, 200, FIRST[:2], size=40), PageImage().lines(200, 200, FIRST[2:], size=40))
    told: list[tuple[int, int]] = []
    document = read_document(raw, "扫描.pdf", lambda done, total: told.append((done, total)))
    assert (document.text, document.format, document.pages) == (WHOLE, "scan", 2)
    assert told == [(1, 2), (2, 2)]


def picture_ofd(page: PageImage) -> bytes:
    resources = (
        f'<ofd:Res xmlns:ofd="{OFD_NAMESPACE}" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="3" Type="Image">'
        "<ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    return ofd_of(
        ['<ofd:ImageObject ResourceID="3" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'],
        {"Doc_0/DocumentRes.xml": resources, "Doc_0/Res/a.png": page.bytes()},
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
    )


@needs_ocr
def test_an_ofd_of_pictures_is_read_and_shown() -> None:
    raw = picture_ofd(PageImage().lines(200, 200, FIRST, size=40))
    assert parse_document(raw, "扫描.ofd", with_ocr=True).text == WHOLE
    assert draw_page(raw, "扫描.ofd", 1).mime == "image/png"


@needs_ocr
def test_the_pages_of_a_tiff_are_read() -> None:
    raw = PageImage().text(200, 200, "第一页的文字写在这里").bytes("TIFF", PageImage().text(200, 800, "第二页的文字"))
    assert parse_document(raw, "扫描.tif", with_ocr=True).text == "第一页的文字写在这里\n第二页的文字"


@pytest.mark.parametrize(
    "raw", [PageImage().bytes("JPEG"), picture_pdf(PageImage()), picture_ofd(PageImage())], ids=["photo", "pdf", "ofd"]
)
def test_without_the_extra_a_scan_is_told_with_what_to_install(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (parse, read):
        monkeypatch.setattr(module, "can_recognise", lambda: False)
    with pytest.raises(LoadError) as caught:
        read_document(raw, "扫描")
    assert caught.value.code == "document_is_scan"
    for language in ("zh", "en"):
        assert "liantu[ocr]" in words(language).error(caught.value)


def test_scanned_pages_among_others_are_noted_where_they_are_not_read() -> None:
    text = pdfium.PdfDocument(pdf_of([PdfSheet([PdfText(72, 100, "有文字层的一页写着这些字")])]))
    text.import_pages(pdfium.PdfDocument(picture_pdf(PageImage())))
    buffer = io.BytesIO()
    text.save(buffer)
    document = parse_document(buffer.getvalue(), "规划.pdf")
    assert (document.text, document.format, document.notes) == ("有文字层的一页写着这些字", "pdf", ("scanned_pages",))


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    buffer = io.BytesIO()
    Image.fromarray(np.zeros((11_000, 11_000), np.uint8)).save(buffer, "PNG")
    with pytest.raises(LoadError, match="document_limit"):
        list(parse_document(buffer.getvalue(), "大.png", with_ocr=True).blocks)


def test_a_broken_picture_is_told() -> None:
    raw = PageImage().bytes()[:200]
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "坏.png", with_ocr=True)
    assert caught.value.code in ("document_damaged", "document_is_scan")
