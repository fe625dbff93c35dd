"""The target that a reported figure is of: sure only where name, unit and subject leave no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analysis.plans.entry_match import ReportedFigure, match_figure
from graph.analysis.plans.picture import PlanTarget

OLD = PlanTarget(
    id="old", name="新增企业数", value="100", unit="家", period="2022", measures=frozenset({"r"}), plan_year=2022
)
NEW = replace(OLD, id="new", period="2024", plan_year=2024)
OTHER = replace(OLD, id="other", name="专利授权量", unit="件")
SUBJECTS = {"old": frozenset({"甲市"}), "new": frozenset({"甲市"}), "other": frozenset({"甲市"})}
FIGURE = ReportedFigure(measure="新增企业", unit="户", period="2024年")


def match(figure: ReportedFigure, *targets: PlanTarget) -> tuple[str, str, bool] | None:
    found = match_figure(figure, targets or (OLD, NEW, OTHER), SUBJECTS)
    return (found.target.id, found.rule, found.is_sure) if found else None


def test_name_and_unit_make_it_sure_and_the_year_chooses_the_plan() -> None:
    assert match(FIGURE) == ("new", "name", True)
    assert match(replace(FIGURE, period="2022")) == ("old", "name", True)
    assert match(replace(FIGURE, period="2023")) == ("new", "name", True)
    assert match(replace(FIGURE, period="2030")) == ("new", "name", True)


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        (replace(FIGURE, unit=""), "target_unit"),
        (replace(FIGURE, unit="%"), "target_other"),
        (replace(FIGURE, subject="乙县"), "target_other"),
        (replace(FIGURE, measure="新增企业总量"), "target_near"),
    ],
)
def test_what_is_not_certain_is_proposed_with_its_reason(figure: ReportedFigure, rule: str) -> None:
    assert match(figure) == ("new", rule, False)


def test_two_measures_of_one_name_need_the_subject() -> None:
    of_other = replace(NEW, id="county", measures=frozenset({"c"}))
    found = match_figure(FIGURE, (NEW, of_other), {**SUBJECTS, "county": frozenset({"乙县"})})
    assert found
    assert (found.rule, found.is_sure, len(found.others)) == ("target_several", False, 1)
    named = replace(FIGURE, subject="乙县")
    found = match_figure(named, (NEW, of_other), {**SUBJECTS, "county": frozenset({"乙县"})})
    assert found
    assert (found.target.id, found.is_sure) == ("county", True)


def test_an_id_decides_and_an_unknown_one_fits_nothing() -> None:
    assert match(replace(FIGURE, measure="随便", target="other")) == ("other", "id", True)
    assert match(replace(FIGURE, target="nobody")) is None


@pytest.mark.parametrize("measure", ["累计企业数", "专利申请量", "天气"])
def test_contrary_or_other_measures_are_not_proposed(measure: str) -> None:
    assert match(replace(FIGURE, measure=measure, unit="")) is None
