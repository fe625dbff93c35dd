"""Rows find the entities that are known, by rules that the report names."""

from __future__ import annotations

import pytest

from loaders.lists.entity_index import build_entity_index
from queries.rows.quality import NamesRow


def known(id_: str, label: str, name: str, *aliases: str, code: str | None = None) -> NamesRow:
    return NamesRow(
        id=id_,
        label=label,
        name=name,
        aliases=aliases,
        credit_code=code,
        district=None,
        city=None,
        park=None,
        dataset="d",
        title="",
        statement=f"d/{id_}",
    )


INDEX = build_entity_index(
    [
        known("ent-a", "Enterprise", "强力新材", "常州强力电子新材料股份有限公司", code="C1"),
        known("ent-b", "Enterprise", "东风汽车集团有限公司"),
        known("ins-a", "Institute", "中国科学院长春应用化学研究所"),
        known("ins-b", "Institute", "中国电子科技集团公司第四十八研究所"),
        known("ins-c", "Institute", "常州先进材料研究所"),
        known("ins-d", "Institute", "常州先进制造技术研究所"),
    ],
    [],
)


@pytest.mark.parametrize(
    ("label", "name", "id_", "rule"),
    [
        ("Enterprise", "常州市强力电子新材料有限公司", "ent-a", "form"),
        ("Enterprise", "常州强力电子新材料", "ent-a", "dropped"),
        ("Enterprise", "强力新材", "ent-a", "name"),
        ("Enterprise", "东风汽车集团股份有限公司", "", ""),
        ("Enterprise", "无锡强力电子新材料股份有限公司", "", ""),
        ("Institute", "中科院长春应化所", "ins-a", "institute"),
        ("Institute", "长春应化所", "ins-a", "institute"),
        ("Institute", "电科48所", "ins-b", "abbreviation"),
        ("Institute", "常州先进所", "", ""),
        ("Enterprise", "长春应化所", "", ""),
    ],
)
def test_a_row_is_matched_by_a_rule_or_not_at_all(label: str, name: str, id_: str, rule: str) -> None:
    assert INDEX.unique_match(label, name) == id_
    if id_:
        assert INDEX.rule_of_match(name, "", id_) == rule


def test_a_code_comes_before_the_name() -> None:
    assert INDEX.rule_of_match("常州强力电子新材料股份有限公司", "C1", "ent-a") == "code"
