"""The paper on the institutes to court: an official paper with one table, without words of the method."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from loaders.needs.need import Need
from loaders.service.needs import place_in_region
from queries.region import analyse_region
from queries.targeting import (
    TargetingInputs,
    TargetingPlan,
    build_constraints,
    load_targeting_inputs,
    select_candidates,
)
from tests.support.papers import OFFICE, assert_plain, page_counts, paper_texts
from tests.support.stores import Server
from ui.exports.court_paper import court_paper
from ui.exports.targeting_docx import targeting_docx
from ui.presenters.follow_up import FollowStatuses
from ui.presenters.needs import NeedMatcher
from ui.text import words

ZH, EN, DAY = words("zh"), words("en"), date(2026, 3, 1)
MAX_COURT_PAGES = 5
COUNTED = Need(id="needs-a:1", what="高铁轴承寿命提升", firm="甲<b>公司", due="2027-06")
NOWHERE = Need(id="needs-a:2", what="企业融资", firm="乙公司")
ELSEWHERE = Need(id="needs-a:3", what="谐波减速器疲劳寿命", firm="丙公司")
NEEDS = (COUNTED, NOWHERE, ELSEWHERE)


@pytest.fixture(scope="module")
def inputs(embedded_server: Server) -> TargetingInputs:
    """Gaps and the needs of three firms together."""
    store = embedded_server.loaded()
    inputs = load_targeting_inputs(store, analyse_region(store))
    placed = place_in_region(store, NEEDS, inputs.analysis.segments)
    return inputs.with_needs(NeedMatcher(inputs, ZH).at_segments(placed))


def chosen(inputs: TargetingInputs, count: int = 5) -> TargetingPlan:
    return select_candidates(inputs, build_constraints(inputs, count), 1)


def test_the_paper_has_no_id_no_address_and_no_word_of_the_method(inputs: TargetingInputs) -> None:
    for chains in ((), ("rail",), ("rail", "pv")):
        scope = inputs.at(chains)
        assert_plain(paper_texts(targeting_docx(scope, chosen(scope), ZH, needs=NEEDS)), str(chains))


def test_the_paper_has_a_title_a_summary_one_table_and_page_numbers(inputs: TargetingInputs) -> None:
    rail = inputs.at(["rail"])
    plan = chosen(rail)
    doc = Document(io.BytesIO(targeting_docx(rail, plan, ZH)))
    texts = [paragraph.text for paragraph in doc.paragraphs]
    assert texts[0] == "关于常州市轨道交通产业链招院引所的建议"
    assert "一、情况摘要" in texts and "二、建议对接的院所" in texts
    (table,) = doc.tables
    assert [cell.text for cell in table.rows[0].cells] == ["环节", "建议对接院所", "依据", "承接单位", "跟进"]
    assert len(table.rows) == 1 + len(plan.selections)
    assert all("PAGE" in section.footer._element.xml for section in doc.sections)


def test_each_link_stands_with_its_chain_and_each_source_is_listed(inputs: TargetingInputs) -> None:
    paper = court_paper(inputs, chosen(inputs), ZH, DAY)
    chains = [coverage.chain.name for coverage in inputs.analysis.coverages.values()]
    for row in paper.rows:
        lines = [line for line in row[0].split("\n") if not line.startswith("等 ")]
        assert all(line.partition("：")[0] in chains for line in lines)
    assert all(f"〔{number}〕" in "".join(map("".join, paper.rows)) for number in range(1, len(paper.sources) + 1))
    assert f"〔{len(paper.sources) + 1}〕" not in "".join(map("".join, paper.rows))


def test_the_needs_that_were_counted_are_told_and_no_other(inputs: TargetingInputs) -> None:
    everywhere = court_paper(inputs, chosen(inputs), ZH, DAY, needs=NEEDS)
    assert [("甲<b>公司" in line, "丙公司" in line) for line in everywhere.needs] == [(True, False), (False, True)]
    rail = inputs.at(["rail"])
    paper = court_paper(rail, chosen(rail), ZH, DAY, needs=NEEDS)
    (line,) = paper.needs
    assert line.startswith("1. 甲<b>公司：高铁轴承寿命提升（轨道交通·轴承；期限 2027-06；可由")
    assert "另计入 1 条企业需求" in paper.summary[0]


def test_without_needs_in_the_choice_none_is_told(inputs: TargetingInputs) -> None:
    gaps = replace(inputs, demands=inputs.gap_demands)
    paper = court_paper(gaps, chosen(gaps), ZH, DAY, needs=NEEDS)
    assert paper.needs == ()
    assert "企业需求" not in "".join(paper.summary)


def test_who_is_in_touch_stands_in_the_table_and_the_summary(inputs: TargetingInputs) -> None:
    rail = inputs.at(["rail"])
    plan = chosen(rail)
    first = plan.selections[0]
    statuses = FollowStatuses(
        institutes={first.candidate.id: "接触中（李四）"}, gaps={("rail", first.matches[0].segment): "跟进（王五）"}
    )
    paper = court_paper(rail, plan, ZH, DAY, statuses=statuses)
    assert paper.rows[0][4].startswith("接触中（李四）\n轨道交通·")
    assert paper.rows[0][4].endswith("：跟进（王五）")
    assert f"已在跟进的有{first.candidate.name}。" in paper.summary[1]


def test_a_choice_of_nobody_says_so(inputs: TargetingInputs) -> None:
    rail = inputs.at(["rail"])
    file = targeting_docx(rail, chosen(rail, 0), ZH)
    assert "候选院所里没有合适的。" in paper_texts(file)
    assert not Document(io.BytesIO(file)).tables
    assert "No candidate fits." in paper_texts(targeting_docx(rail, chosen(rail, 0), EN))


@pytest.mark.skipif(not OFFICE, reason="no LibreOffice: the pages of papers are not counted")
def test_ten_institutes_take_five_pages_at_most(inputs: TargetingInputs, tmp_path: Path) -> None:
    file = tmp_path / "region.docx"
    file.write_bytes(targeting_docx(inputs, chosen(inputs, 10), ZH, needs=NEEDS))
    assert page_counts([file], tmp_path)["region"] <= MAX_COURT_PAGES


def test_of_a_year_the_paper_says_that_institutes_are_those_of_today(embedded_bundled: Store) -> None:
    earlier = analyse_region(embedded_bundled, source_filter=SourceFilter(as_of=2018))
    inputs = load_targeting_inputs(embedded_bundled, earlier)
    of_rail = inputs.at(["rail"])
    assert "没有照“截至2018年”筛选" in paper_texts(targeting_docx(of_rail, chosen(of_rail, 1), ZH))
