"""Rows of one list that are one organisation."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.model.records import Node
from loaders.linking.own_rows import join_own_rows, one_of_name

CODED = {"org:C1": "常州甲光有限公司", "org:C2": "常州甲光有限公司"}


def row(id_: str, name: str) -> Node:
    return Node(id=id_, label="Enterprise", row=f"list/{id_}", props={"name": name})


@pytest.mark.parametrize(
    "other", ["常州甲光有限公司", "常州市甲光有限公司", "常州甲光有限责任公司", "江苏省常州市甲光有限公司"]
)
def test_a_row_without_a_code_is_the_row_that_has_one(other: str) -> None:
    rows = [row("org:C1", "常州甲光有限公司"), row(f"org:{other}", other)]
    for nodes in permutations(rows):
        assert join_own_rows(nodes, {}) == {f"org:{other}": "org:C1"}


def test_two_codes_are_two_and_a_row_without_one_stays_alone() -> None:
    rows = [*(row(id_, name) for id_, name in CODED.items()), row("org:常州甲光有限公司", "常州甲光有限公司")]
    assert join_own_rows(rows, {}) == {}


def test_all_spellings_are_the_entity_that_one_of_them_is() -> None:
    rows = [row("org:C1", "常州甲光有限公司"), row("org:常州市甲光有限公司", "常州市甲光有限公司")]
    same = {"org:C1": "ent-a"}
    assert join_own_rows(rows, same) == {"org:C1": "ent-a", "org:常州市甲光有限公司": "ent-a"}


def test_rows_that_are_two_entities_stay_two() -> None:
    rows = [row("org:C1", "常州甲光有限公司"), row("org:常州市甲光有限公司", "常州市甲光有限公司")]
    same = {"org:C1": "ent-a", "org:常州市甲光有限公司": "ent-b"}
    assert join_own_rows(rows, same) == same


def test_short_names_and_other_regions_are_not_joined() -> None:
    names = ("甲光", "甲光股份", "无锡甲光有限公司", "常州甲光集团有限公司", "常州甲光集团股份有限公司")
    rows = [row(f"org:{name}", name) for name in names]
    assert join_own_rows(rows, {}) == {}


def test_a_code_that_an_entity_does_not_have_gets_none_from_a_row_without_a_code() -> None:
    names = {"org:X": "常州强力电机有限公司", "org:常州强力电机有限公司": "常州强力电机有限公司"}
    assert one_of_name(names, {"org:常州强力电机有限公司": "e:Y"}) == ""
    assert one_of_name(names, dict.fromkeys(names, "e:Y")) == "e:Y"
