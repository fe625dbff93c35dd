from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.store import Store
from queries.region import analyse_region
from tests.support.profiles import budget
from ui.exports.chain_layout import BOX_HEIGHT, BOX_WIDTH, layout_chain
from ui.exports.chain_svg import LINE_EMS, SegmentBox, chain_svg, ems, wrapped
from ui.presenters.segment import segment_badges
from ui.text import words

STAGES = ("上游", "中游", "下游")
PAGE_WIDTH, SMALLEST_TEXT = 1300, 11


@st.composite
def chains(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    sizes = [draw(st.integers(0, 14)) for _ in STAGES]
    stages = {stage: [f"{stage}{i}" for i in range(size)] for stage, size in zip(STAGES, sizes, strict=True)}
    ids = [i for segments in stages.values() for i in segments]
    pairs = [(a, b) for a, b in itertools.product(ids, ids) if a != b]
    return stages, draw(st.lists(st.sampled_from(pairs), max_size=40, unique=True)) if pairs else []


@budget(120)
@given(chains())
def test_boxes_never_overlap_and_every_edge_is_drawn(chain: tuple[dict[str, list[str]], list[tuple[str, str]]]) -> None:
    stages, feeds = chain
    layout = layout_chain(stages, feeds)
    assert {box.id for box in layout.boxes} == {i for segments in stages.values() for i in segments}
    for a, b in itertools.combinations(layout.boxes, 2):
        apart = abs(a.x - b.x) >= BOX_WIDTH or abs(a.y - b.y) >= BOX_HEIGHT
        assert apart, (a, b)
    assert all(
        box.x >= 0 and box.x + BOX_WIDTH <= layout.width and box.y + BOX_HEIGHT <= layout.height for box in layout.boxes
    )
    assert {(line.source, line.target) for line in layout.lines} == set(feeds)
    place = {box.id: box for box in layout.boxes}
    for line in layout.lines:
        assert line.points[0] == (place[line.source].x + BOX_WIDTH, place[line.source].y + BOX_HEIGHT / 2)


@budget(60)
@given(chains())
def test_forward_edges_run_between_the_boxes(chain: tuple[dict[str, list[str]], list[tuple[str, str]]]) -> None:
    stages, feeds = chain
    layout = layout_chain(stages, feeds)
    for line in layout.lines:
        for (x1, y1), (x2, y2) in zip(line.points[1:-1:2], line.points[2:-1:2], strict=False):
            if y1 != y2 or x2 <= x1:
                continue
            assert not any(
                box.x < x2 and x1 < box.x + BOX_WIDTH and box.y < y1 < box.y + BOX_HEIGHT for box in layout.boxes
            )


def test_the_layout_is_the_same_whatever_the_order_of_edges() -> None:
    stages = {"上游": ["a", "b"], "中游": ["c"], "下游": ["d"]}
    feeds = [("a", "c"), ("b", "c"), ("c", "d"), ("a", "d")]
    assert layout_chain(stages, feeds) == layout_chain(stages, feeds[::-1])


def test_every_bundled_chain_is_readable_at_1366(embedded_bundled: Store) -> None:
    analysis = analyse_region(embedded_bundled)
    for coverage in analysis.coverages.values():
        stages = {stage: [s.id for s in coverage.chain.segments.values() if s.stage == stage] for stage in STAGES}
        layout = layout_chain(stages, list(coverage.chain.graph.edges))
        assert 11.5 * min(1, PAGE_WIDTH / layout.width) >= SMALLEST_TEXT, coverage.chain.id
        assert layout.height <= 640, coverage.chain.id


@given(st.text(alphabet="甲乙/(abcEPC)1", max_size=30))
def test_names_fit_their_box(name: str) -> None:
    lines = wrapped(name)
    assert len(lines) <= 2
    assert all(ems(line) <= LINE_EMS + 0.01 for line in lines)
    assert "".join(lines).rstrip("…") == name[: len("".join(lines).rstrip("…"))]


HOSTILE = "<script>alert(1)</script>\"'&\u202e" + "长" * 300


@pytest.mark.parametrize("state", ["强", "弱", "规划", "缺", "未知"])
def test_the_svg_is_well_formed_whatever_the_names(state: str) -> None:
    segments = [
        SegmentBox(id='a&"<', name=HOSTILE, stage="上游", state=state, note=HOSTILE, critical=True, badge="?1"),
        SegmentBox(id="b", name="乙", stage="下游", state="未知"),
    ]
    svg = chain_svg(HOSTILE, segments, [('a&"<', "b")], STAGES, words("zh"), chosen="b")
    root = ET.fromstring(svg)
    assert "<script" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    boxes = [node for node in root.iter() if node.get("role") == "button"]
    assert {node.get("data-id") for node in boxes} == {'a&"<', "b"}
    assert all(node.get("tabindex") == "0" and node.get("aria-label") for node in boxes)


def test_the_boxes_say_what_the_coverage_says(embedded_bundled: Store) -> None:
    analysis = analyse_region(embedded_bundled)
    looks = segment_badges(embedded_bundled, analysis, analysis.chain("pv"), "production")
    assert looks.states["pv/polysilicon"] == "缺"
    assert looks.counts["pv/module"] == 2
    assert sum(looks.leads.values()) > 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_box_says_that_somebody_may_be_counted_twice_and_no_texts_touch(language: str) -> None:
    told = words(language)
    short = told("double.short")
    box = SegmentBox(
        id="a",
        name="牵引系统",
        stage="中游",
        state="强",
        note=told("page.unit_org", count=2),
        critical=True,
        badge="?12",
        spoken="x",
        state_text=told("double.deciding", state=told("state.强")),
        doubt=short,
    )
    picture = chain_svg("t", [box], [], STAGES, told)
    left, *right = [
        text.text or ""
        for text in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")
        if text.get("class") in ("note", "critical")
    ]
    assert f">{short}</text>" in picture
    assert 12 * ems(left) + 11.5 * sum(map(ems, right)) <= BOX_WIDTH
    assert box.state_text in picture  # the title has all
