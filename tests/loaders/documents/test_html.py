"""Web pages: the main content as blocks, whatever encoding the page declares."""

from __future__ import annotations

import pytest

from loaders.documents.parse import parse_document
from loaders.documents.text_document import CellPlace, TextDocument
from loaders.errors import LoadError

SENTENCE = "支持江南石墨烯研究院联合常州大学建设新型研发机构并开放共享大型科学仪器。"
ARTICLE = f"<h2>一、总体要求</h2><p>{SENTENCE}</p>" + "".join(f"<p>第{n}段。{SENTENCE}</p>" for n in range(8))


def parse(body: str, head: str = "") -> TextDocument:
    return parse_document(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "规划.html")


def blocks(document: TextDocument) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


def test_the_main_content_is_read_without_the_site_around_it() -> None:
    site = (
        "<div class='header'><a href='/'>首页</a></div><ul class='main-nav'><li>政务公开</li></ul>"
        f"<div class='article'><div class='title'>行动计划</div><div class='body'>{ARTICLE}</div></div>"
        "<script>var a = '脚本';</script><div class='footer'><p>主办：某某区人民政府 备案序号</p></div>"
    )
    document = parse(site, "<title>行动计划-某某区政府</title>")
    assert blocks(document)[:3] == ["行动计划", "一、总体要求", SENTENCE]
    assert document.title == "行动计划-某某区政府"
    for word in ("首页", "政务公开", "脚本", "主办"):
        assert word not in document.text


def test_blocks_have_levels_and_paths() -> None:
    document = parse(ARTICLE)
    assert [(block.kind, block.level) for block in document.blocks[:2]] == [("heading", 2), ("paragraph", 0)]
    assert document.blocks[2].origin == "/html/body/p[2]"


def test_a_page_that_is_all_links_and_frames_is_read_whole() -> None:
    assert parse("<form><p>建设平台</p><a>引进院所</a></form>").text == "建设平台引进院所".replace("平台", "平台\n")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>常州<b>大学</b><span>城</span></p>", "常州大学城"),
        ("<p>常州\n    大学</p>", "常州大学"),
        ("<p>AI\n for Science</p>", "AI for Science"),
        ("<p>甲<br>乙</p>", "甲\n乙"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙"),
        ("<p>a&nbsp;&#x200b;b&#xD800;&#128512;</p>", "a b\ufffd😀"),
        ("<p>甲<span style='display: none'>藏</span><del>删</del>乙</p>", "甲乙"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("甲<!-- 注 -->乙", "甲乙"),
    ],
)
def test_text_reads_as_it_is_seen(source: str, text: str) -> None:
    assert parse(source).text == text


def test_a_table_is_read_by_its_cells() -> None:
    table = (
        "<table><caption>分工</caption><thead><tr><th>任务</th><th colspan=2>单位</th></tr></thead>"
        "<tbody><tr><td rowspan=2>平台</td><td>科技局</td><td><p>一季度</p><p>二季度</p></td></tr>"
        "<tr><td>财政局</td><td></td></tr></tbody></table>"
    )
    document = parse(table)
    assert document.text == "分工\n任务\t单位\n平台\t科技局\t一季度\n二季度\n财政局"
    assert {text: block.cell for text, block in zip(blocks(document), document.blocks, strict=True)} == {
        "分工": None,
        "任务": CellPlace(0, 0, 0),
        "单位": CellPlace(0, 0, 1, 1, 2),
        "平台": CellPlace(0, 1, 0, 2, 1),
        "科技局": CellPlace(0, 1, 1),
        "一季度": CellPlace(0, 1, 2),
        "二季度": CellPlace(0, 1, 2),
        "财政局": CellPlace(0, 2, 1),
    }


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>任务</td><td>单位</td></tr></table>"
    document = parse(f"<table><tr><td>栏目</td><td>{ARTICLE}{inner}</td></tr></table>")
    cells = {text: block.cell for text, block in zip(blocks(document), document.blocks, strict=True) if block.cell}
    assert cells == {"任务": CellPlace(0, 0, 0), "单位": CellPlace(0, 0, 1)}


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "nonsense", "zip"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_bytes_go_before_the_declared_encoding(declared: str, encoding: str) -> None:
    page = f"<html><head>\n<meta charset={declared}></head>\n<body><p>常州高新区</p></body></html>"
    assert parse_document(page.encode(encoding), "a.html").text == "常州高新区"


def test_a_few_broken_bytes_are_replaced_and_noted() -> None:
    raw = f"<html><meta charset=utf-8><p>{SENTENCE}</p></html>".encode().replace("常".encode(), b"\xe5\xb8", 1)
    document = parse_document(raw, "a.html")
    assert "联合\ufffd州大学" in document.text
    assert document.notes == ("broken_characters",)


def test_a_page_in_big5_that_says_so_is_read() -> None:
    raw = "<html><meta charset=big5><p>規劃工業園區</p></html>".encode("big5")
    assert parse_document(raw, "a.html").text == "規劃工業園區"


def test_pictures_and_frames_are_noted() -> None:
    assert parse("<p>甲<img src=a.png><iframe src=b></iframe></p>").notes == ("pictures", "embedded_document")


def test_external_entities_are_not_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>甲&x;乙</p></body></html>'
    text = parse_document(page.encode(), "a.html").text
    assert text.endswith("甲&x;乙")


@pytest.mark.parametrize(("body", "what"), [("<div>" * 100_000 + "深处", "nesting"), ("字" * 10_000_001, "characters")])
def test_what_the_parser_would_leave_out_is_told(body: str, what: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse(body)
    assert (caught.value.code, caught.value.fields["what"]) == ("document_limit", what)


def test_an_enormous_span_is_refused() -> None:
    with pytest.raises(LoadError, match="document_limit"):
        parse("<table><tr><td colspan=999999>甲</td><td>乙</td></tr></table>")


def test_a_page_saved_as_one_file_is_read() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    part = "--b\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n"
    page = "<html><body><p>=B3=A3=D6=DD=B8=DF=D0=C2=C7=F8</p></body></html>\n--b--\n"
    assert parse_document((head + part + page).encode(), "规划.doc").text == "常州高新区"


@pytest.mark.parametrize(("raw", "format"), [(b"{\\rtf1 a}", "RTF"), (b"GIF89a", "GIF"), (b"Rar!\x1a", "RAR")])
def test_another_format_is_told_by_its_name(raw: bytes, format: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "规划.doc")
    assert (caught.value.code, caught.value.fields["format"]) == ("document_other_format", format)
