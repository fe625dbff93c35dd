"""Labels lie over no other label and no point, whatever the points are."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.presenters.overview.label_places import LABEL_HEIGHT, place_labels, spread, text_width

WIDTH = 400
POINTS = st.tuples(st.floats(0, WIDTH), st.floats(0, 300))
TEXTS = st.sampled_from(["光伏", "新一代信息技术/传感器", "EV", "Agricultural machinery"])


@given(st.lists(st.tuples(POINTS, TEXTS), max_size=14))
def test_no_label_lies_over_another(labelled: list[tuple[tuple[float, float], str]]) -> None:
    boxes = place_labels([point for point, _ in labelled], [text for _, text in labelled], WIDTH)
    assert [box.width for box in boxes] == [text_width(text) for _, text in labelled]
    assert not any(left.overlaps(right) for left, right in combinations(boxes, 2))


def test_labels_keep_off_the_points_even_where_they_fit_on_neither_side() -> None:
    points = [(100.0, 100.0), (130.0, 104.0), (200.0, 200.0)]
    boxes = place_labels(points, ["太阳能光伏", "新材料", "Information technology and sensors"], WIDTH)
    for box in boxes:
        for x, y in points:
            assert not (box.left < x < box.left + box.width and box.top < y < box.top + LABEL_HEIGHT)


@given(st.lists(st.floats(0, 300), max_size=15))
def test_labels_at_the_ends_of_lines_are_a_line_apart_in_the_same_order(tops: list[float]) -> None:
    moved = sorted(zip(spread(tops), tops, strict=True))
    assert [top for _, top in moved] == sorted(tops)
    places = [place for place, _ in moved]
    assert all(after - before >= LABEL_HEIGHT - 1e-6 for before, after in pairwise(places))
