"""PDF: lines joined into paragraphs, margins left out, columns and tables in order."""

from __future__ import annotations

from itertools import count

import pytest

from loaders.documents.parse import parse_document
from loaders.documents.text_document import CellPlace, TextDocument
from loaders.errors import LoadError
from tests.support.documents import PdfSheet, PdfText, pdf_of

LEFT, STEP = 72.0, 20.0
PROSE = "推进石墨烯产业链建设，支持江南石墨烯研究院牵头组建创新联合体并开放实验室"  # 36 characters fill a line of A4


def parse(*sheets: PdfSheet, title: str = "") -> TextDocument:
    return parse_document(pdf_of(sheets, title=title), "规划.pdf")


def lines(*texts: str, x: float = LEFT, top: float = 100.0) -> list[PdfText]:
    """Return texts one below the other; a leading space is an indent of two characters."""
    return [
        PdfText(x + (24 if text.startswith(" ") else 0), top + STEP * number, text.strip())
        for number, text in enumerate(texts)
    ]


def blocks(document: TextDocument) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


def test_a_name_that_a_line_s_end_cuts_is_whole() -> None:
    document = parse(PdfSheet(lines(" " + PROSE[:34], "创新联合体。" + PROSE[:30], "结尾。", " 第二段从这里开始。")))
    assert blocks(document) == [PROSE[:34] + "创新联合体。" + PROSE[:30] + "结尾。", "第二段从这里开始。"]
    assert "\n" not in document.text[slice(*document.blocks[0].span)]


def test_a_name_that_a_page_s_end_cuts_is_whole() -> None:
    first = lines(" 开头。" + PROSE[:31], PROSE[:34] + "江南")
    document = parse(PdfSheet(first), PdfSheet(lines("石墨烯研究院" + PROSE[:30], "完。")))
    assert blocks(document) == ["开头。" + PROSE[:31] + PROSE[:34] + "江南石墨烯研究院" + PROSE[:30] + "完。"]
    assert [line.page for line in document.blocks[0].lines] == [1, 1, 2, 2]


def test_every_line_has_its_box_and_its_characters_their_edges() -> None:
    document = parse(PdfSheet([PdfText(100, 200, "常州大学城甲乙丙丁戊己")]))
    (line,) = document.blocks[0].lines
    assert document.text[slice(*line.span)] == "常州大学城甲乙丙丁戊己"
    assert line.edges == pytest.approx([100 + 12 * n for n in range(12)], abs=0.1)
    assert (line.box.left, line.box.right) == pytest.approx((100, 232), abs=0.1)
    assert line.box.top < 200 - 6 < line.box.bottom


def test_running_headers_and_page_numbers_are_left_out() -> None:
    numbers = count(1)

    def sheet() -> PdfSheet:
        number = next(numbers)
        margins = [PdfText(200, 40, "常州市科技局文件"), PdfText(280, 810, f"— {number} —")]
        return PdfSheet([*margins, *lines(f" 第{number}页{PROSE[:31]}", "说明一些别的事情。", top=150)])

    assert blocks(parse(sheet(), sheet(), sheet())) == [f"第{n}页{PROSE[:31]}说明一些别的事情。" for n in (1, 2, 3)]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = lines(*(f"左栏第{n}行的文字写满这一栏" for n in "一二三四五"), x=72, top=140)
    right = lines(*(f"右栏第{n}行的文字写满这一栏" for n in "一二三四五"), x=310, top=140)
    mixed = [text for pair in zip(left, right, strict=True) for text in pair]
    title = PdfText(150, 100, "横跨两栏的标题写得很长很长很长", 18)
    text = parse(PdfSheet([title, *mixed])).text
    assert text.startswith("横跨两栏的标题")
    assert text.index("左栏第五行") < text.index("右栏第一行")


def test_a_title_in_two_lines_is_one_heading() -> None:
    title = [PdfText(90, 80, "关于印发常州市科技创新行动计划的若干政", 22), PdfText(250, 110, "策措施", 22)]
    document = parse(PdfSheet([*title, *lines(" " + PROSE[:34], PROSE[:36], "完。", top=180)]))
    assert (document.blocks[0].kind, blocks(document)[0]) == ("heading", "关于印发常州市科技创新行动计划的若干政策措施")


def test_a_watermark_is_left_out() -> None:
    document = parse(
        PdfSheet([PdfText(200, 500, "内部资料", 60, turned=True), *lines(" 正文一共十来个字才算有文字层。")])
    )
    assert document.text == "正文一共十来个字才算有文字层。"


def test_words_and_sizes_of_latin_letters_keep_their_spaces() -> None:
    document = parse(PdfSheet(lines(" 支持 AI for Science 平台建设和应用。")))
    assert document.text == "支持 AI for Science 平台建设和应用。"


def test_rare_characters_and_radicals_are_told() -> None:
    assert parse(PdfSheet(lines(" 建设𠮷林基地和⻓江⼤桥配套工程。"))).text == "建设𠮷林基地和长江大桥配套工程。"


def grid(xs: list[float], ys: list[float]) -> list[tuple[float, float, float, float]]:
    return [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def test_a_table_with_rules_is_read_by_its_cells() -> None:
    texts = [
        PdfText(75, 115, "任务"),
        PdfText(205, 115, "单位"),
        PdfText(75, 135, "建设石墨烯创新中"),
        PdfText(205, 135, "科技局"),
        PdfText(75, 150, "心和平台"),
        PdfText(205, 150, "财政局"),
    ]
    document = parse(
        PdfSheet([*lines(" 前面的一段话说明这张表。", top=80), *texts], grid([72, 178, 300], [100, 120, 160]))
    )
    assert document.text == "前面的一段话说明这张表。\n任务\t单位\n建设石墨烯创新中心和平台\t科技局\n财政局"
    assert [block.cell for block in document.blocks[1:]] == [
        CellPlace(0, 0, 0),
        CellPlace(0, 0, 1),
        CellPlace(0, 1, 0),
        CellPlace(0, 1, 1),
        CellPlace(0, 1, 1),
    ]


def test_a_merged_cell_spans_its_rows() -> None:
    rules = [(72, 100, 300, 100), (180, 120, 300, 120), (72, 140, 300, 140)] + [
        (x, 100, x, 140) for x in (72, 180, 300)
    ]
    texts = [PdfText(75, 124, "重点任务"), PdfText(190, 115, "第一项工作"), PdfText(190, 135, "第二项工作")]
    document = parse(PdfSheet(texts, rules))
    assert [block.cell for block in document.blocks] == [
        CellPlace(0, 0, 0, 2, 1),
        CellPlace(0, 0, 1),
        CellPlace(0, 1, 1),
    ]


def test_a_table_goes_on_over_the_page_without_its_repeated_heading() -> None:
    def sheet(top: float, *rows: tuple[str, str]) -> PdfSheet:
        texts = [
            PdfText(x, top + 15 + 20 * number, text)
            for number, row in enumerate(rows)
            for x, text in zip((75, 181), row, strict=True)
            if text
        ]
        return PdfSheet(texts, grid([72, 178, 300], [top + 20 * n for n in range(len(rows) + 1)]))

    head = ("任务", "单位")
    document = parse(
        sheet(700, head, ("一、建设平台", "科技局、常州高新技")),
        sheet(100, head, ("", "术区"), ("二、引进院所", "人社局")),
    )
    assert {text: block.cell for text, block in zip(blocks(document), document.blocks, strict=True)} == {
        "任务": CellPlace(0, 0, 0),
        "单位": CellPlace(0, 0, 1),
        "一、建设平台": CellPlace(0, 1, 0),
        "科技局、常州高新技术区": CellPlace(0, 1, 1),
        "二、引进院所": CellPlace(0, 2, 0),
        "人社局": CellPlace(0, 2, 1),
    }


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_seen(turn: int) -> None:
    texts = lines(" " + PROSE[:34], "结尾。")
    straight = parse(PdfSheet(texts))
    assert parse(PdfSheet(texts, options=f"/Rotate {turn}")).text == straight.text


def test_a_few_characters_without_a_picture_are_a_text() -> None:
    assert parse(PdfSheet(lines("附件"))).text == "附件"


def test_the_title_is_told() -> None:
    assert parse(PdfSheet(lines("正文一共十来个字才算有文字层")), title="规划").title == "规划"


@pytest.mark.parametrize(
    ("raw", "code"), [(b"%PDF-1.7\nbroken", "document_damaged"), (pdf_of([PdfSheet()]), "document_is_scan")]
)
def test_what_has_no_text_is_told(raw: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "规划.pdf")
    assert caught.value.code == code
