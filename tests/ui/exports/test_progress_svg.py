"""A measure over the years as a drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.plans.picture import ActualValue, PlanTarget
from graph.analysis.plans.series import MeasureSeries, measure_series
from tests.support.profiles import budget
from ui.exports.progress_svg import CHART_HEIGHT, CHART_WIDTH, progress_svg
from ui.text import words


def target(year: int, value: str, unit: str = "家") -> PlanTarget:
    return PlanTarget(id=f"t{year}", name="<新增>企业数", value=value, unit=unit, period=str(year), plan_year=year)


def actual(period: str, value: str) -> ActualValue:
    return ActualValue(statement=f"s{period}{value}", about="t2023", value=value, unit="家", period=period)


def series(*targets: PlanTarget, actuals: tuple[ActualValue, ...] = ()) -> MeasureSeries:
    (one,) = measure_series(targets, actuals)
    return one


def labels(svg: str, css: str) -> dict[str, float]:
    return {text: float(y) for y, text in re.findall(rf'<text class="{css}" x="[^"]+" y="([^"]+)">([^<]+)</text>', svg)}


def test_goal_and_value_of_one_year_have_their_labels_on_opposite_sides() -> None:
    for value in ("112", "88"):
        svg = progress_svg(series(target(2023, "100"), actuals=(actual("2023", value),)), words("zh"))
        asked, got = labels(svg, "asked")["100 家"], labels(svg, "got")[f"{value} 家"]
        assert (got < asked) == (value == "112")
        assert abs(got - asked) > 20


def test_a_half_year_is_an_open_dot_that_the_line_leaves_out() -> None:
    actuals = (actual("2021", "80"), actual("2022", "90"), actual("2023年上半年", "60"))
    svg = progress_svg(series(target(2023, "100"), actuals=actuals), words("zh"))
    (line,) = re.findall(r'points="([^"]+)"', svg)
    assert len(line.split()) == 2
    assert svg.count('class="part"') == 1
    assert "60 家（2023年上半年）" in svg


def test_values_in_other_units_stand_at_their_amounts() -> None:
    svg = progress_svg(series(target(2023, "1", "万家"), actuals=(actual("2023", "10000"),)), words("zh"))
    (dot,) = re.findall(r'cy="([^"]+)"', svg)
    (goal,) = re.findall(r'class="goal" x1="[^"]+" x2="[^"]+" y1="([^"]+)"', svg)
    assert dot == goal


@budget(200)
@given(st.lists(st.tuples(st.integers(1950, 2090), st.integers(-10, 10**9)), max_size=8))
def test_every_drawing_is_well_formed_and_inside_its_frame(points: list[tuple[int, int]]) -> None:
    actuals = tuple(actual(str(year), str(value)) for year, value in points)
    svg = progress_svg(series(target(2023, "100"), actuals=actuals), words("en"))
    root = ElementTree.fromstring(svg)
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= CHART_WIDTH
        assert 0 <= float(circle.attrib["cy"]) <= CHART_HEIGHT
    assert len(list(root.iter("{http://www.w3.org/2000/svg}text"))) <= 13 + 1 + len(points)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
