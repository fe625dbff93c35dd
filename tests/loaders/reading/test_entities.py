"""Entities: names with their type, status and granularity, at all of their exact places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.txt import parse_txt
from loaders.reading.entities import entities
from loaders.reading.passage import passages
from loaders.reading.proposal import EntityProposal

CHARACTERS = st.one_of(
    st.sampled_from(
        "建设云岭新材料产业园、和等“”《》（）〈〉【】[]以下简称科技创新中心计划行动工程家个3５.\n\r\t 　，。；：\u2028\ufeff"
    ),
    st.sampled_from("𠮷𪚥㐀😀👩‍🔬é́ABc"),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
)


def read(text: str) -> tuple[EntityProposal, ...]:
    """Return the entities of a plain text."""
    document = parse_txt(text.encode(), "plan.txt")
    return entities(tuple(passages(document)), document)


def types(text: str) -> dict[str, str]:
    """Return the type of each name of a text."""
    return {entity.name: entity.type for entity in read(text)}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("加快建设云岭新材料产业园，扩大投资。", "云岭新材料产业园", "Park"),
        ("支持云岭大学牵头组建研究团队。", "云岭大学", "University"),
        ("推动云岭先进材料研究院实体化运行。", "云岭先进材料研究院", "Institute"),
        ("（责任单位：市科技局、市财政局）", "市科技局", "Authority"),
        ("落实《云岭市优化营商环境条例》，提升服务水平。", "云岭市优化营商环境条例", "Programme"),
        ("大力发展人工智能、生物医药等新兴产业。", "生物医药", "Technology"),
    ],
)
def test_a_name_has_its_type(sentence: str, name: str, kind: str) -> None:
    assert types(sentence)[name] == kind


def test_a_kind_with_a_number_is_a_class_and_a_title_is_named() -> None:
    found = {entity.name: entity.granularity for entity in read("新增高新技术企业30家，出台《云岭市科技创新条例》。")}
    assert found == {"高新技术企业": "class", "云岭市科技创新条例": "named"}


def test_what_is_sought_is_aspired_and_what_was_opened_exists() -> None:
    found = {entity.name: entity.status for entity in read("云岭新材料实验室挂牌成立。争创国家级高新区。")}
    assert found["云岭新材料实验室"] == "existing"
    assert found["国家级高新区"] == "aspired"


def test_a_name_cut_by_a_line_end_is_whole_and_its_place_has_the_line_end() -> None:
    text = "今年以来我们全力推进创新体系建设，加快建设云岭新材\n料产业园，扩大有效投资。"
    park = next(entity for entity in read(text) if entity.type == "Park")
    assert (park.name, park.text) == ("云岭新材料产业园", "云岭新材\n料产业园")


def test_a_name_has_all_of_its_places_and_its_other_name() -> None:
    text = "推进云岭自由贸易试验区（以下简称云岭自贸区）建设。\n云岭自贸区挂牌。\n支持云岭自由贸易试验区发展。"
    zone = next(entity for entity in read(text) if entity.name == "云岭自由贸易试验区")
    assert zone.aliases == ("云岭自贸区",)
    assert [text[slice(*span)] for span in zone.mentions] == ["云岭自贸区", "云岭自贸区", "云岭自由贸易试验区"]


def test_each_proposal_names_the_words_that_speak_for_it() -> None:
    rules = {entity.name: entity.rule for entity in read("大力发展人工智能，加快建设云岭新材料产业园。")}
    assert rules == {"人工智能": "fields.named", "云岭新材料产业园": "heads.Park"}


def test_an_empty_text_names_nothing() -> None:
    assert read("") == () and read(" \n　\n") == ()


def assert_exact(text: str) -> None:
    """Check every place of every entity of a text against the text."""
    document = parse_txt(text.encode(), "plan.txt")
    for entity in entities(tuple(passages(document)), document):
        assert entity.text == document.text[slice(*entity.span)]
        assert 0 < entity.certainty <= 1
        for span in (entity.span, *entity.mentions):
            assert 0 <= span.start < span.end <= len(document.text)
            assert document.text[slice(*span)].strip() == document.text[slice(*span)]


@settings(max_examples=100, deadline=None)
@given(st.text(CHARACTERS, max_size=80))
def test_places_are_exact_whatever_the_characters(text: str) -> None:
    assert_exact(text)


@pytest.mark.full_profile
@settings(max_examples=10_000, deadline=None)
@given(st.text(CHARACTERS, max_size=60))
def test_ten_thousand_texts_have_exact_places(text: str) -> None:
    assert_exact(text)
