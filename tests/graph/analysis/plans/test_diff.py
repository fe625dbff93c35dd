"""Two plans side by side: symmetric, empty for a plan and itself, and complete against an enumeration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.plans.change import PlanChange, PlanChangeKind
from graph.analysis.plans.diff import diff_plans
from graph.analysis.plans.matching import Pairing, best_pairs
from graph.analysis.plans.picture import ActualValue, PlanPicture, PlanRelation, PlanTarget, PlanThing
from tests.support.profiles import budget

IDS = [f"id-{letter}" for letter in "abcdef"]
NAMES = ["甲院", "甲 院", "甲研究院", "乙平台", "丙计划", "丁"]
STATUSES = ["", "aspired", "planned", "existing"]


def propose(before: Sequence[PlanThing], after: Sequence[PlanThing]) -> Iterable[Pairing]:
    """Take names that begin alike for one: a symmetric rule of the test's own."""
    for one in before:
        for other in after:
            if one.label == other.label and one.name[0] == other.name[0]:
                yield Pairing(before=one.id, after=other.id, rule="begins", is_sure=False, score=60)


things = st.builds(
    PlanThing,
    id=st.sampled_from(IDS),
    label=st.sampled_from(["Institute", "Platform"]),
    name=st.sampled_from(NAMES),
    aliases=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
    status=st.sampled_from(STATUSES),
)
targets = st.builds(
    PlanTarget,
    id=st.sampled_from([f"target-{place}" for place in range(5)]),
    name=st.sampled_from(["新增企业数", "2018年新增企业数", "专利授权量", "专利申请量", "产值占比", "位次"]),
    kind=st.sampled_from(["target", "rank", "threshold"]),
    comparator=st.sampled_from(["=", "超", "约", "<=", "区间", "说不清"]),
    value=st.sampled_from(["2", "10", "1,000", "若干"]),
    value_max=st.sampled_from(["", "12"]),
    unit=st.sampled_from(["家", "万家", "%"]),
    period=st.sampled_from(["", "2018", "2018—2020年"]),
    status=st.sampled_from(STATUSES),
    measures=st.frozensets(st.sampled_from(IDS), max_size=2),
    plan_year=st.sampled_from([None, 2018, 2019]),
)
actuals = st.builds(
    ActualValue,
    statement=st.sampled_from([f"s{place}" for place in range(6)]),
    about=st.sampled_from([*(f"target-{place}" for place in range(5)), *IDS]),
    name=st.sampled_from(["", "新增企业数", "专利授权量"]),
    value=st.sampled_from(["1", "10", "3000", "很多"]),
    unit=st.sampled_from(["家", "万家", "%", ""]),
    period=st.sampled_from(["", "2018", "2019年上半年", "2020"]),
    is_lead=st.booleans(),
)


@st.composite
def plans(draw: st.DrawFn) -> PlanPicture:
    of_plan = draw(st.lists(things, max_size=5, unique_by=lambda thing: thing.id))
    ends = [thing.id for thing in of_plan] or ["none"]
    relations = st.builds(
        PlanRelation,
        source=st.sampled_from(ends),
        type=st.sampled_from(["SUPPORTS", "BUILDS"]),
        target=st.sampled_from(ends),
        source_name=st.just("甲"),
        target_name=st.just("乙"),
        status=st.sampled_from(STATUSES[1:]),
    )
    return PlanPicture(
        dataset=draw(st.sampled_from(["plan-one", "plan-two"])),
        title="计划",
        things=tuple(of_plan),
        relations=tuple(draw(st.lists(relations, max_size=4))),
        targets=tuple(draw(st.lists(targets, max_size=4, unique_by=lambda target: target.id))),
        actuals=tuple(draw(st.lists(actuals, max_size=4, unique_by=lambda actual: actual.statement))),
    )


def ids_of(items: Iterable[object]) -> set[str]:
    return {item.id for item in items if isinstance(item, PlanThing | PlanTarget)}


def counted(changes: Iterable[PlanChange]) -> Counter[PlanChange]:
    return Counter(changes)


@budget(200)
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: PlanPicture) -> None:
    diff = diff_plans(plan, plan, propose)
    assert diff.changes == ()
    assert diff.same == len(plan.things) + len(plan.targets)


@budget(300)
@given(plans(), plans())
def test_the_differences_of_two_plans_mirror_those_of_the_two_exchanged(one: PlanPicture, other: PlanPicture) -> None:
    there, back = diff_plans(one, other, propose), diff_plans(other, one, propose)
    assert counted(there.changes) == counted(change.mirrored() for change in back.changes)
    assert there.same == back.same


@budget(200)
@given(plans(), plans())
def test_every_item_is_accounted_for_once(one: PlanPicture, other: PlanPicture) -> None:
    diff = diff_plans(one, other, propose)
    lone = [change for change in diff.changes if change.kind in (PlanChangeKind.NEW, PlanChangeKind.GONE)]
    gone = {change.before.id for change in lone if isinstance(change.before, PlanThing | PlanTarget)}
    new = {change.after.id for change in lone if isinstance(change.after, PlanThing | PlanTarget)}
    old_ids, new_ids = (ids_of([*plan.things, *plan.targets]) for plan in (one, other))
    assert gone <= old_ids - new_ids
    assert new <= new_ids - old_ids
    assert len(old_ids) - len(gone) == len(new_ids) - len(new)


@budget(200)
@given(plans(), plans())
def test_what_has_one_id_moves_as_an_enumeration_says(one: PlanPicture, other: PlanPicture) -> None:
    diff = diff_plans(one, other, propose)
    moved = {
        change.before.id
        for change in diff.changes
        if change.kind == PlanChangeKind.MOVED and isinstance(change.before, PlanThing)
        and change.after is not None and not isinstance(change.after, PlanRelation)
        and change.before.id == change.after.id
    }  # fmt: skip
    statuses = {thing.id: thing.status for thing in other.things}
    expected = {
        thing.id
        for thing in one.things
        if thing.status and statuses.get(thing.id) and statuses[thing.id] != thing.status
    }
    assert moved == expected


candidates = st.builds(
    Pairing,
    before=st.sampled_from("abc"),
    after=st.sampled_from("wxyz"),
    rule=st.just("r"),
    is_sure=st.booleans(),
    score=st.sampled_from([50.0, 80.0, 100.0]),
)


@budget(200)
@given(st.lists(candidates, max_size=8, unique_by=lambda pair: (pair.before, pair.after)))
def test_pairs_take_each_item_once_and_leave_no_pair_that_would_still_fit(found: list[Pairing]) -> None:
    chosen = best_pairs(found)
    assert len({pair.before for pair in chosen}) == len({pair.after for pair in chosen}) == len(chosen)
    for pair in found:
        rivals = [other for other in chosen if other.before == pair.before or other.after == pair.after]
        assert pair in chosen or any((other.is_sure, other.score) >= (pair.is_sure, pair.score) for other in rivals)
    assert set(best_pairs(reversed(found))) == set(chosen)


def of(*changes: PlanChange) -> list[str]:
    return [change.kind for change in changes]


HALL = PlanThing(id="hall-1", label="Platform", name="甲平台", status="aspired")
NEW_FIRMS = PlanTarget(
    id="t1", name="2018年新增企业数", comparator="超", value="100", unit="家", period="2018", plan_year=2018
)


def picture(**content: object) -> PlanPicture:
    return PlanPicture(**{"dataset": "plan", "title": "计划", **content})  # type: ignore[arg-type]


def test_a_rename_is_proposed_with_its_rule_and_never_new_and_gone() -> None:
    before, after = picture(things=(HALL,)), picture(things=(replace(HALL, id="hall-2", name="甲大平台"),))
    (change,) = diff_plans(before, after, propose).changes
    assert (change.kind, change.rule, change.is_sure) == (PlanChangeKind.RENAMED, "begins", False)
    assert of(*diff_plans(before, after).changes) == ["new", "gone"]


def test_one_name_under_two_ids_is_one_thing_and_moves_along() -> None:
    before, after = picture(things=(HALL,)), picture(things=(replace(HALL, id="hall-2", status="planned"),))
    (change,) = diff_plans(before, after).changes
    assert (change.kind, change.rule) == (PlanChangeKind.MOVED, "")


def test_a_shared_alias_is_a_proposal_and_a_name_that_is_the_other_s_alias_no_change() -> None:
    short = replace(HALL, aliases=("平台",))
    before, after = picture(things=(short,)), picture(things=(replace(short, id="hall-2", name="乙平台"),))
    (change,) = diff_plans(before, after).changes
    assert (change.kind, change.rule, change.is_sure) == (PlanChangeKind.RENAMED, "alias", False)
    called_so = picture(things=(replace(HALL, id="hall-2", name="平台"),))
    assert diff_plans(before, called_so).changes == ()


def test_another_name_of_one_id_names_the_id_as_its_rule() -> None:
    before, after = picture(things=(HALL,)), picture(things=(replace(HALL, name="新平台"),))
    (change,) = diff_plans(before, after).changes
    assert (change.kind, change.rule, change.is_sure) == (PlanChangeKind.RENAMED, "id", True)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (("超", "100", "家"), ("超", "120", "家"), "raised"),
        (("=", "1", "万家"), ("=", "9000", "个"), "lowered"),
        (("前", "3", "位"), ("前", "2", "位"), "raised"),
        (("<=", "5", "%"), ("<=", "6", "%"), "lowered"),
        (("超", "100", "家"), ("以上", "100", "家"), "reworded"),
        (("=", "100", "家"), ("=", "100", "个"), None),
    ],
)
def test_a_target_asks_for_more_or_less_by_its_own_direction(
    before: tuple[str, str, str], after: tuple[str, str, str], kind: str | None
) -> None:
    one, other = (replace(NEW_FIRMS, comparator=sign, value=value, unit=unit) for sign, value, unit in (before, after))
    changes = diff_plans(
        picture(targets=(one,)), picture(targets=(replace(other, id="t2", name="新增企业数"),))
    ).changes
    assert of(*changes) == ([kind] if kind else [])


def test_a_measure_of_another_subject_is_one_only_if_a_person_says_so() -> None:
    of_parks, of_firms = (replace(NEW_FIRMS, measures=frozenset({id_})) for id_ in ("parks", "firms"))
    before, after = picture(targets=(of_parks,)), picture(targets=(replace(of_firms, id="t2", value="120"),))
    (change,) = diff_plans(before, after).changes
    assert (change.kind, change.rule, change.is_sure) == (PlanChangeKind.RAISED, "target_other", False)


@pytest.mark.parametrize(("name", "pairs"), [("新增企业总数", True), ("累计企业数", False)])
def test_measures_with_contrary_words_are_not_proposed_as_one(name: str, pairs: bool) -> None:
    after = picture(targets=(replace(NEW_FIRMS, id="t2", name=name),))
    assert of(*diff_plans(picture(targets=(NEW_FIRMS,)), after).changes) == (["renamed"] if pairs else ["new", "gone"])


def test_a_target_is_reached_by_what_only_the_later_plan_knew() -> None:
    achieved = ActualValue(statement="r1", about="t1", value="110", unit="家", period="2018年")
    before = picture(targets=(NEW_FIRMS,))
    after = picture(targets=(replace(NEW_FIRMS, id="t2", value="130", period="2019"),), actuals=(achieved,))
    assert of(*diff_plans(before, after).changes) == ["raised", "reached"]
    assert diff_plans(before, after).changes[1].actual == achieved
    assert of(*diff_plans(after, before).changes) == ["lowered", "unreached"]
    unsure = replace(after, actuals=(replace(achieved, is_lead=True),))
    assert of(*diff_plans(before, unsure).changes) == ["raised"]
