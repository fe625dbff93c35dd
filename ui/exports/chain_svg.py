"""The chain map as SVG: what the page shows, prints, and hands over. All text is escaped; nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from ui.exports.chain_box import MARK_SIZE, NOTE_SIZE, SegmentBox, draw_box
from ui.exports.chain_layout import MARGIN, PAPER_ROOM, EdgePath, Layout, Room, layout_chain
from ui.exports.state_style import STATE_STYLES, SVG_FONTS
from ui.exports.svg_text import ems, fitting
from ui.text import Words

LEGEND_STEP = 20  # pixels from one line of the legend to the next
SOURCE_DROP = 16  # pixels from the lower edge of the view to the line of sources
LEGEND_TOP, LEGEND_FOOT = 16, 8  # pixels from the map to the legend's first baseline, and below the last one
ONE_LINE_LEGEND = LEGEND_TOP + LEGEND_FOOT  # pixels
LEGEND_GAP = 18  # pixels between two entries
TOOLS_WIDTH = 230  # pixels that the page's tools take at the right of the legend
STYLE = f"""text{{font-family:{SVG_FONTS}}}
.band{{fill:#fafbfc;stroke:#e6eaef}}.stage{{font-size:14px;font-weight:600;fill:#52606d;text-anchor:middle}}
.heading{{font-size:18px;font-weight:600;fill:#1c2733}}.counts{{font-size:13px;fill:#3b4754}}
.feeds{{fill:none;stroke:#b4bfcb;stroke-width:1.2}}.feeds.on{{stroke:#1f5fa8;stroke-width:2}}
.arrow{{fill:#8f9cab}}.arrow-on{{fill:#1f5fa8}}
.segment{{cursor:pointer;outline:none}}.segment:focus .frame,.segment:hover .frame{{stroke-width:2.8}}
.segment.chosen .frame{{stroke-width:3.4}}.segment.changed .frame{{stroke:#6d28a8;stroke-width:3}}
.faded{{opacity:.28}}.lighted .segment:not(.lit),.lighted .feeds:not(.lit){{opacity:.2}}
.lighted .feeds.lit{{stroke:#1f5fa8;stroke-width:2}}
.name{{font-weight:600;fill:#1c2733}}.note,.firms,.legend{{font-size:{NOTE_SIZE}px}}.firms{{fill:#3b4754}}
.critical{{font-size:{NOTE_SIZE}px;fill:#7a4d00}}.legend{{fill:#52606d}}.size{{opacity:.75}}
.doubt{{fill:#fff;stroke:#8a5a00}}.doubt-text{{fill:#6b4a00}}.overlay{{fill:#5b4bb5}}.change{{fill:#6d28a8}}
.overlay-text,.change-text{{fill:#fff}}.doubt-text,.overlay-text,.change-text{{font-size:{MARK_SIZE}px;text-anchor:middle}}"""
ARROW = (
    '<marker id="{id}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" '
    'markerUnits="userSpaceOnUse" orient="auto"><path class="{id}" d="M0,.8L8,4L0,7.2z"/></marker>'
)


def chain_svg(
    title: str,
    segments: Sequence[SegmentBox],
    feeds: Sequence[tuple[str, str]],
    stages: Sequence[str],
    words: Words,
    chosen: str = "",
    room: Room = PAPER_ROOM,
    source: str = "",
) -> str:
    """Draw the map of a chain.

    Args:
        title: the chain's name, for those who hear the page and for the printed sheet.
        segments: the boxes.
        feeds: edges, upstream first.
        stages: the stages in order.
        words: the words of the user's language.
        chosen: the id of the segment that is selected; its edges stand out.
        room: the room that the map is to fill.
        source: what the map rests on; the saved file opens its view to it.

    Returns:
        A whole SVG document without any outside reference.
    """
    segments_by_id = {segment.id: segment for segment in segments}
    layout, legend, legend_height = _layout_with_legend(segments, feeds, stages, words, room)
    height = layout.height + legend_height
    boxes = sorted(layout.boxes, key=lambda box: (box.x, box.y))  # a mark stands over the box above, drawn before it
    lines = sorted(layout.lines, key=lambda line: chosen in (line.source, line.target))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width:g} {height:g}" '
        f'width="{layout.width:g}" height="{height:g}" role="group" aria-label="{escape(title)}">',
        f"<style>{STYLE}</style><defs>{ARROW.format(id='arrow')}{ARROW.format(id='arrow-on')}</defs>",
        *_heading(layout, title, segments, words),
        *_bands(layout, words),
        *(_path(line, chosen) for line in lines),
        *(draw_box(box, segments_by_id[box.id], layout.sizes, words, chosen=box.id == chosen) for box in boxes),
        *legend,
        *_source_line(source, layout.width, height),
        "</svg>",
    ]
    return "\n".join(parts)


def _heading(layout: Layout, title: str, segments: Sequence[SegmentBox], words: Words) -> list[str]:
    """Draw title and counts above the picture's upper edge: the saved file opens its view to them, the page not."""
    states = [segment.state for segment in segments]
    counts = "  ".join(
        f"{look.glyph} {words(f'state.{state}')} {states.count(state)}" for state, look in STATE_STYLES.items()
    )
    return [
        f'<text class="heading" x="{MARGIN}" y="-14">{escape(title)}</text>',
        f'<text class="counts" x="{layout.width - MARGIN:g}" y="-14" text-anchor="end">{escape(counts)}</text>',
    ]


def _source_line(source: str, width: float, height: float) -> list[str]:
    """Draw what the map rests on below the picture's lower edge, as the heading stands above the upper one."""
    room = (width - 2 * MARGIN) / NOTE_SIZE
    text = source if ems(source) <= room else f"{fitting(source, room - 1)}…"
    return [f'<text class="legend" x="{MARGIN}" y="{height + SOURCE_DROP:g}">{escape(text)}</text>'] if source else []


def _legend(layout: Layout, segments: Sequence[SegmentBox], words: Words) -> tuple[list[str], float]:
    """Draw what the marks mean below the map, those that are on it; return the lines and the height that they take."""
    entries = [f"{look.glyph} {words(f'legend.{state}')}" for state, look in STATE_STYLES.items()]
    marks = {
        "arrow": True,
        "critical": any(segment.critical for segment in segments),
        "leads": any(segment.badge for segment in segments),
        "size": any(segment.size for segment in segments),
    }
    entries += [words(f"legend.{mark}") for mark, shown in marks.items() if shown]
    lines = _legend_lines(entries, layout.width - 2 * MARGIN)
    top = layout.height + LEGEND_TOP
    drawn = [
        f'<text class="legend" x="{x:.1f}" y="{top + place * LEGEND_STEP:.1f}">{escape(entry)}</text>'
        for place, line in enumerate(lines)
        for x, entry in line
    ]
    return drawn, LEGEND_TOP + (len(lines) - 1) * LEGEND_STEP + LEGEND_FOOT


def _legend_lines(entries: Sequence[str], room: float) -> list[list[tuple[float, str]]]:
    """Return the entries of each line with their places; the page's tools stand at the right of the last line."""
    lines: list[list[tuple[float, str]]] = [[]]
    x = end = 0.0
    for entry in entries:
        end = x + ems(entry) * NOTE_SIZE
        if lines[-1] and end > room:
            lines.append([])
            x, end = 0.0, ems(entry) * NOTE_SIZE
        lines[-1].append((MARGIN + x, entry))
        x = end + LEGEND_GAP
    if len(lines[-1]) > 1 and end > room - TOOLS_WIDTH:
        _, last = lines[-1].pop()
        lines.append([(MARGIN, last)])
    return lines


def _layout_with_legend(
    segments: Sequence[SegmentBox], feeds: Sequence[tuple[str, str]], stages: Sequence[str], words: Words, room: Room
) -> tuple[Layout, list[str], float]:
    """Lay the map out so that it fills its room with all lines of its legend; return the legend and its height too."""
    ids = {stage: [segment.id for segment in segments if segment.stage == stage] for stage in stages}
    layout = layout_chain(ids, feeds, room)
    legend, height = _legend(layout, segments, words)
    if (excess := height - ONE_LINE_LEGEND) > 0:
        layout = layout_chain(ids, feeds, replace(room, height=room.height - excess))
        legend, height = _legend(layout, segments, words)
    return layout, legend, height


def _bands(layout: Layout, words: Words) -> list[str]:
    return [
        f'<rect class="band" x="{band.left:g}" y="4" width="{band.right - band.left:g}" '
        f'height="{layout.height - 8:g}" rx="10"/>'
        f'<text class="stage" x="{(band.left + band.right) / 2:g}" y="23">{escape(words(f"stage.{band.stage}"))}</text>'
        for band in layout.bands
    ]


def _path(line: EdgePath, chosen: str) -> str:
    is_on = bool(chosen) and chosen in (line.source, line.target)
    ends = f'data-from="{escape(line.source)}" data-to="{escape(line.target)}"'
    arrow = "arrow-on" if is_on else "arrow"
    return f'<path class="feeds{" on" if is_on else ""}" {ends} marker-end="url(#{arrow})" d="{_course(line)}"/>'


def _course(line: EdgePath) -> str:
    (x, y), *rest = line.points
    steps = [f"M{x:g},{y:.1f}"]
    if len(rest) == 2 and rest[1][0] <= x:  # around the side
        (bend, _), (x2, y2) = rest
        return f"{steps[0]} C{bend + 8:g},{y:.1f} {bend + 8:g},{y2:.1f} {x2:g},{y2:.1f}"
    for place, (x2, y2) in enumerate(rest):
        if place % 2 == 0:
            half = (x2 - x) / 2
            steps.append(f"C{x + half:g},{y:.1f} {x2 - half:g},{y2:.1f} {x2:g},{y2:.1f}")
        else:
            steps.append(f"H{x2:g}")
        x, y = x2, y2
    return " ".join(steps)
