"""The box of a segment on a chain map: its name, who is there, its state, and marks on its edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui.exports.chain_layout import Box, Sizes
from ui.exports.line_break import break_name
from ui.exports.state_style import STATE_STYLES
from ui.exports.svg_text import ems, fitting
from ui.text import Words

NAME_SIZE, NOTE_SIZE, MARK_SIZE = 13, 12, 11  # pixels of a line's font
LATIN_NAME_SIZES = (12, 11, 10)  # pixels; English names are longer: the largest at which each word fits a line
SIDE = 9  # pixels between a box's frame and its text
NAME_STEP = 15  # pixels from one line of a name to the next
HEAD, FOOT = 16, 8  # pixels from the upper edge to the first line, and from the last line to the lower edge
FIRMS_ROOM = 16  # pixels from the line of firms to the state
FIRMS_STEP = 14  # pixels from the name to the line of firms, at least: its characters are 12 high
BAR_HEIGHT = 3  # pixels
THREE_LINES_HEIGHT = 68  # pixels of a box that holds three lines of a name and the state
MARK_HEIGHT = 16  # pixels
MARK_RISE = 12  # pixels that a mark stands above the box's upper edge: its lower edge leaves the name free


@dataclass(frozen=True, kw_only=True)
class SegmentBox:
    """The contents of a segment's box.

    Attributes:
        id: the segment's id.
        name: its name.
        stage: the stage that it stands in.
        state: its state.
        note: a short remark such as a count.
        critical: whether the template marks it as critical.
        badge: marks leads.
        spoken: says the badge in whole words.
        firms: who is there, the leading one first; as many are named as fit.
        size: how many are there, as a share of the most at a segment of the chain, in [0, 1].
        overlay: a figure over the upper right edge, such as candidates elsewhere.
        state_text: the state in words, where more than its name is to be said.
        doubt: says over the upper left edge why the state is in doubt.
        change: says over the upper right edge how the state changed.
        faded: whether a filter leaves it out.
    """

    id: str
    name: str
    stage: str
    state: str
    note: str = ""
    critical: bool = False
    badge: str = ""
    spoken: str = ""
    firms: Sequence[str] = ()
    size: float = 0.0
    overlay: str = ""
    state_text: str = ""
    doubt: str = ""
    change: str = ""
    faded: bool = False


def draw_box(box: Box, segment: SegmentBox, sizes: Sizes, words: Words, *, chosen: bool) -> str:
    """Return a box as a group of SVG elements, which acts as a button."""
    look, spoken = STATE_STYLES[segment.state], escape(_spoken(segment, words))
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    marks = (" chosen" if chosen else "") + (" faded" if segment.faded else "") + (" changed" if segment.change else "")
    return (
        f'<g class="segment{marks}" data-id="{escape(segment.id)}" tabindex="0" role="button" aria-label="{spoken}"'
        f' aria-pressed="{"true" if chosen else "false"}"><title>{spoken}</title>'
        f'<rect class="frame" x="{box.x:g}" y="{box.y:.1f}" width="{sizes.box_width:g}" height="{sizes.box_height:g}"'
        f' rx="7" fill="{look.paper}" stroke="{look.ink}" stroke-width="{2.2 if segment.critical else 1}"{dash}/>'
        f"{_size_bar(box, segment, sizes)}{_texts(box, segment, sizes, words)}"
        f"{_mark(box, sizes, segment.doubt, 'doubt', at_right=False)}{_corner_mark(box, segment, sizes)}</g>"
    )


def _corner_mark(box: Box, segment: SegmentBox, sizes: Sizes) -> str:
    if segment.change:
        return _mark(box, sizes, segment.change, "change", at_right=True)
    return _mark(box, sizes, segment.overlay, "overlay", at_right=True)


def _spoken(segment: SegmentBox, words: Words) -> str:
    """Return all that a box says, for those who hear the page and for a pointer that rests on it."""
    state = segment.state_text or words(f"state.{segment.state}")
    critical = words("page.critical") if segment.critical else ""
    badge = segment.spoken if segment.badge else ""
    firms = words.join(list(segment.firms))
    parts = (segment.name, state, segment.note, firms, critical, badge, segment.overlay, segment.change, segment.doubt)
    return ",".join(part for part in parts if part)


def _texts(box: Box, segment: SegmentBox, sizes: Sizes, words: Words) -> str:
    """Draw the name at the top, the state at the foot, and names of firms between them where there is room."""
    size = _name_size(segment.name, sizes)
    most = 3 if segment.name.isascii() and sizes.box_height >= THREE_LINES_HEIGHT else 2
    lines = break_name(segment.name, (sizes.box_width - 2 * SIDE) / size, most)
    names = "".join(
        f'<text class="name" style="font-size:{size}px" x="{box.x + SIDE:g}" '
        f'y="{box.y + HEAD + place * NAME_STEP:.1f}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return names + _firms(box, segment, sizes, len(lines), words) + _foot(box, segment, sizes, words)


def _name_size(name: str, sizes: Sizes) -> int:
    if not name.isascii():
        return NAME_SIZE
    longest = max(map(ems, name.split()), default=0.0)
    room = sizes.box_width - 2 * SIDE
    return next((size for size in LATIN_NAME_SIZES if longest * size <= room), LATIN_NAME_SIZES[-1])


def _firms(box: Box, segment: SegmentBox, sizes: Sizes, name_lines: int, words: Words) -> str:
    free = sizes.box_height - HEAD - (name_lines - 1) * NAME_STEP - FOOT - FIRMS_ROOM
    firms = firms_line(segment.firms, (sizes.box_width - 2 * SIDE) / NOTE_SIZE, words)
    if not firms or free < FIRMS_STEP:
        return ""
    y = box.y + sizes.box_height - FOOT - FIRMS_ROOM
    return f'<text class="firms" x="{box.x + SIDE:g}" y="{y:.1f}">{escape(firms)}</text>'


def firms_line(firms: Sequence[str], room: float, words: Words) -> str:
    """Return the names that fit into a line, and how many there are; the first is shortened where it alone is too long.

    Args:
        firms: the names, the leading one first.
        room: the width of the line, in ems.
        words: the words of the user's language.
    """
    for count in range(len(firms), 0, -1):
        named = words.join(list(firms[:count]))
        text = named if count == len(firms) else words("page.firms_more", named=named, count=len(firms))
        if ems(text) <= room:
            return text
    if not firms:
        return ""
    more = words("page.firms_more", named="", count=len(firms)) if len(firms) > 1 else ""
    first = fitting(firms[0], room - ems(more) - 1)
    return words("page.firms_more", named=f"{first}…", count=len(firms)) if more else f"{first}…"


def _foot(box: Box, segment: SegmentBox, sizes: Sizes, words: Words) -> str:
    """Draw the state with its note at the left, the badge and 关键 at the right, as far as both fit."""
    look, state = STATE_STYLES[segment.state], words(f"state.{segment.state}")
    critical = words("page.critical") if segment.critical else ""
    left, right = _fitting_foot(
        (f"{look.glyph} {' · '.join(filter(None, (state, segment.note)))}", f"{look.glyph} {state}"),
        (" ".join(filter(None, (segment.badge, critical))), segment.badge, ""),
        sizes.box_width - 2 * SIDE,
    )
    y = box.y + sizes.box_height - FOOT
    end = f'x="{box.x + sizes.box_width - SIDE:g}" y="{y:.1f}" text-anchor="end"'
    corner = f'<text class="critical" {end}>{escape(right)}</text>' if right else ""
    return f'<text class="note" x="{box.x + SIDE:g}" y="{y:.1f}" fill="{look.ink}">{escape(left)}</text>{corner}'


def _fitting_foot(lefts: Sequence[str], rights: Sequence[str], room: float) -> tuple[str, str]:
    """Return the longest pair of texts that do not touch; the box's title has all."""
    for right in rights:
        for left in lefts:
            if NOTE_SIZE * ems(left) + (NOTE_SIZE * ems(right) + 6 if right else 0) <= room:
                return left, right
    return lefts[-1], ""


def _size_bar(box: Box, segment: SegmentBox, sizes: Sizes) -> str:
    """Draw how many are there, as a bar along the lower edge."""
    if not segment.size:
        return ""
    wide = max(BAR_HEIGHT, segment.size * (sizes.box_width - 2 * SIDE))
    return (
        f'<rect class="size" x="{box.x + SIDE:g}" y="{box.y + sizes.box_height - BAR_HEIGHT - 2:.1f}" '
        f'width="{wide:.1f}" height="{BAR_HEIGHT}" rx="1.5" fill="{STATE_STYLES[segment.state].ink}"/>'
    )


def _mark(box: Box, sizes: Sizes, text: str, css_class: str, *, at_right: bool) -> str:
    """Draw a mark over the upper edge of a box."""
    if not text:
        return ""
    wide = ems(text) * MARK_SIZE + 12
    x, y = (box.x + sizes.box_width - wide + 6 if at_right else box.x + 6), box.y - MARK_RISE
    return (
        f'<rect class="{css_class}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{MARK_HEIGHT}" rx="8"/>'
        f'<text class="{css_class}-text" x="{x + wide / 2:.1f}" y="{y + 12:.1f}">{escape(text)}</text>'
    )
