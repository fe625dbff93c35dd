"""DOCX: paragraphs, tables and text boxes in order; what is deleted or hidden is left out."""

from __future__ import annotations

import pytest

from loaders.documents.parse import parse_document
from loaders.documents.text_document import CellPlace, TextDocument
from loaders.errors import LoadError
from tests.support.documents import STRICT_W, W, docx_of, paragraph

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a"><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
<w:style w:styleId="T"><w:name w:val="toc 2"/></w:style>
</w:styles>"""


def parse(body: str, **options: str) -> TextDocument:
    return parse_document(docx_of(body, **options), "规划.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*texts: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, texts))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cells(document: TextDocument) -> dict[str, CellPlace | None]:
    return {document.text[slice(*block.span)]: block.cell for block in document.blocks if block.cell}


def test_paragraphs_and_headings_stand_in_order_with_their_places() -> None:
    body = (
        paragraph("一、总体要求", '<w:pStyle w:val="a"/>')
        + paragraph(" 建设科创港。")
        + paragraph("（一）目标", '<w:outlineLvl w:val="1"/>')
    )
    document = parse_document(docx_of(body, {"word/styles.xml": STYLES}), "规划.docx")
    assert document.text == "一、总体要求\n建设科创港。\n（一）目标"
    assert [(block.kind, block.level, block.origin) for block in document.blocks] == [
        ("heading", 1, "body/p[1]"),
        ("paragraph", 0, "body/p[2]"),
        ("heading", 2, "body/p[3]"),
    ]


def test_a_style_that_rests_upon_itself_is_no_heading() -> None:
    body = paragraph("正文", '<w:pStyle w:val="loop"/>')
    assert parse_document(docx_of(body, {"word/styles.xml": STYLES}), "a").blocks[0].level == 0


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="5">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_sets_stand_before_their_paragraphs() -> None:
    body = "".join(
        [
            numbered("甲", 0),
            numbered("乙", 1),
            numbered("丙", 1),
            numbered("", 0),
            numbered("丁", 0),
            numbered("戊", 1),
            numbered("己", 2),
            numbered("庚", 3),
            numbered("辛", 0, number=2),
            numbered("壬", 0, number=0),
            numbered("癸", 0, number=9),
        ]
    )
    document = parse_document(docx_of(body, {"word/numbering.xml": NUMBERING}), "a.docx")
    assert document.text.split("\n") == [
        *("一、甲", "（1）乙", "（2）丙", "二、丁", "（1）戊", "二.3 己", "庚", "七、辛", "壬", "癸"),
    ]


def test_a_style_numbers_its_paragraphs() -> None:
    styles = f"""<w:styles xmlns:w="{W}"><w:style w:styleId="n"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""
    body = paragraph("甲", '<w:pStyle w:val="n"/>') + paragraph("乙", '<w:pStyle w:val="n"/>')
    raw = docx_of(body, {"word/numbering.xml": NUMBERING, "word/styles.xml": styles})
    document = parse_document(raw, "a.docx")
    assert (document.text, document.blocks[0].level) == ("一、甲\n二、乙", 1)


def test_a_name_in_several_runs_is_whole() -> None:
    body = f"<w:p>{run('常州')}<w:proofErr/><w:hyperlink>{run('大学')}</w:hyperlink>{run('城')}</w:p>"
    assert parse(body).text == "常州大学城"


def test_insertions_are_read_and_deletions_are_not() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom>"
    assert parse(f"<w:p>{run('甲')}{deleted}{moved}<w:ins>{run('新')}</w:ins></w:p>").text == "甲新"


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next() -> None:
    end = "<w:rPr><w:del/></w:rPr>"
    assert parse(paragraph("石墨烯", end) + paragraph("研究院")).text == "石墨烯研究院"


def test_the_last_paragraph_is_read_though_its_end_is_deleted() -> None:
    assert parse(paragraph("石墨烯", "<w:rPr><w:del/></w:rPr>")).text == "石墨烯"


def test_hidden_text_and_codes_of_fields_are_left_out() -> None:
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    shown = run("乙", "<w:vanish w:val='0'/>")
    assert parse(f"<w:p>{run('甲')}{run('藏', '<w:vanish/>')}{field}{shown}</w:p>").text == "甲乙"


def test_a_line_break_parts_two_blocks() -> None:
    document = parse(f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>")
    assert (document.text, [block.origin for block in document.blocks]) == ("甲\n乙", ["body/p[1]", "body/p[1]"])


def test_the_table_of_contents_is_left_out_and_noted() -> None:
    body = paragraph("一、要求 1", '<w:pStyle w:val="T"/>') + paragraph("正文")
    document = parse_document(docx_of(body, {"word/styles.xml": STYLES}), "a")
    assert (document.text, document.notes) == ("正文", ("table_of_contents",))


def test_cells_have_their_places_and_extents() -> None:
    table = "<w:tbl>{}{}{}</w:tbl>".format(
        row(cell("任务", properties='<w:gridSpan w:val="2"/>'), cell("单位")),
        row(cell("甲", properties='<w:vMerge w:val="restart"/>'), cell("乙"), cell("科技局", "财政局")),
        row(cell("", properties="<w:vMerge/>"), cell("丙"), cell("")),
    )
    document = parse(paragraph("前") + table + paragraph("后"))
    assert document.text == "前\n任务\t单位\n甲\t乙\t科技局\n财政局\n丙\n后"
    assert cells(document) == {
        "任务": CellPlace(0, 0, 0, 1, 2),
        "单位": CellPlace(0, 0, 2),
        "甲": CellPlace(0, 1, 0, 2, 1),
        "乙": CellPlace(0, 1, 1),
        "科技局": CellPlace(0, 1, 2),
        "财政局": CellPlace(0, 1, 2),
        "丙": CellPlace(0, 2, 1),
    }


def test_a_deleted_row_is_left_out() -> None:
    table = f"<w:tbl>{row(cell('甲'), properties='<w:del/>')}{row(cell('乙'))}</w:tbl>"
    assert cells(parse(table)) == {"乙": CellPlace(0, 0, 0)}


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    inner = f"<w:tbl>{row(cell('内'))}</w:tbl>"
    outer = f"<w:tc>{paragraph('外')}{inner}{paragraph('外二')}</w:tc>"
    document = parse(f"<w:tbl>{row(outer)}</w:tbl>")
    assert cells(document) == {"外": CellPlace(0, 0, 0), "内": CellPlace(1, 0, 0), "外二": CellPlace(0, 0, 0)}


def test_a_text_box_follows_its_paragraph_once() -> None:
    def box(text: str) -> str:
        return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"

    drawing = (
        '<mc:AlternateContent xmlns:mc="urn:mc">'
        f"<mc:Choice><w:drawing>{box('框')}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box('框')}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = parse(f"<w:p>{run('前')}<w:r>{drawing}</w:r>{run('后')}</w:p>{paragraph('下')}")
    assert document.text == "前后\n框\n下"
    assert document.blocks[1].origin == "body/p[1]/txbxContent[1]/p[1]"


def test_content_controls_are_read() -> None:
    assert parse(f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>").text == "甲"


def test_notes_stand_at_the_end() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{paragraph("—")}</w:footnote><w:footnote>{paragraph("注一")}</w:footnote></w:footnotes>'
    assert parse_document(docx_of(paragraph("正文"), {"word/footnotes.xml": notes}), "a").text == "正文\n注一"


def test_pictures_are_noted() -> None:
    assert parse('<w:p><w:r><w:drawing><p:pic xmlns:p="urn:p"/></w:drawing></w:r></w:p>').notes == ("pictures",)


def test_the_strict_form_is_read() -> None:
    assert parse(paragraph("甲"), namespace=STRICT_W).text == "甲"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p>" * 300 + "</w:p>" * 300, "document_limit"),
        ("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80, "document_limit"),
        ("<w:tbl>" + row(cell("甲", properties='<w:gridSpan w:val="99999"/>')) + "</w:tbl>", "document_limit"),
        ("<w:p>", "document_damaged"),
    ],
)
def test_a_hostile_body_is_refused(body: str, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse(body)
    assert (caught.value.code, caught.value.fields["file"]) == (code, "规划.docx")
