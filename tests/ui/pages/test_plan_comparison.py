"""The page of two plans side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from tests.support.two_plans import EARLIER, LATER, load_plans


@pytest.fixture
def two_plans(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Server:
    load_plans(server.empty(), tmp_path)
    return use(server, monkeypatch)


def test_the_last_two_plans_are_compared_target_by_target(two_plans: Server) -> None:
    test = open_page("plan", tab="compare")
    assert not test.exception
    text = all_text(test)
    for part in ("指标提高", "超过 100 家（2023）", "新增高新技术企业超130家。", "已达到", "实际 112 家"):
        assert part in text, part
    assert len(test.get("download_button")) == 3
    assert not test.warning


def test_entities_and_relations_stand_beside(two_plans: Server) -> None:
    things = all_text(open_page("plan", tab="compare", of="things"))
    for part in (
        "推进",
        "规划建设青湖科技园。",
        "青湖科技园已建成开园。",
        "可能更名",
        "名称相近（待核实）",
        "不再提到",
    ):
        assert part in things, part
    assert "云溪市科学技术局 → 青湖科技园" in all_text(open_page("plan", tab="compare", of="relations"))


def test_changes_can_be_chosen_by_kind(two_plans: Server) -> None:
    text = all_text(open_page("plan", tab="compare", of="things", changes="不再提到"))
    assert "白鹭孵化器" in text
    assert "青湖科技园" not in text


def test_plans_in_the_wrong_order_are_told(two_plans: Server) -> None:
    test = open_page("plan", tab="compare", **{"plan-before": LATER, "plan-after": EARLIER})
    assert "对调" in str(test.warning[0].value)
    assert "指标降低" in all_text(test)


def test_a_plan_is_not_compared_with_itself(two_plans: Server) -> None:
    test = open_page("plan", tab="compare", lang="en", **{"plan-before": EARLIER, "plan-after": EARLIER})
    assert "two different plans" in all_text(test)


def test_one_plan_alone_says_what_is_missing(loaded: Server) -> None:
    assert "现在有 1 份" in all_text(open_page("plan", tab="compare"))
