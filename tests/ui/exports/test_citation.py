"""How a source is cited: complete, with what is not known said, and never with the address that was read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ui.exports.citation import citation, original_address
from ui.text import words


@dataclass(frozen=True)
class Cited:
    evidence: str | None = "https://www.example.gov.cn/a"
    source_title: str | None = "题目"
    publisher: str | None = "某局"
    published: str | None = "2021-06-11"
    grade: str | None = "A"
    access: str | None = "direct"
    publisher_kind: str | None = None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (Cited(), "某局 · 题目 · 2021-06-11 · A 官方"),
        (Cited(access="mirror"), "某局 · 题目 · 2021-06-11 · A 官方（经镜像读取）"),
        (Cited(grade="B", access="repost"), "某局 · 题目 · 2021-06-11 · B 媒体（经转载读取）"),
        (Cited(grade="D", access="repost", publisher=None), "发布者不详 · 题目 · 2021-06-11 · D 转载"),
        (Cited(grade="E", published="", source_title=""), "某局 · 题名不详 · 未见日期 · E 来源不明"),
        (Cited(grade=None, evidence="名单.xlsx:3"), "某局 · 题目 · 2021-06-11 · 名单（名单.xlsx:3）"),
        (Cited(publisher_kind="expert_judgement"), "专家判断，无来源"),
        (Cited(publisher_kind="recollection"), "回忆，无来源"),
    ],
)
def test_a_citation_says_publisher_title_date_and_grade(source: Cited, text: str) -> None:
    assert citation(source, words("zh")) == text


def test_a_place_in_a_document_follows() -> None:
    assert citation(Cited(), words("zh"), "二、第 3–9 字").endswith("A 官方（二、第 3–9 字）")


def test_the_english_citation_has_the_same_parts() -> None:
    assert citation(Cited(published=None), words("en")) == "某局 · 题目 · no date · A official"


@pytest.mark.parametrize(
    ("evidence", "address"),
    [
        ("https://www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        ("sources.csv:s-1", ""),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_only_an_address_of_the_web_is_linked(evidence: str | None, address: str) -> None:
    assert original_address(Cited(evidence=evidence)) == address
