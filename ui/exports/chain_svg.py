"""The chain map as SVG: what the page shows, prints, and hands over. All text is escaped; nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui.exports.chain_layout import BOX_HEIGHT, BOX_WIDTH, MARGIN, Box, EdgePath, Layout, layout_chain
from ui.text import Words

EM, LINE_EMS, NAME_LINES = 13, 8.3, 2
SVG_FONTS = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"


@dataclass(frozen=True)
class StateStyle:
    """The look of a state: told apart by glyph and border as well as by colour."""

    ink: str
    paper: str
    glyph: str
    dash: str = ""


STATE_STYLES = {
    "强": StateStyle("#14683c", "#e3f3ea", "●"),
    "弱": StateStyle("#8a5a00", "#fff3d6", "◐"),
    "规划": StateStyle("#1f5fa8", "#e6f0fb", "◌", "6 3"),
    "缺": StateStyle("#b3261e", "#fdeae8", "✕"),
    "未知": StateStyle("#56616f", "#f5f6f8", "?", "2 3"),
}
STYLE = f"""text{{font-family:{SVG_FONTS}}}
.band{{fill:#fafbfc;stroke:#e6eaef}}.stage{{font-size:14px;font-weight:600;fill:#52606d;text-anchor:middle}}
.heading{{font-size:18px;font-weight:600;fill:#1c2733}}.counts{{font-size:13px;fill:#3b4754}}
.feeds{{fill:none;stroke:#c3ccd6;stroke-width:1.2}}.feeds.on{{stroke:#1f5fa8;stroke-width:2.2}}
.segment{{cursor:pointer;outline:none}}.segment:focus .frame,.segment:hover .frame{{stroke-width:2.6}}
.segment.chosen .frame{{stroke-width:3.4}}
.name{{font-size:{EM}px;font-weight:600;fill:#1c2733}}.note{{font-size:12px}}.critical{{font-size:11.5px;fill:#7a4d00}}
.doubt{{fill:#fff;stroke:#8a5a00}}.doubted{{font-size:11px;fill:#6b4a00;text-anchor:middle}}
.overlay{{fill:#5b4bb5}}.overlaid{{font-size:11px;fill:#fff;text-anchor:middle}}"""


@dataclass(frozen=True, kw_only=True)
class SegmentBox:
    """The contents of a segment's box.

    ``note`` is a short remark such as a count; ``badge`` marks leads, ``spoken`` says it whole; ``overlay`` is a
    figure laid over the box's corner; ``state_text`` is the state in words, where more than its name is to be said;
    ``doubt`` says over the box's edge why the state is in doubt.
    """

    id: str
    name: str
    stage: str
    state: str
    note: str = ""
    critical: bool = False
    badge: str = ""
    spoken: str = ""
    overlay: str = ""
    state_text: str = ""
    doubt: str = ""


def chain_svg(
    title: str,
    segments: Sequence[SegmentBox],
    feeds: Sequence[tuple[str, str]],
    stages: Sequence[str],
    words: Words,
    chosen: str = "",
) -> str:
    """Draw the map of a chain.

    Args:
        title: the chain's name, for those who hear the page and for the printed sheet.
        segments: the boxes.
        feeds: edges, upstream first.
        stages: the stages in order.
        words: the words of the user's language.
        chosen: the id of the segment that is selected; its edges stand out.

    Returns:
        A whole SVG document without any outside reference.
    """
    segments_by_id = {segment.id: segment for segment in segments}
    layout = layout_chain({stage: [s.id for s in segments if s.stage == stage] for stage in stages}, feeds)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width:g} {layout.height:g}" '
        f'width="{layout.width:g}" height="{layout.height:g}" role="group" aria-label="{escape(title)}">',
        f"<style>{STYLE}</style>",
        *_heading(layout, title, segments, words),
        *_bands(layout, words),
        *(_path(line, chosen) for line in sorted(layout.lines, key=lambda line: chosen in (line.source, line.target))),
        *(_box(box, segments_by_id[box.id], words, chosen) for box in layout.boxes),
        "</svg>",
    ]
    return "\n".join(parts)


def _heading(layout: Layout, title: str, segments: Sequence[SegmentBox], words: Words) -> list[str]:
    """Draw title and legend above the picture's upper edge: the saved file opens its view to them, the page not."""
    states = [segment.state for segment in segments]
    legend = "  ".join(
        f"{look.glyph} {words(f'state.{state}')} {states.count(state)}" for state, look in STATE_STYLES.items()
    )
    return [
        f'<text class="heading" x="{MARGIN}" y="-14">{escape(title)}</text>',
        f'<text class="counts" x="{layout.width - MARGIN:g}" y="-14" text-anchor="end">{escape(legend)}</text>',
    ]


def _bands(layout: Layout, words: Words) -> list[str]:
    return [
        f'<rect class="band" x="{band.left:g}" y="4" width="{band.right - band.left:g}" '
        f'height="{layout.height - 8:g}" rx="10"/>'
        f'<text class="stage" x="{(band.left + band.right) / 2:g}" y="25">{escape(words(f"stage.{band.stage}"))}</text>'
        for band in layout.bands
    ]


def _stage(stage: str, words: Words) -> str:
    return words(f"stage.{stage}") if words.has(f"stage.{stage}") else stage


def _path(line: EdgePath, chosen: str) -> str:
    on = " on" if chosen and chosen in (line.source, line.target) else ""
    (x, y), *rest = line.points
    steps = [f"M{x:g},{y:.1f}"]
    if len(rest) == 2 and rest[1][0] <= x:  # around the side
        (bend, _), (x2, y2) = rest
        steps.append(f"C{bend + 8:g},{y:.1f} {bend + 8:g},{y2:.1f} {x2:g},{y2:.1f}")
        return f'<path class="feeds{on}" d="{" ".join(steps)}"/>'
    for place, (x2, y2) in enumerate(rest):
        if place % 2 == 0:
            half = (x2 - x) / 2
            steps.append(f"C{x + half:g},{y:.1f} {x2 - half:g},{y2:.1f} {x2:g},{y2:.1f}")
        else:
            steps.append(f"H{x2:g}")
        x, y = x2, y2
    return f'<path class="feeds{on}" d="{" ".join(steps)}"/>'


def _box(box: Box, segment: SegmentBox, words: Words, chosen: str) -> str:
    look = STATE_STYLES[segment.state]
    state = segment.state_text or words(f"state.{segment.state}")
    critical = words("page.critical") if segment.critical else ""
    spoken = ",".join(
        part
        for part in (
            segment.name,
            state,
            segment.note,
            critical,
            segment.spoken if segment.badge else "",
            segment.overlay,
        )
        if part
    )
    lines = wrapped(segment.name)
    first = 20 if len(lines) > 1 else 26
    names = "".join(
        f'<text class="name" x="{box.x + 9:g}" y="{box.y + first + place * 15:.1f}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    right = " ".join(part for part in (segment.badge, critical) if part)
    below = f"{look.glyph} {' · '.join(part for part in (words(f'state.{segment.state}'), segment.note) if part)}"
    if _would_touch(below, right):  # the title has all
        below = f"{look.glyph} {words(f'state.{segment.state}')}"
    if _would_touch(below, right):
        right = segment.badge if not _would_touch(below, segment.badge) else ""
    end = f'x="{box.x + BOX_WIDTH - 8:g}" y="{box.y + 50:.1f}" text-anchor="end"'
    corner = f'<text class="critical" {end}>{escape(right)}</text>'
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    mark = " chosen" if segment.id == chosen else ""
    return (
        f'<g class="segment{mark}" data-id="{escape(segment.id)}" tabindex="0" role="button" '
        f'aria-label="{escape(spoken)}"'
        f' aria-pressed="{"true" if mark else "false"}"><title>{escape(spoken)}</title>'
        f'<rect class="frame" x="{box.x:g}" y="{box.y:.1f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="7" '
        f'fill="{look.paper}" stroke="{look.ink}" stroke-width="{1.8 if segment.critical else 1}"{dash}/>{names}'
        f'<text class="note" x="{box.x + 9:g}" y="{box.y + 50:.1f}" fill="{look.ink}">{escape(below)}</text>'
        f"{corner if right else ''}{_doubt(box, segment)}{_overlay(box, segment)}</g>"
    )


def _doubt(box: Box, segment: SegmentBox) -> str:
    """Draw the remark that the state is in doubt over the upper left edge."""
    if not segment.doubt:
        return ""
    wide = ems(segment.doubt) * 11 + 12
    x, y = box.x + 6, box.y - 8
    return (
        f'<rect class="doubt" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="16" rx="8"/>'
        f'<text class="doubted" x="{x + wide / 2:.1f}" y="{y + 12:.1f}">{escape(segment.doubt)}</text>'
    )


def _would_touch(left: str, right: str) -> bool:
    """Return whether two texts do not fit side by side below a box's name."""
    return 12 * ems(left) + 11.5 * ems(right) > BOX_WIDTH - (22 if right else 12)


def _overlay(box: Box, segment: SegmentBox) -> str:
    if not segment.overlay:
        return ""
    wide = ems(segment.overlay) * 11 + 12
    x, y = box.x + BOX_WIDTH - wide + 6, box.y - 8
    return (
        f'<rect class="overlay" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="17" rx="8.5"/>'
        f'<text class="overlaid" x="{x + wide / 2:.1f}" y="{y + 12.5:.1f}">{escape(segment.overlay)}</text>'
    )


def wrapped(name: str) -> list[str]:
    """Break a name into at most two lines that fit a box; a longer one ends in an ellipsis (its title has all)."""
    if ems(name) <= LINE_EMS:
        return [name]
    breaks = [at for at in range(1, len(name)) if ems(name[:at]) <= LINE_EMS and ems(name[at:]) <= LINE_EMS]
    if breaks:
        at = min(breaks, key=lambda at: _cost(name, at))
        return [name[:at], name[at:]]
    first = fitting(name, LINE_EMS)
    return [first, fitting(name[len(first) :], LINE_EMS - 1) + "…"]


def _cost(name: str, at: int) -> float:
    uneven = abs(ems(name[:at]) - ems(name[at:]))
    inside_word = name[at - 1].isascii() and name[at].isascii() and name[at - 1].isalnum() and name[at].isalnum()
    return uneven + (8 if inside_word else 0) + (8 if name[at] in ")/、)" else 0) - (3 if name[at - 1] in "/、" else 0)


def ems(text: str) -> float:
    """Return the width of a text in ems: a Chinese character is one, a space about 0.3, others about 0.58."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.3 if character == " " else 0.58 for character in text)


def fitting(text: str, room: float) -> str:
    """Return the longest beginning of the text that fits."""
    return next((text[:at] for at in range(len(text), 0, -1) if ems(text[:at]) <= room), text[:1])
