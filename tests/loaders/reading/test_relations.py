"""Relations are read from sentences whose things are marked, as 建设[云川实验室|Platform]."""

from __future__ import annotations

import re

import pytest

from loaders.documents.text_document import Block, Span, TextDocument
from loaders.reading.passage import Passage, passages
from loaders.reading.proposal import EntityProposal, RelationProposal
from loaders.reading.relations import relations
from tests.support.work import count_calls

MARK = re.compile(r"\[([^|\]]+)\|(\w+?)(\.class)?(?:\|(\w+))?\]")


def read(marked: str) -> tuple[TextDocument, tuple[EntityProposal, ...]]:
    """Return the document without marks, and the things that were marked."""
    text, entities, position = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        entities.append(
            entity(mark[1], len(text), mark[2], granularity="class" if mark[3] else "named", status=mark[4])
        )
        text += mark[1]
        position = mark.end()
    text += marked[position:]
    return document(text), tuple(entities)


def document(text: str) -> TextDocument:
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(span=line, kind="line") for line in lines)
    return TextDocument(name="plan.txt", format="txt", text=text, blocks=blocks)


def entity(
    name: str, start: int, kind: str, *, granularity: str = "named", status: str | None = None
) -> EntityProposal:
    return EntityProposal(
        span=Span(start, start + len(name)),
        text=name,
        name=name,
        type=kind,
        status=status or "existing",
        granularity=granularity,
        rule="test",
        certainty=1.0,
    )


def proposals(marked: str) -> tuple[RelationProposal, ...]:
    plan, entities = read(marked)
    return relations(passages(plan), entities, plan.text)


def statements(marked: str) -> set[tuple[str, str, str]]:
    """Return the relations with the words of their ends; the issuer is @."""
    plan, entities = read(marked)

    def words(span: Span | None) -> str:
        return plan.text[span.start : span.end] if span else "@"

    found = relations(passages(plan), entities, plan.text)
    return {(words(relation.source), relation.relation, words(relation.target)) for relation in found}


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("加快建设[云川智能网联实验室|Platform|planned]。", "BUILDS"),
        ("推进[云川智能网联实验室|Platform|planned]建设。", "BUILDS"),
        ("[云川智能网联实验室|Platform|planned]加快建设。", "BUILDS"),
        ("制定[云川市数据条例|Programme|planned]。", "BUILDS"),
        ("支持[云川高新区|Park]提质增效。", "SUPPORTS"),
        ("大力发展[低空经济|Technology]。", "SUPPORTS"),
        ("发挥[云川国家实验室|Platform]引领作用。", "SUPPORTS"),
        ("深入实施[“云帆”行动|Programme]。", "IMPLEMENTS"),
        ("[国企改革|Programme]深入推进。", "IMPLEMENTS"),
        ("举办[云川创新大会|Event|planned]。", "HOSTS"),
    ],
)
def test_the_issuer_does_what_the_verb_beside_a_thing_says(sentence: str, relation: str) -> None:
    (proposal,) = proposals(sentence)
    assert (proposal.relation, proposal.source) == (relation, None)


def test_each_conjunct_is_an_object_of_the_verb() -> None:
    found = statements(
        "加快[云川实验室|Platform|planned]、[甲港数据中心|Platform|planned]和[乙山中试基地|Platform|planned]建设。"
    )
    assert found == {("@", "BUILDS", name) for name in ("云川实验室", "甲港数据中心", "乙山中试基地")}


def test_the_members_before_等_are_instances_of_the_class_behind_it() -> None:
    found = statements("培育壮大[低空经济|Technology]、[量子科技|Technology]等[未来产业|Technology.class]。")
    assert {("低空经济", "INSTANCE_OF", "未来产业"), ("量子科技", "INSTANCE_OF", "未来产业")} <= found


def test_projects_before_a_group_with_a_size_are_part_of_it() -> None:
    found = statements("抓好[云川乙烯一体化|Project|planned]、[甲港钛谷|Project|planned]等[“十大产业项目”|Group]建设。")
    assert {("云川乙烯一体化", "PART_OF", "“十大产业项目”"), ("甲港钛谷", "PART_OF", "“十大产业项目”")} <= found


def test_members_inside_the_words_for_a_group_are_members_of_it() -> None:
    text = "云川高新区、甲港经开区等2家园区入选全国百强园区。"
    whole = text[: text.index("入选")]
    names = (("云川高新区", "Park"), ("甲港经开区", "Park"), (whole, "Group"), ("全国百强园区", "Group"))
    entities = [entity(name, text.index(name), kind) for name, kind in names]
    plan = document(text)
    found = {
        (text[slice(*proposal.source)], proposal.relation, text[slice(*proposal.target)])
        for proposal in relations(passages(plan), entities)
        if proposal.source and proposal.target
    }
    assert {("云川高新区", "MEMBER_OF", whole), ("甲港经开区", "MEMBER_OF", whole)} <= found
    assert ("甲港经开区", "MEMBER_OF", "全国百强园区") in found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[云川|Region]获批[国家数据试点城市|Programme]。", ("云川", "UPGRADES_TO", "国家数据试点城市")),
        ("支持[云川高新区|Park]创建[国家服务示范区|Park|aspired]。", ("云川高新区", "UPGRADES_TO", "国家服务示范区")),
        ("把[云川高新区|Park]打造成为[自由贸易园区|Park|aspired]。", ("云川高新区", "UPGRADES_TO", "自由贸易园区")),
        ("[云川片区|Park]重点聚焦[数字经济|Technology]等领域。", ("云川片区", "FOCUSES_ON", "数字经济")),
        (
            "支持[科技领军企业|Enterprise.class]牵头组建[创新联合体|Alliance.class|planned]。",
            ("科技领军企业", "LEADS", "创新联合体"),
        ),
        (
            "推进[区域物流枢纽|Platform|planned]建设（牵头单位：[市商务局|Authority]）",
            ("市商务局", "LEADS", "区域物流枢纽"),
        ),
        ("强化[云川园区|Park]与[甲港园区|Park]联动发展。", ("云川园区", "COLLABORATES_WITH", "甲港园区")),
    ],
)
def test_a_sentence_says_what_holds_between_two_things(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(sentence)


def test_a_name_says_its_place_and_its_field() -> None:
    text = "建设云川低空经济产业园。"
    names = (("云川低空经济产业园", "Park"), ("云川", "Region"), ("低空经济", "Technology"))
    entities = [entity(name, text.index(name), kind) for name, kind in names]
    rules = {proposal.rule for proposal in relations(passages(document(text)), entities)}
    assert {"name.place", "name.field"} <= rules


def test_a_list_of_responsible_offices_says_nothing() -> None:
    assert proposals("（责任单位：[市商务局|Authority]、[市交通运输局|Authority]，[云川高新区|Park]管委会）") == ()


@pytest.mark.parametrize(
    ("heading", "focuses"),
    [
        ("（五）人工智能赋能[汽车制造|Technology]。", True),
        ("（五）[人工智能|Technology]赋能制造业升级。", False),
        ("推动[汽车制造|Technology]。", False),
    ],
)
def test_a_numbered_head_that_ends_with_a_field_gives_it_to_what_follows(heading: str, focuses: bool) -> None:
    found = statements(heading + "搭建[云川供需平台|Platform|planned]。")
    assert (("云川供需平台", "FOCUSES_ON", "汽车制造") in found) == focuses
    assert focuses or not any(relation == "FOCUSES_ON" and source == "云川供需平台" for source, relation, _ in found)


def test_a_thing_behind_a_running_head_in_the_middle_of_its_passage_has_its_relation() -> None:
    text = "加快推进云川市 — 7 — 低空经济产业园建设。"
    head = range(text.index("—"), text.index("低空"))
    body = [place for place in range(len(text)) if place not in head]
    cut = [
        Passage(text="".join(text[place] for place in body), offsets=body, kind="line"),
        Passage(text=text[head.start : head.stop], offsets=head, kind="line"),
    ]
    (proposal,) = relations(cut, [entity("低空经济产业园", text.index("低空"), "Park")], text)
    assert (proposal.relation, proposal.text) == ("BUILDS", text)


def test_words_for_the_issuer_are_the_issuer_as_an_end_and_nothing_is_done_to_it() -> None:
    found = statements("[我市|Region]获批[国家数据试点城市|Programme]。加快推进[我市|Region]发展。")
    assert found == {("@", "UPGRADES_TO", "国家数据试点城市")}


def test_a_thing_named_twice_gets_one_relation_of_the_issuer() -> None:
    text = "建设云川实验室。云川实验室能级明显提升。"
    twice = entity("云川实验室", 2, "Platform")
    again = EntityProposal(**{**vars(twice), "mentions": (Span(8, 13),)})
    assert len(relations(passages(document(text)), [again])) == 1


def test_the_clause_is_the_slice_of_the_text_at_its_place() -> None:
    marked = "一、总体要求\r\n加快建设[云川实验室|Platform|planned]，深入实施[“云帆”行动|Programme]。"
    plan, _ = read(marked)
    found = proposals(marked)
    assert [proposal.text for proposal in found] == ["加快建设云川实验室，", "深入实施“云帆”行动。"]
    assert all(plan.text[slice(*proposal.clause)] == proposal.text for proposal in found)


def test_a_relation_has_the_status_of_what_is_done() -> None:
    (proposal,) = proposals("争创[云川国家先导区|Programme|aspired]。")
    assert proposal.status == "aspired"


@pytest.mark.parametrize("comma", ["，", "、", ""])
def test_the_work_grows_with_the_length_of_a_text_without_sentence_ends(comma: str) -> None:
    def work(times: int) -> int:
        plan, entities = read(f"建设[云川实验室|Platform]、聚焦[低空经济|Technology]{comma}" * times)
        return count_calls(lambda: relations(passages(plan), entities, plan.text))

    work(10)  # reads the words
    assert work(1600) < 5 * work(400)
