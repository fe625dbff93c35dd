"""OFD: characters by their places, joined as those of a PDF."""

from __future__ import annotations

import pytest

from loaders.documents.parse import parse_document
from loaders.documents.text_document import CellPlace, TextDocument
from loaders.errors import LoadError
from tests.support.documents import OFD_NAMESPACE, ofd_of, ofd_text, zip_of

PROSE = "推进石墨烯产业链建设支持江南石墨烯研究院牵头组建创新联合体并开放"


def parse(*pages: str, **options: str) -> TextDocument:
    return parse_document(ofd_of(pages, **options), "规划.ofd")


def blocks(document: TextDocument) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


def test_a_name_that_a_line_s_end_cuts_is_whole() -> None:
    page = ofd_text(30, 40, PROSE[:28]) + ofd_text(20, 48, PROSE[:30]) + ofd_text(20, 56, "院。")
    document = parse(page, title="计划")
    assert blocks(document) == [PROSE[:28] + PROSE[:30] + "院。"]
    assert (document.format, document.pages, document.title) == ("ofd", 1, "计划")


def test_characters_have_their_places() -> None:
    document = parse(ofd_text(25.4, 50.8, "常州大学城"))
    (line,) = document.blocks[0].lines
    assert line.edges == pytest.approx([72 + n * 5 * 72 / 25.4 for n in range(6)])
    assert line.box.top < 144 < line.box.bottom


def test_texts_of_templates_and_composites_are_read() -> None:
    template = f'<ofd:Page xmlns:ofd="{OFD_NAMESPACE}"><ofd:Content><ofd:Layer>{ofd_text(20, 60, "模板里的文字")}</ofd:Layer></ofd:Content></ofd:Page>'
    unit = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{ofd_text(0, 0, "复合对象里的文字")}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = (
        f'<ofd:Res xmlns:ofd="{OFD_NAMESPACE}"><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>'
    )
    page = f'<ofd:Page xmlns:ofd="{OFD_NAMESPACE}"><ofd:Template TemplateID="7"/><ofd:Content><ofd:Layer><ofd:CompositeObject Boundary="20 90 100 10" ResourceID="9"/></ofd:Layer></ofd:Content></ofd:Page>'
    document = parse_document(
        ofd_of(
            [""],
            {
                "Doc_0/Tpls/T.xml": template,
                "Doc_0/Res.xml": resources,
                "Doc_0/Pages/Page_0/Content.xml": page,
            },
            common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/><ofd:DocumentRes>/Doc_0/Res.xml</ofd:DocumentRes>',
        ),
        "规划.ofd",
    )
    assert document.text == "模板里的文字\n复合对象里的文字"


def test_a_table_with_rules_is_read_by_its_cells() -> None:
    def rule(x1: float, y1: float, x2: float, y2: float) -> str:
        data = f"M {x1} {y1} L {x2} {y2}"
        return (
            f'<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    rules = [rule(x, 40, x, 60) for x in (20, 60, 100)] + [rule(20, y, 100, y) for y in (40, 50, 60)]
    texts = [ofd_text(22, 47, "任务"), ofd_text(62, 47, "单位"), ofd_text(22, 57, "平台"), ofd_text(62, 57, "科技局")]
    document = parse("".join([*rules, *texts]))
    assert document.text == "任务\t单位\n平台\t科技局"
    assert document.blocks[3].cell == CellPlace(0, 1, 1)


def test_composites_that_multiply_are_refused() -> None:
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>{f"""<ofd:CompositeObject ResourceID="{n + 1}"/>""" * 20}</ofd:Content></ofd:CompositeGraphicUnit>'
        for n in range(9)
    )
    resources = (
        f'<ofd:Res xmlns:ofd="{OFD_NAMESPACE}"><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>'
    )
    raw = ofd_of(
        ['<ofd:CompositeObject ResourceID="0"/>'],
        {"Doc_0/Res.xml": resources},
        common="<ofd:DocumentRes>Res.xml</ofd:DocumentRes>",
    )
    with pytest.raises(LoadError, match="document_limit"):
        parse_document(raw, "规划.ofd")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (ofd_of([""]), "document_is_scan"),
        (zip_of({"OFD.xml": "<ofd>"}), "document_damaged"),
        (zip_of({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}), "document_damaged"),
        (ofd_of(["<ofd:PageBlock>" * 300 + "</ofd:PageBlock>" * 300]), "document_limit"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "规划.ofd")
    assert caught.value.code == code
