"""English names of chains and segments: in rows, in answers, in an analysis, and in the bundled template."""

from __future__ import annotations

from graph.analysis.method import default_method
from graph.store.store import Store
from queries.english_names import EnglishNames
from queries.entity import load_entity_facts
from queries.region import analyse, analyse_region
from queries.region_rows import RegionRows
from queries.rows.chains import SegmentsRow
from queries.run import Answer
from queries.subgraph import induced_subgraph


def segment(segment_id: str) -> SegmentsRow:
    return SegmentsRow(
        chain_id="pv",
        chain="光伏",
        segment_id=segment_id,
        segment="某环节",
        stage="上游",
        critical="否",
        supply_roles=None,
        keywords=None,
        product_keywords=None,
    )


NAMES = EnglishNames({"pv": "Solar", "pv/wafer": "Wafers"})


def test_a_name_is_replaced_by_the_id_beside_it() -> None:
    (row,) = NAMES.in_rows([segment("pv/wafer")])
    assert (row.chain, row.segment, row.stage) == ("Solar", "Wafers", "上游")


def test_a_name_that_the_template_does_not_give_stays() -> None:
    (row,) = NAMES.in_rows([segment("pv/other")])
    assert row.segment == "某环节"
    assert EnglishNames().in_rows([row]) == [row]


def test_an_answer_keeps_its_other_columns() -> None:
    answer = Answer(("id", "name", "n"), ({"id": "pv", "name": "光伏", "n": 1}, {"id": None, "name": "甲", "n": 2}))
    assert NAMES.in_answer(answer).rows == (
        {"id": "pv", "name": "Solar", "n": 1},
        {"id": None, "name": "甲", "n": 2},
    )


def test_an_analysis_keeps_its_figures() -> None:
    rows = RegionRows(region="r", region_name="某市", segments=(segment("pv/wafer"),))
    analysis = analyse(rows, default_method())
    english = NAMES.in_analysis(analysis)
    assert english.chain("Solar").chain.segments["pv/wafer"].name == "Wafers"
    assert english.chain("pv").known_share() == analysis.chain("pv").known_share()
    assert [gap.score for gap in english.gaps] == [gap.score for gap in analysis.gaps]


def test_a_picture_keeps_its_statements(bundled: Store) -> None:
    graph = induced_subgraph(bundled, ["inst-jngri", "pv", "pv/wafer"])
    english = NAMES.in_subgraph(graph)
    assert [english.entities[id_].name for id_ in ("pv", "pv/wafer")] == ["Solar", "Wafers"]
    assert english.entities["inst-jngri"] == graph.entities["inst-jngri"]
    assert english.statements == graph.statements
    assert EnglishNames().in_subgraph(graph) is graph


def test_the_page_of_a_segment_is_named_in_english(bundled: Store) -> None:
    facts = load_entity_facts(bundled, "pv/wafer")
    english = NAMES.in_facts(facts)
    assert english.entity.name == "Wafers"
    assert {"Solar"} <= {row.other for row in english.statements}
    assert english.observations == facts.observations
    assert EnglishNames().in_facts(facts) is facts


def test_every_chain_and_segment_of_the_bundled_template_has_an_english_name(bundled: Store) -> None:
    names = EnglishNames.fetch(bundled).by_id
    analysis = analyse_region(bundled)
    assert {*analysis.coverages, *analysis.segments} <= set(names)
    assert all(name.isascii() for name in names.values())
    english = EnglishNames(names).in_analysis(analysis)
    for coverage in english.coverages.values():
        segments = [segment.name for segment in coverage.chain.segments.values()]
        assert len(set(segments)) == len(segments)
