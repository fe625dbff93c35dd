"""Papers on chains: what is in them, and what never is; templates; a machine without fonts or with hostile names."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from pptx import Presentation
from pptx.util import Inches

from graph.model.errors import UsageError
from queries.dossier import DossierInputs, load_dossier_inputs
from queries.region import RegionAnalysis, analyse_region
from tests.support.papers import OFFICE, assert_plain, page_counts, paper_texts
from tests.support.stores import Server
from ui.exports import dossier_map
from ui.exports.docx_template import BODY_MARK
from ui.exports.dossier_docx import dossier_docx
from ui.exports.dossier_pptx import dossier_pptx
from ui.presenters.dossier.dossier import Dossier, build_dossier
from ui.text import words

ZH, DAY = words("zh"), date(2026, 3, 1)
MAX_PAGES, MAX_SLIDES = 6, 8
Export = Callable[[RegionAnalysis, Dossier, object], bytes]
EXPORTS = pytest.mark.parametrize("export", [dossier_docx, dossier_pptx], ids=["docx", "pptx"])


@pytest.fixture(scope="module")
def inputs(embedded_server: Server) -> DossierInputs:
    store = embedded_server.loaded()
    return load_dossier_inputs(store, analyse_region(store))


def dossiers(inputs: DossierInputs) -> dict[str, Dossier]:
    """The dossier of each chain, and of the region."""
    chains = {chain: build_dossier(inputs, [chain], DAY, ZH) for chain in inputs.analysis.coverages}
    return {**chains, "region": build_dossier(inputs, [], DAY, ZH)}


@EXPORTS
def test_no_paper_has_an_id_a_type_an_address_or_a_word_of_the_method(inputs: DossierInputs, export: Export) -> None:
    for name, dossier in dossiers(inputs).items():
        assert_plain(paper_texts(export(inputs.analysis, dossier, ZH)), name)


@EXPORTS
def test_a_paper_says_what_its_dossier_says(inputs: DossierInputs, export: Export) -> None:
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    text = paper_texts(export(inputs.analysis, dossier, ZH))
    assert "轨道交通" in text and dossier.scope in text and dossier.day in text
    for card in dossier.cards:
        assert card.name in text
    for action in dossier.actions:
        assert all(line in text for cell in action.cells for line in cell.split("\n"))
    assert all(citation.text in text for citation in dossier.sources)


def test_slides_are_eight_at_most_each_with_a_title(inputs: DossierInputs) -> None:
    chains = list(inputs.analysis.coverages)
    pair, three = (build_dossier(inputs, chains[:count], DAY, ZH) for count in (2, 3))
    for name, dossier in {**dossiers(inputs), "pair": pair, "three": three}.items():
        deck = Presentation(io.BytesIO(dossier_pptx(inputs.analysis, dossier, ZH)))
        assert len(deck.slides) <= MAX_SLIDES, name
        assert all(slide.shapes.title.text for slide in deck.slides), name


@pytest.mark.skipif(not OFFICE, reason="no LibreOffice: the pages of papers are not counted")
def test_papers_are_six_pages_at_most(inputs: DossierInputs, tmp_path: Path) -> None:
    files = []
    for name, dossier in dossiers(inputs).items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(dossier_docx(inputs.analysis, dossier, ZH))
    counts = page_counts(files, tmp_path)
    assert counts.keys() == dossiers(inputs).keys()
    assert {name: count for name, count in counts.items() if count > MAX_PAGES} == {}


def test_pages_are_numbered(inputs: DossierInputs) -> None:
    doc = Document(io.BytesIO(dossier_docx(inputs.analysis, build_dossier(inputs, ["rail"], DAY, ZH), ZH)))
    assert all("PAGE" in section.footer._element.xml for section in doc.sections)


def test_the_map_has_a_page_across_and_says_what_it_shows(inputs: DossierInputs) -> None:
    doc = Document(io.BytesIO(dossier_docx(inputs.analysis, build_dossier(inputs, ["rail"], DAY, ZH), ZH)))
    widths = [section.page_width > section.page_height for section in doc.sections]
    assert widths == [False, True]
    assert len(doc.inline_shapes) == 1
    portrait, across = doc.sections
    assert (portrait.left_margin, portrait.top_margin) == (across.top_margin, across.left_margin)
    assert [p.text for p in doc.paragraphs if p.text.startswith("附图")] == [ZH("dossier.map_appendix")]


@EXPORTS
def test_without_a_chinese_font_the_map_is_a_table_and_says_so(
    inputs: DossierInputs, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier_map, "chinese_font", lambda: "")
    for chains in (["rail"], []):
        text = paper_texts(export(inputs.analysis, build_dossier(inputs, chains, DAY, ZH), ZH))
        assert ZH("dossier.no_font") in text
    text = paper_texts(export(inputs.analysis, build_dossier(inputs, ["rail"], DAY, ZH), ZH))
    segments = inputs.analysis.coverages["rail"].chain.segments.values()
    assert [segment.name for segment in segments if segment.name not in text] == []


HOSTILE = '丁<b>&"\'\x07\x1b[31m=HYPERLINK("http://x")\ud800{{正文}}‮公司'


@EXPORTS
def test_names_of_any_characters_neither_break_a_paper_nor_become_markup(inputs: DossierInputs, export: Export) -> None:
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    action = replace(dossier.actions[0], matter=HOSTILE, partners=HOSTILE)
    card = replace(dossier.cards[0], here=(HOSTILE,), name=HOSTILE, ask=HOSTILE)
    hostile = replace(dossier, actions=(action,), cards=(card,), title=HOSTILE, subject=HOSTILE, summary=(HOSTILE,))
    file = export(inputs.analysis, hostile, ZH)
    opened = Document(io.BytesIO(file)) if export is dossier_docx else Presentation(io.BytesIO(file))
    assert opened.core_properties.author == ZH("app.name")
    assert "&lt;b&gt;&amp;" in paper_texts(file)
    assert "\x07" not in paper_texts(file)


def test_a_word_template_keeps_its_styles_letterhead_and_what_follows(inputs: DossierInputs, tmp_path: Path) -> None:
    template = Document()
    template.sections[0].header.paragraphs[0].text = "某局文件"
    template.styles["Heading 1"].font.size = Pt(33)
    for text in ("红头", BODY_MARK, "抄送：某某"):
        template.add_paragraph(text)
    template.save(str(tmp_path / "t.docx"))
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    doc = Document(io.BytesIO(dossier_docx(inputs.analysis, dossier, ZH, tmp_path / "t.docx")))
    texts = [paragraph.text for paragraph in doc.paragraphs]
    assert (texts[0], "".join(texts[1:3]), texts[-1]) == ("红头", dossier.title, "抄送：某某")
    assert BODY_MARK not in texts
    assert doc.styles["Heading 1"].font.size == Pt(33)
    assert doc.sections[0].header.paragraphs[0].text == "某局文件"
    assert "PAGE" in doc.sections[0].footer._element.xml


def test_a_word_template_without_a_mark_gives_its_form_only(inputs: DossierInputs, tmp_path: Path) -> None:
    template = Document()
    template.add_paragraph("样例正文")
    template.save(str(tmp_path / "t.docx"))
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    doc = Document(io.BytesIO(dossier_docx(inputs.analysis, dossier, ZH, tmp_path / "t.docx")))
    assert "样例正文" not in [paragraph.text for paragraph in doc.paragraphs]


def test_a_slide_template_keeps_its_size_and_loses_its_slides(inputs: DossierInputs, tmp_path: Path) -> None:
    template = Presentation()
    template.slide_width = Inches(10)
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "样例"
    template.save(str(tmp_path / "t.pptx"))
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    file = dossier_pptx(inputs.analysis, dossier, ZH, tmp_path / "t.pptx")
    deck = Presentation(io.BytesIO(file))
    assert (deck.slide_width, len(deck.slides)) == (Inches(10), 8)
    assert "样例" not in paper_texts(file)


@EXPORTS
def test_what_is_no_template_is_refused_in_words(
    inputs: DossierInputs, export: Callable[..., bytes], tmp_path: Path
) -> None:
    broken = tmp_path / "t.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(UsageError) as caught:
        export(inputs.analysis, build_dossier(inputs, ["rail"], DAY, ZH), ZH, broken)
    assert "t.docx" in ZH.error(caught.value)


@EXPORTS
def test_a_chain_without_a_gap_has_a_paper_too(inputs: DossierInputs, export: Export) -> None:
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    bare = replace(dossier, cards=(), actions=(), sources=(), questions=(), figures=())
    assert ZH("dossier.links_none") in paper_texts(export(inputs.analysis, bare, ZH))


@EXPORTS
def test_papers_in_english_have_no_chinese_words_of_ours(inputs: DossierInputs, export: Export) -> None:
    english = words("en")
    text = paper_texts(export(inputs.analysis, build_dossier(inputs, ["rail"], DAY, english), english))
    assert "What to close first" in text
    assert [word for word in ("为什么", "建议", "资料来源", "先问清", "有据可判") if word in text] == []
