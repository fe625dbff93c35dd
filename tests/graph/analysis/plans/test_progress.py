"""A target against its achieved values: certain, or not said to be reached or missed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.plans.picture import ActualValue, PlanTarget
from graph.analysis.plans.progress import ProgressState, target_progress
from tests.support.profiles import budget

FIRMS = PlanTarget(id="t", name="新增企业数", comparator="达", value="100", unit="家", period="2018年", plan_year=2018)


def actual(value: str, period: str = "2018年", unit: str = "家", **more: object) -> ActualValue:
    return ActualValue(statement=f"{value}-{period}", about="t", value=value, unit=unit, period=period, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("demand", "value", "state"),
    [
        ({}, "100", "reached"),
        ({}, "99", "missed"),
        ({"comparator": "超"}, "101", "reached"),
        ({"comparator": "超"}, "100", "underway"),  # not more than 100, and few would say that it was missed
        ({"comparator": "左右"}, "97", "underway"),
        ({"comparator": "左右"}, "100", "reached"),
        ({"comparator": "<="}, "90", "reached"),
        ({"comparator": "<="}, "101", "missed"),
        ({"comparator": "区间", "value": "2", "value_max": "3"}, "4", "reached"),
        ({"comparator": "区间", "value": "2", "value_max": "3"}, "1", "missed"),
        ({"comparator": "前", "value": "3", "unit": "位(全省)"}, "2", "reached"),
        ({"comparator": "前", "value": "3", "unit": "位(全省)"}, "4", "missed"),
        ({"kind": "rank", "comparator": ">=", "value": "3"}, "2", "underway"),  # 第三以上 may be meant either way
        ({"name": "单位产值能耗"}, "90", "reached"),
        ({"name": "单位产值能耗"}, "110", "missed"),
        ({"name": "增速保持稳定"}, "110", "underway"),
        ({"comparator": "说不清"}, "100", "no_goal"),
        ({"kind": "threshold"}, "100", "no_goal"),
        ({"value": "若干"}, "100", "no_goal"),
    ],
)
def test_comparator_and_direction_decide(demand: dict[str, str], value: str, state: str) -> None:
    target = replace(FIRMS, **demand)  # type: ignore[arg-type]
    assert target_progress(target, [actual(value, unit=target.unit.partition("(")[0])]).state == state


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (actual("120", "2017年"), "unknown"),  # where the plan started from
        (actual("120", "2018年上半年"), "ahead"),
        (actual("20", "2018年1-6月"), "underway"),
        (actual("20", "2018年1-12月"), "missed"),
        (actual("120", "2019年"), "unknown"),  # of another year: the due one is not known
        (actual("120", ""), "unknown"),
        (actual("120", "", year=2018), "reached"),
        (actual("120", unit="%"), "unknown"),
        (actual("120", unit=""), "unknown"),
        (actual("很多"), "unknown"),
        (actual("20", is_lead=True), "unknown"),
        (actual("0.012", unit="万个"), "reached"),
    ],
)
def test_only_a_comparable_value_of_the_due_year_decides(value: ActualValue, state: str) -> None:
    progress = target_progress(FIRMS, [value])
    assert progress.state == state
    assert (value in progress.set_aside) == (not progress.points)


def test_earlier_years_count_since_the_plan_began() -> None:
    target = replace(FIRMS, period="2020年", plan_year=2018)
    states = {year: target_progress(target, [actual("120", year)]).state for year in ("2017", "2018", "2019", "2020")}
    assert states == {"2017": "unknown", "2018": "ahead", "2019": "ahead", "2020": "reached"}
    assert target_progress(target, [actual("20", "2019")]).state == ProgressState.UNDERWAY
    assert target_progress(replace(target, period="2016—2018"), [actual("120", "2016")]).state == ProgressState.AHEAD
    assert target_progress(replace(target, plan_year=None), [actual("120", "2015")]).state == ProgressState.AHEAD


def test_silence_is_unknown() -> None:
    assert target_progress(FIRMS, []).state == ProgressState.UNKNOWN


def test_a_target_without_a_year_is_never_missed_and_due_in_its_plan_s() -> None:
    target = replace(FIRMS, period="")
    assert target_progress(target, [actual("99")]).state == ProgressState.UNDERWAY
    assert target_progress(target, [actual("100")]).state == ProgressState.REACHED
    assert target_progress(replace(target, plan_year=None), [actual("100")]).state == ProgressState.UNDERWAY


def test_the_last_year_alone_does_not_miss_a_sum_of_several() -> None:
    target = replace(FIRMS, period="2016—2018年")
    assert target_progress(target, [actual("40")]).state == ProgressState.UNDERWAY
    assert target_progress(target, [actual("90", "2016—2018年")]).state == ProgressState.MISSED
    assert target_progress(target, [actual("100")]).state == ProgressState.REACHED


def test_sources_that_disagree_decide_nothing() -> None:
    assert target_progress(FIRMS, [actual("99"), actual("101")]).state == ProgressState.UNDERWAY
    assert target_progress(FIRMS, [actual("101"), actual("102")]).state == ProgressState.REACHED


def test_points_are_in_the_base_of_their_unit_and_in_the_order_of_time() -> None:
    target = replace(FIRMS, value="2.5", unit="亿元", period="2020", plan_year=2018)
    progress = target_progress(
        target, [actual("2", "2019", "亿元"), actual("15000", "2018", "万元"), actual("1", "2019上半年", "亿元")]
    )
    assert [point.amount for point in progress.points] == [1.5e8, 1e8, 2e8]
    assert progress.share == 0.8


@budget(500)
@given(
    st.sampled_from(["达", "超", "左右", "<=", "区间", "前", "以上"]),
    st.sampled_from(["target", "rank"]),
    st.integers(1, 200),
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(["2017", "2018", "2018上半年", "2019", ""])), max_size=4),
)
def test_more_is_never_worse_where_higher_is_better_and_never_better_where_lower_is(
    comparator: str, kind: str, bound: int, values: list[tuple[int, str]]
) -> None:
    target = replace(FIRMS, comparator=comparator, kind=kind, value="100", value_max=str(100 + bound))
    state = target_progress(target, [actual(str(value), period) for value, period in values]).state
    better = -1 if comparator in ("<=", "前") or kind == "rank" else 1
    improved = [actual(str(max(0, value + 50 * better)), period) for value, period in values]
    rank = ["missed", "unknown", "no_goal", "underway", "ahead", "reached"]
    if not (kind == "rank" and comparator in ("超", "以上")):
        assert rank.index(target_progress(target, improved).state) >= rank.index(state)


@budget(300)
@given(st.permutations([actual("99"), actual("101"), actual("7", "2017"), actual("3", "2018上半年")]))
def test_the_order_of_the_values_does_not_matter(values: list[ActualValue]) -> None:
    assert target_progress(FIRMS, values) == target_progress(FIRMS, values[::-1])
