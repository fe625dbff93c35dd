"""The picture of a region by its districts, as SVG: coloured by a figure, its source and 审图号 below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ui.exports.district_geometry import PICTURE_WIDTH, DistrictGeometry
from ui.exports.state_style import SVG_FONTS
from ui.presenters.districts import heat_step

HEAT_PAPER = ("#f5f6f8", "#e6f0fb", "#bcd6f2", "#7fb0e2", "#1f5fa8")  # one colour, darker with the figure
HEAT_INK = ("#56616f", "#1c2733", "#1c2733", "#0f2236", "#ffffff")
PICTURE_MARGIN, HEAD_HEIGHT, FOOT_HEIGHT, STRIP_HEIGHT = 10, 44, 40, 34  # pixels
DISTRICT_STYLE = f"""text{{font-family:{SVG_FONTS}}}.head{{font-size:15px;font-weight:600;fill:#1c2733}}
.small{{font-size:11.5px;fill:#52606d}}.area{{cursor:pointer;outline:none}}.area path{{stroke:#fff;stroke-width:1.5}}
.area.none path{{stroke:#9aa5b1;stroke-dasharray:2 3;stroke-width:1}}
.area.chosen path{{stroke:#c98a00;stroke-width:3}}.area:hover path,.area:focus path{{stroke:#1c2733;stroke-width:2}}
.area text{{text-anchor:middle;pointer-events:none}}.name{{font-size:14.5px;font-weight:600}}
.figure{{font-size:11.5px}}"""


@dataclass(frozen=True, kw_only=True)
class DistrictArea:
    """A district in the picture.

    Attributes:
        id: what a click reports.
        name: its name.
        value: the figure that colours it.
        lines: the texts below the name.
        spoken: all of it in a sentence.
    """

    id: str
    name: str
    value: int
    lines: tuple[str, ...]
    spoken: str


@dataclass(frozen=True, kw_only=True)
class PictureTexts:
    """The texts around the picture: title and scope above, the source and 审图号 below."""

    title: str
    scope: str
    source: str


def district_svg(
    areas: Sequence[DistrictArea],
    unstated: DistrictArea,
    geometry: DistrictGeometry,
    texts: PictureTexts,
    chosen: str = "",
) -> str:
    """Draw the districts.

    Args:
        areas: the districts; one without an outline stands in the strip below with those that have no district.
        unstated: what no district is known of.
        geometry: the outlines.
        texts: what stands around the picture.
        chosen: the id of the district that is selected.

    Returns:
        A whole SVG document without any outside reference.
    """
    largest = max((area.value for area in areas), default=0)
    drawn = [area for area in areas if area.name in geometry.outlines]
    strip = [*(area for area in areas if area.name not in geometry.outlines), unstated]
    width = PICTURE_WIDTH + 2 * PICTURE_MARGIN
    top = HEAD_HEIGHT + geometry.height + PICTURE_MARGIN
    height = top + STRIP_HEIGHT * len(strip) + FOOT_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" role="group" aria-label="{escape(texts.title)}"><style>{DISTRICT_STYLE}</style>',
        f'<text class="head" x="{PICTURE_MARGIN}" y="18">{escape(texts.title)}</text>',
        f'<text class="small" x="{PICTURE_MARGIN}" y="36">{escape(texts.scope)}</text>',
        f'<g transform="translate({PICTURE_MARGIN},{HEAD_HEIGHT})">',
        *(_outlined(area, geometry, largest, chosen) for area in drawn),
        "</g>",
        *(_strip(area, top + place * STRIP_HEIGHT, chosen) for place, area in enumerate(strip)),
        f'<text class="small" x="{PICTURE_MARGIN}" y="{height - 14:.0f}">{escape(texts.source)}</text>',
        "</svg>",
    ]
    return "\n".join(parts)


def _outlined(area: DistrictArea, geometry: DistrictGeometry, largest: int, chosen: str) -> str:
    outline, step = geometry.outlines[area.name], heat_step(area.value, largest)
    texts = [("name", area.name), *(("figure", line) for line in area.lines)]
    first = outline.y - 8.5 * (len(texts) - 1) + 4
    labels = "".join(
        f'<text class="{css} step{step}" x="{outline.x:.1f}" y="{first + place * 17:.1f}" fill="{HEAT_INK[step]}">'
        f"{escape(text)}</text>"
        for place, (css, text) in enumerate(texts)
    )
    path = f'<path class="step{step}" d="{outline.path}" fill="{HEAT_PAPER[step]}" fill-rule="evenodd"/>'
    return _group(area, path + labels, chosen)


def _strip(area: DistrictArea, top: float, chosen: str) -> str:
    text = "　".join((area.name, *area.lines))
    outline = f"M{PICTURE_MARGIN},{top:.1f}h{PICTURE_WIDTH}v{STRIP_HEIGHT - 6}h-{PICTURE_WIDTH}z"
    middle = PICTURE_MARGIN + PICTURE_WIDTH / 2
    path = f'<path class="step0" d="{outline}" fill="{HEAT_PAPER[0]}"/>'
    label = f'<text class="figure step0" x="{middle:.1f}" y="{top + 18:.1f}" fill="{HEAT_INK[0]}">{escape(text)}</text>'
    return _group(area, path + label, chosen, extra=" none")


def _group(area: DistrictArea, inside: str, chosen: str, extra: str = "") -> str:
    css = "area" + (" none" if not area.value else extra) + (" chosen" if area.id == chosen else "")
    return (
        f'<g class="{css}" data-id="{escape(area.id)}" tabindex="0" role="button" aria-label="{escape(area.spoken)}" '
        f'aria-pressed="{str(area.id == chosen).lower()}"><title>{escape(area.spoken)}</title>{inside}</g>'
    )


def heat_css() -> Mapping[int, tuple[str, str]]:
    """Return paper and ink of each shade, for the matrix that stands beside the picture."""
    return dict(enumerate(zip(HEAT_PAPER, HEAT_INK, strict=True)))
