from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.store import Store
from queries.region import analyse_region
from tests.support.profiles import budget
from ui.exports.chain_box import FIRMS_STEP, NAME_STEP, NOTE_SIZE, SegmentBox, firms_line
from ui.exports.chain_layout import NARROW_ROOM, PAPER_ROOM, SCREEN_ROOM, Room, layout_chain
from ui.exports.chain_svg import chain_svg
from ui.exports.line_break import break_name, name_words
from ui.exports.svg_text import ems
from ui.presenters.map_source import map_source_line
from ui.presenters.segment import segment_badges
from ui.text import words

STAGES = ("上游", "中游", "下游")
PAGE_WIDTH, MAP_BESIDE_DRAWER, SMALLEST_TEXT = 1300, 875, 11  # pixels at 1366 x 768
TALLEST_MAP = 580  # pixels, with the legend: what an office screen leaves below the menus and the line of figures
ROOMS = st.sampled_from([PAPER_ROOM, SCREEN_ROOM, NARROW_ROOM])


@st.composite
def chains(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    sizes = [draw(st.integers(0, 14)) for _ in STAGES]
    stages = {stage: [f"{stage}{i}" for i in range(size)] for stage, size in zip(STAGES, sizes, strict=True)}
    ids = [i for segments in stages.values() for i in segments]
    pairs = [(a, b) for a, b in itertools.product(ids, ids) if a != b]
    return stages, draw(st.lists(st.sampled_from(pairs), max_size=40, unique=True)) if pairs else []


@budget(120)
@given(chains(), ROOMS)
def test_boxes_never_overlap_and_every_edge_is_drawn(
    chain: tuple[dict[str, list[str]], list[tuple[str, str]]], room: Room
) -> None:
    stages, feeds = chain
    layout = layout_chain(stages, feeds, room)
    wide, tall = layout.sizes.box_width, layout.sizes.box_height
    assert {box.id for box in layout.boxes} == {i for segments in stages.values() for i in segments}
    for a, b in itertools.combinations(layout.boxes, 2):
        apart = abs(a.x - b.x) >= wide or abs(a.y - b.y) >= tall
        assert apart, (a, b)
    assert all(box.x >= 0 and box.x + wide <= layout.width and box.y + tall <= layout.height for box in layout.boxes)
    assert {(line.source, line.target) for line in layout.lines} == set(feeds)
    place = {box.id: box for box in layout.boxes}
    for line in layout.lines:
        assert line.points[0] == (place[line.source].x + wide, place[line.source].y + tall / 2)


@budget(60)
@given(chains())
def test_forward_edges_run_between_the_boxes(chain: tuple[dict[str, list[str]], list[tuple[str, str]]]) -> None:
    stages, feeds = chain
    layout = layout_chain(stages, feeds)
    wide, tall = layout.sizes.box_width, layout.sizes.box_height
    for line in layout.lines:
        for (x1, y1), (x2, y2) in zip(line.points[1:-1:2], line.points[2:-1:2], strict=False):
            if y1 != y2 or x2 <= x1:
                continue
            assert not any(box.x < x2 and x1 < box.x + wide and box.y < y1 < box.y + tall for box in layout.boxes)


def test_the_layout_is_the_same_whatever_the_order_of_edges() -> None:
    stages = {"上游": ["a", "b"], "中游": ["c"], "下游": ["d"]}
    feeds = [("a", "c"), ("b", "c"), ("c", "d"), ("a", "d")]
    assert layout_chain(stages, feeds) == layout_chain(stages, feeds[::-1])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("room", "width"), [(SCREEN_ROOM, PAGE_WIDTH), (NARROW_ROOM, MAP_BESIDE_DRAWER)])
def test_every_bundled_chain_is_readable_at_1366_with_its_legend(
    embedded_bundled: Store, room: Room, width: float, language: str
) -> None:
    for coverage in analyse_region(embedded_bundled).coverages.values():
        boxes = [
            SegmentBox(id=s.id, name=s.name, stage=s.stage, state="弱", critical=True, badge="?1", size=1)
            for s in coverage.chain.segments.values()
        ]
        svg = chain_svg("t", boxes, list(coverage.chain.graph.edges), STAGES, words(language), room=room)
        wide, tall = (float(ET.fromstring(svg).get(name, "")) for name in ("width", "height"))
        scale = width / wide
        assert NOTE_SIZE * min(1, scale) >= SMALLEST_TEXT, coverage.chain.id
        assert tall * scale <= TALLEST_MAP, coverage.chain.id


def test_no_english_word_breaks_in_a_narrow_box() -> None:
    assert break_name("High-voltage cable insulation", 6.5) == ["High-volt…"]
    boxes = [SegmentBox(id="a", name="High-voltage cables", stage="上游", state="弱")]
    boxes += [SegmentBox(id=str(place), name="甲", stage="中游", state="弱") for place in range(60)]
    names = re.findall(r'<text class="name" style="font-size:(\d+)px"[^>]*>([^<]*)', _narrow_map(boxes))
    assert names[0] == ("11", "High-voltage")
    assert names[1] == ("11", "cables")


def _narrow_map(boxes: list[SegmentBox]) -> str:
    return chain_svg("t", boxes, [], STAGES, words("en"), room=NARROW_ROOM)


def test_a_map_fills_the_room_it_is_given() -> None:
    stages = {stage: [f"{stage}{i}" for i in range(14)] for stage in STAGES}
    for room in (SCREEN_ROOM, NARROW_ROOM):
        layout = layout_chain(stages, [], room)
        assert room.width * 0.7 <= layout.width <= room.width + 0.1


@given(st.text(alphabet="甲乙/(abcEPC)1 ", max_size=30), st.floats(3, 15), st.integers(1, 3))
def test_names_fit_their_box(name: str, room: float, most: int) -> None:
    lines = break_name(name, room, most)
    assert len(lines) <= most
    assert all(ems(line) <= room + 0.01 for line in lines)
    kept = "".join("".join(lines).rstrip("…").split())
    assert "".join(name.split()).startswith(kept)


def test_no_name_of_the_template_breaks_within_a_word(embedded_bundled: Store) -> None:
    names = set(analyse_region(embedded_bundled).segments.values())
    assert break_name("摩擦与橡胶减振材料", 7) == ["摩擦与橡胶", "减振材料"]
    assert break_name("人形机器人与灵巧手", 7) == ["人形机器人", "与灵巧手"]
    assert break_name("汽车与电池检测试验", 7) == ["汽车与电池", "检测试验"]
    for name in names:
        starts = {sum(map(len, name_words(name)[:count])) for count in range(len(name_words(name)))}
        for room in (6.2, 7.6, 9, 12):
            lines = break_name(name, room)
            assert len(lines[0]) == len(name) or len(lines[0]) in starts, (name, lines)


def test_no_word_of_the_template_stands_alone_as_a_character(embedded_bundled: Store) -> None:
    """Only what is a word of one character does: a conjunction, and some materials."""
    single = {
        word
        for name in analyse_region(embedded_bundled).segments.values()
        for word in name_words(name)
        if len(word.strip("()/、")) == 1
    }
    single = {word.strip("()/、") for word in single}
    assert single <= set("与等及用前热磁酶阀气体硅电铝泵卡")


def test_as_many_firms_are_named_as_fit() -> None:
    told = words("zh")
    firms = ("恒立液压", "中车戚墅堰机车", "新誉")
    assert firms_line(firms, 20, told) == "恒立液压、中车戚墅堰机车、新誉"
    assert firms_line(firms, 13, told) == "恒立液压 等3家"
    assert firms_line(firms, 6.5, told) == "恒立… 等3家"
    assert firms_line(firms[:1], 3, told) == "恒立…"
    assert firms_line((), 9, told) == ""


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


@pytest.mark.parametrize("room", [PAPER_ROOM, SCREEN_ROOM, NARROW_ROOM])
@pytest.mark.parametrize("name", ["电线电缆", "电主轴/转台/刀库等功能部件", "Power devices and magnetics of railways"])
@pytest.mark.parametrize("fellows", [1, 8])
def test_the_lines_of_a_box_do_not_touch_however_full_its_column_is(room: Room, name: str, fellows: int) -> None:
    boxes = [
        SegmentBox(id=str(place), name=name, stage="中游", state="弱", note="1 家", firms=("江苏上上电缆集团",), size=1)
        for place in range(fellows)
    ]
    feeds = [("0", str(place)) for place in range(1, fellows)]
    root = ET.fromstring(chain_svg("t", boxes, feeds, STAGES, words("zh"), room=room))
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        texts = [text for text in group if text.get("class") in ("name", "firms", "note")]
        baselines = [float(text.get("y", "")) for text in texts]
        assert all(lower - upper >= min(FIRMS_STEP, NAME_STEP) - 1 for upper, lower in itertools.pairwise(baselines))
        assert len(texts) >= 2


def test_a_saved_map_says_below_its_view_what_it_rests_on(embedded_bundled: Store) -> None:
    analysis, told = analyse_region(embedded_bundled), words("zh")
    source = map_source_line(analysis, analysis.chain("rail"), told)
    assert re.fullmatch(r"资料来源：\S.*等，共 \d{2,3} 份；按已装载的资料绘制，未知不等于没有", source)
    boxes = [SegmentBox(id=stage, name="甲", stage=stage, state="强") for stage in STAGES]
    root = ET.fromstring(chain_svg("t", boxes, [], STAGES, told, source=source))
    line = next(text for text in root.iter() if (text.text or "").startswith("资料来源"))
    assert float(line.get("y", "")) > float(root.get("height", ""))
    long = ET.fromstring(chain_svg("t", boxes, [], STAGES, told, source=source * 9))
    cut = next(text.text or "" for text in long.iter() if (text.text or "").startswith("资料来源"))
    assert cut.endswith("…")
    assert NOTE_SIZE * ems(cut) <= float(long.get("width", ""))


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
    assert NOTE_SIZE * (ems(left) + sum(map(ems, right))) <= layout_chain({"中游": ["a"]}, []).sizes.box_width
    assert box.state_text in picture  # the title has all


def test_a_box_is_drawn_after_the_one_above_so_that_its_mark_stays_whole() -> None:
    segments = [
        SegmentBox(id=f"s{place}", name=f"环节{place}", stage="中游", state="未知", change="强→未知")
        for place in range(8)
    ]
    feeds = [("s7", "s0"), ("s6", "s1"), ("s5", "s0")]
    drawn = re.findall(
        r'data-id="(s\d)".*?<rect[^>]* x="([\d.]+)" y="([\d.]+)"',
        chain_svg("链", segments, feeds, ["中游"], words("zh")),
        re.S,
    )
    places = [(float(x), float(y)) for _, x, y in drawn]
    assert len(places) == len(segments)
    assert places == sorted(places)
