from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analysis.gaps.gap import GapKind
from graph.analysis.method import default_method
from graph.analysis.source_filter import SourceFilter
from graph.model.errors import UsageError
from queries.region import RegionAnalysis, analyse
from queries.region_rows import RegionRows
from queries.rows.chains import AbsencesRow, ClaimsRow, FeedsRow, HoldingsRow, PresenceRow, SegmentsRow
from queries.rows.plan import WordingRow


def segment(segment_id: str, stage: str, critical: str = "否") -> SegmentsRow:
    return SegmentsRow(
        chain_id="pv",
        chain="光伏",
        segment_id=segment_id,
        segment=f"环节{segment_id}",
        stage=stage,
        critical=critical,
        supply_roles=None,
        keywords=None,
        product_keywords=None,
    )


def holding(
    statement: str, segment_id: str, year: int | None, status: str = "existing", grade: str | None = None
) -> HoldingsRow:
    return HoldingsRow(
        statement=statement,
        organisation_id="ent-a",
        organisation="甲公司",
        label="Enterprise",
        segment_id=segment_id,
        role="production",
        status=status,
        confidence="explicit",
        dataset="d",
        as_of=None if year is None else str(year),
        year=year,
        level=None,
        share=None,
        evidence="https://example.com/a",
        source_title=None,
        publisher=None,
        published=None,
        grade=grade,
        access=None,
        publisher_kind=None,
        note=None,
    )


ABSENCE = AbsencesRow(
    statement="d/absent",
    segment_id="cell",
    segment="环节cell",
    role="production",
    as_of="2018",
    year=2018,
    evidence="https://example.com/b",
    source_title="题",
    publisher="某报",
    published="2018-05-01",
    grade="B",
    access="mirror",
    publisher_kind=None,
    dataset="d",
)
WORDING = WordingRow(
    chain_id="pv",
    subject_id="ind-pv",
    subject="光伏产业",
    actor_id="gov",
    actor="市政府",
    actor_label="Authority",
    relation="PROMOTES",
    kind=None,
    status="planned",
    section=None,
    char_start=10,
    char_end=14,
    text=None,
    statement="d/said",
    year=2018,
    evidence="clause-1",
    source_title="计划",
    publisher="某局",
    published="2018-02-08",
    grade="A",
    access="direct",
    publisher_kind=None,
)
ROWS = RegionRows(
    region="reg-x",
    region_name="某市",
    holdings=[holding("d/1", "wafer", 2018), holding("d/2", "module", 2020), holding("d/3", "wafer", None, "planned")],
    absences=[ABSENCE],
    claims=[ClaimsRow(dataset="d", title="名单", claims=("production wafer", "production glass"), year=2018)],
    segments=[
        segment("wafer", "上游", "是"),
        segment("cell", "中游"),
        segment("module", "下游"),
        segment("glass", "上游"),
    ],
    feeds=[FeedsRow(from_id="wafer", to_id="cell"), FeedsRow(from_id="cell", to_id="module")],
    presence=[
        PresenceRow(region="reg-x", segment_id="wafer", year=2018, grade="A"),
        PresenceRow(region="reg-y", segment_id="cell", year=2020, grade=None),
    ],
    wording=[WORDING],
)


def analysis(as_of: int | None = None) -> RegionAnalysis:
    return analyse(ROWS, default_method(), SourceFilter(as_of=as_of))


def test_a_chain_has_the_segments_feeds_and_statements_of_its_rows() -> None:
    chain = analysis().chain("光伏").chain
    assert (chain.id, set(chain.segments)) == ("pv", {"wafer", "cell", "module", "glass"})
    assert [segment.id for segment in chain.segments.values() if segment.critical] == ["wafer"]
    assert set(chain.graph.edges) == {("wafer", "cell"), ("cell", "module")}
    assert [statement.id for statement in chain.holdings] == ["d/1", "d/2", "d/3"]
    assert [statement.id for statement in chain.absences] == ["d/absent"]


def test_a_completeness_claim_names_the_organisations_of_its_dataset_at_the_segment() -> None:
    members = {claim.segment: claim.members for claim in analysis().chain("pv").chain.claims}
    assert members == {"wafer": ("ent-a",), "glass": ()}


def test_only_segments_without_an_existing_holding_are_to_be_filled() -> None:
    to_fill = {gap.segment for gap in analysis().gaps if gap.kind == GapKind.FILL}
    assert "cell" in to_fill
    assert not {"wafer", "module"} & to_fill


def test_every_holding_and_absence_has_its_source_with_empty_text_for_what_is_missing() -> None:
    sources = analysis().sources
    assert set(sources) == {"d/1", "d/2", "d/3", "d/absent"}
    assert (sources["d/1"].organisation, sources["d/1"].source_title, sources["d/1"].as_of) == ("甲公司", "", "2018")
    assert (sources["d/absent"].organisation, sources["d/absent"].source_title) == ("", "题")


def test_an_earlier_year_leaves_out_later_and_undated_statements_but_keeps_their_sources() -> None:
    earlier = analysis(2018)
    chain = earlier.chain("pv").chain
    assert [statement.id for statement in chain.holdings] == ["d/1"]
    assert (chain.later, chain.undated) == (("d/2",), ("d/3",))
    assert earlier.as_of == 2018
    assert set(earlier.sources) == set(analysis().sources)


def test_wording_presence_and_names_are_grouped() -> None:
    result = analysis()
    assert [(wording.subject, wording.section, wording.text) for wording in result.wording["pv"]] == [
        ("光伏产业", "", "")
    ]
    assert result.presence == {"reg-x": {"wafer"}, "reg-y": {"cell"}}
    assert analysis(2018).presence == {"reg-x": {"wafer"}}
    assert result.densities == {}  # two regions tell nothing
    assert result.organisations == {"ent-a": "甲公司"}
    assert (result.segment_name("cell"), result.segment_name("unknown")) == ("环节cell", "unknown")


def test_a_plan_speaks_only_where_its_source_counts() -> None:
    assert analysis(2018).wording["pv"] == analysis().wording["pv"]
    assert analysis(2017).wording == {}


def test_an_unknown_chain_is_refused_with_the_chains_there_are() -> None:
    with pytest.raises(UsageError) as refusal:
        analysis().chain("carbon")
    assert refusal.value.code == "chain_unknown"


def test_a_region_without_rows_has_no_chains_and_no_gaps() -> None:
    empty = analyse(RegionRows(region="reg-x", region_name="某市"), default_method())
    assert (empty.coverages, empty.gaps, empty.sources) == ({}, (), {})


def test_the_order_of_rows_does_not_change_the_gaps() -> None:
    backwards = replace(ROWS, holdings=ROWS.holdings[::-1], segments=ROWS.segments[::-1], feeds=ROWS.feeds[::-1])
    assert analyse(backwards, default_method()).gaps == analysis().gaps
