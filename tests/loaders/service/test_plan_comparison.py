"""Two plans of one bureau, loaded and compared: each change with both sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analysis.plans.change import PlanChange, PlanChangeKind
from graph.analysis.plans.picture import PlanRelation
from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.linking.judgements import Judgement
from loaders.service.linking import submit_judgements
from loaders.service.plan_comparison import are_plans, compare_plans, list_plans
from tests.support.people import ZHANG_SAN
from tests.support.two_plans import EARLIER, LATER, load_plans, thing_id

INSTITUTES = "云溪先进碳基材料研究院", "云溪先进碳材料研究院"


def name_of(change: PlanChange) -> str:
    item = change.item
    return item.target_name if isinstance(item, PlanRelation) else item.name


def sentence(item: object) -> str:
    place = getattr(item, "place", None)
    return place.sentence if place else ""


def by_kind(changes: tuple[PlanChange, ...]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for change in changes:
        if not isinstance(change.item, PlanRelation):
            kinds.setdefault(change.kind, []).append(name_of(change))
    return kinds


def test_every_change_of_two_plans_is_found(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    assert by_kind(compare_plans(store, EARLIER, LATER).changes) == {
        "raised": ["新增高新技术企业数", "科技进步贡献率全省位次"],
        "lowered": ["全社会研发投入占比"],
        "reached": ["新增高新技术企业数", "发明专利授权量"],
        "moved": ["青湖科技园", "省精密轴承创新中心"],
        "renamed": [INSTITUTES[1]],
        "new": ["技术合同成交额", "云溪创新基金", "2024年度创新券申报指南"],
        "gone": ["引进创新人才", "白鹭孵化器", "2023年度创新券申报指南"],
    }


def test_each_change_has_both_sentences(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    changes = {(change.kind, name_of(change)): change for change in compare_plans(store, EARLIER, LATER).changes}
    moved = changes[PlanChangeKind.MOVED, "青湖科技园"]
    assert (sentence(moved.before), sentence(moved.after)) == ("规划建设青湖科技园。", "青湖科技园已建成开园。")
    raised = changes[PlanChangeKind.RAISED, "新增高新技术企业数"]
    assert sentence(raised.before) == "新增高新技术企业超100家。"
    assert sentence(raised.after) == "新增高新技术企业超130家。"
    achieved = changes[PlanChangeKind.REACHED, "新增高新技术企业数"].actual
    assert achieved
    assert (achieved.value, achieved.period) == ("112", "2023年")


def test_without_the_texts_a_change_has_both_places(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path, text=False)
    for change in compare_plans(store, EARLIER, LATER).changes:
        for item in filter(None, (change.before, change.after)):
            assert item.place
            assert item.place.sentence == ""
            assert item.place.document.startswith("云溪市科学技术局")
            assert item.place.char_start < item.place.char_end


def test_a_rename_is_proposed_by_the_rule_of_names_until_somebody_judges(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    (renamed,) = [c for c in compare_plans(store, EARLIER, LATER).changes if c.kind == PlanChangeKind.RENAMED]
    assert (renamed.rule, renamed.is_sure) == ("near", False)
    ids = [thing_id(plan, name) for plan, name in zip((EARLIER, LATER), INSTITUTES, strict=True)]
    submit_judgements(store, [Judgement(verdict="different", left=ids[0], right=ids[1])], ZHANG_SAN)
    kinds = by_kind(compare_plans(store, EARLIER, LATER).changes)
    assert "renamed" not in kinds
    assert INSTITUTES[1] in kinds["new"]
    assert INSTITUTES[0] in kinds["gone"]


def test_what_was_judged_the_same_is_renamed_for_sure(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    ids = [thing_id(plan, name) for plan, name in zip((EARLIER, LATER), INSTITUTES, strict=True)]
    submit_judgements(store, [Judgement(verdict="same", left=ids[0], right=ids[1])], ZHANG_SAN)
    (renamed,) = [c for c in compare_plans(store, EARLIER, LATER).changes if c.kind == PlanChangeKind.RENAMED]
    assert (renamed.rule, renamed.is_sure) == ("id", True)


def test_the_exchanged_plans_mirror_and_a_plan_equals_itself(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    there, back = compare_plans(store, EARLIER, LATER), compare_plans(store, LATER, EARLIER)
    assert set(there.changes) == {change.mirrored() for change in back.changes}
    assert compare_plans(store, EARLIER, EARLIER).changes == ()


def test_a_bundled_plan_equals_itself(bundled: Store) -> None:
    diff = compare_plans(bundled, "changzhou-2018", "changzhou-2018")
    assert diff.changes == ()
    assert diff.same > 300


def test_plans_are_listed_oldest_first_and_lists_are_none(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    assert [row.dataset for row in list_plans(store)] == [EARLIER, LATER]
    assert are_plans(store, EARLIER, LATER)
    assert not are_plans(store, EARLIER, "L3")
    with pytest.raises(UsageError, match="plan_unknown"):
        compare_plans(store, EARLIER, "nobody")
