"""The order of the chains: the largest figure first, names by pinyin, chains without a figure last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.presenters.gaps import ChainRow
from ui.presenters.overview.chain_bars import ChainBar, ChainOrder, sorted_bars

SHARE = st.one_of(st.none(), st.floats(0, 1))


def _bar(name: str, known: float | None, of_known: float | None, gaps: int, importance: float) -> ChainBar:
    row = ChainRow(
        id=name,
        name=name,
        segments=5,
        completeness=None,
        known=known,
        known_completeness=of_known,
        shares={},
        enough=True,
        counts={},
        nearest_route=(),
        route_lacks=(),
    )
    return ChainBar(row=row, gaps=gaps, certain_gaps=0, importance=importance)


BARS = st.lists(
    st.builds(_bar, st.sampled_from("轨光石农"), SHARE, SHARE, st.integers(0, 9), st.floats(0, 1)), max_size=6
)


@given(BARS, st.sampled_from(ChainOrder))
def test_every_order_keeps_all_chains_and_falls(bars: list[ChainBar], order: ChainOrder) -> None:
    ordered = sorted_bars(bars, order)
    assert sorted(map(id, ordered)) == sorted(map(id, bars))
    figures: dict[ChainOrder, list[float | None]] = {
        ChainOrder.KNOWN: [bar.row.known for bar in ordered],
        ChainOrder.COMPLETENESS: [bar.row.known_completeness for bar in ordered],
        ChainOrder.GAPS: [bar.gaps for bar in ordered],
        ChainOrder.IMPORTANCE: [bar.importance for bar in ordered],
    }
    if order != ChainOrder.NAME:
        with_figure = [figure for figure in figures[order] if figure is not None]
        assert with_figure == sorted(with_figure, reverse=True)
        assert figures[order] == with_figure + [None] * (len(ordered) - len(with_figure))


def test_names_are_in_the_order_of_pinyin() -> None:
    bars = [_bar(name, None, None, 0, 0) for name in ("石墨烯", "轨道交通", "农机")]
    assert [bar.row.name for bar in sorted_bars(bars, ChainOrder.NAME)] == ["轨道交通", "农机", "石墨烯"]
