"""Two sides compared: nothing is lost, and the difference is that of the figures."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cell import CoverageState
from ui.presenters.beside.comparison import compare_sides
from ui.presenters.beside.facts import PairKind, Side, SideFigure
from ui.text import words

ZH = words("zh")
NAMES = st.dictionaries(st.sampled_from("abcdef"), st.text(max_size=5))
VALUES = st.none() | st.integers(0, 100)


def side(value: int | None, members: dict[str, str]) -> Side:
    return Side(
        title="甲",
        figures=(SideFigure(key="firms", value=value), SideFigure(key="known", value=value, is_share=True)),
        states=dict.fromkeys(CoverageState, 0),
        members={"organisations": members},
    )


@given(VALUES, VALUES, NAMES, NAMES)
def test_every_name_is_on_one_side_or_on_both(
    left: int | None, right: int | None, left_names: dict[str, str], right_names: dict[str, str]
) -> None:
    comparison = compare_sides(PairKind.DISTRICT, side(left, left_names), side(right, right_names), ZH)
    (line,) = comparison.members
    assert set(line.left) | set(line.both) == set(left_names)
    assert set(line.right) | set(line.both) == set(right_names)
    assert not set(line.left) & set(line.right)
    figure = comparison.lines[0]
    if left is None or right is None or left == right:
        assert (figure.difference, figure.larger) == ("", "")
    else:
        assert int(figure.difference.replace("−", "-")) == right - left
        assert figure.larger == ("right" if right > left else "left")


def test_what_is_not_known_is_no_zero() -> None:
    comparison = compare_sides(PairKind.DISTRICT, side(None, {}), side(3, {}), ZH)
    assert [line.left for line in comparison.lines] == [ZH("page.no_data")] * 2
    assert [line.right for line in comparison.lines] == ["3", "3%"]
