"""The one look of every chart: fonts, grid, the colours of the states, in light and in dark mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import streamlit as st

from graph.analysis.cell import CoverageState

CHART_FONTS = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
LABEL_PIXELS = 12
TITLE_PIXELS = 12.5
STATE_FILLS: Mapping[str, str] = {
    CoverageState.STRONG: "#2f9e63",
    CoverageState.WEAK: "#f0c04a",
    CoverageState.PLANNED: "#7fb0e6",
    CoverageState.ABSENT: "#d9534f",
    CoverageState.UNKNOWN: "#dfe5ec",
}
"""The area of a state in bars and tiles; what is drawn as a box has the map's colours, see STATE_STYLES."""
EVEN_LUMINANCE = 0.179  # black and white are read equally well on it: (x + 0.05)^2 = 1.05 * 0.05
DARK_UNKNOWN = "#4a5562"  # the light grey of 未知 would shine on a dark page
SERIES_COLOURS = (
    "#1f5fa8",
    "#c98a00",
    "#2f9e63",
    "#b0413e",
    "#7a5bb5",
    "#1f8f9c",
    "#a85d8c",
    "#6b7f2a",
    "#d0743c",
    "#4a6fd0",
    "#7d6b5d",
    "#5f6b7a",
)
"""Of lines and points without a state; told apart by labels too, because twelve colours are too many to tell apart."""


@dataclass(frozen=True, kw_only=True)
class ChartInk:
    """The colours that differ between light and dark mode."""

    text: str
    muted: str
    grid: str
    accent: str
    paper: str


LIGHT_INK = ChartInk(text="#1c2733", muted="#52606d", grid="#e6eaef", accent="#1f5fa8", paper="#ffffff")
DARK_INK = ChartInk(text="#e8edf3", muted="#aab4c0", grid="#39424d", accent="#7fb0e6", paper="#12171f")


class Chart(Protocol):
    """A chart of Altair's."""

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification."""


def is_dark() -> bool:
    """Return whether the reader's page is in dark mode."""
    return st.get_option("theme.base") != "light" and st.context.theme.type == "dark"


def chart_ink(*, dark: bool) -> ChartInk:
    """Return the colours of a mode."""
    return DARK_INK if dark else LIGHT_INK


def state_fills(*, dark: bool) -> Mapping[str, str]:
    """Return the colour of each state's area, in the order of the states."""
    return {**STATE_FILLS, CoverageState.UNKNOWN: DARK_UNKNOWN} if dark else STATE_FILLS


def ink_on(fill: str) -> str:
    """Return the colour, black or white, in which a text on a coloured area is read best.

    >>> ink_on("#ffffff"), ink_on("#1f5fa8")
    ('#000000', '#ffffff')
    """
    red, green, blue = (int(fill[place : place + 2], 16) / 255 for place in (1, 3, 5))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#000000" if luminance > EVEN_LUMINANCE else "#ffffff"


def chart_config(*, dark: bool) -> dict[str, Any]:
    """Return the ``config`` of a Vega-Lite specification: no frame, a quiet grid, our fonts and colours.

    >>> chart_config(dark=True)["background"]
    'transparent'
    """
    ink = chart_ink(dark=dark)
    return {
        "background": "transparent",
        "font": CHART_FONTS,
        "view": {"stroke": None},
        "axis": {
            "labelColor": ink.muted,
            "labelFontSize": LABEL_PIXELS,
            "titleColor": ink.muted,
            "titleFontSize": TITLE_PIXELS,
            "titleFontWeight": "normal",
            "gridColor": ink.grid,
            "domainColor": ink.grid,
            "tickColor": ink.grid,
        },
        "legend": {
            "labelColor": ink.text,
            "labelFontSize": LABEL_PIXELS,
            "titleColor": ink.muted,
            "titleFontSize": TITLE_PIXELS,
            "titleFontWeight": "normal",
        },
        "title": {"color": ink.text, "fontSize": 14, "anchor": "start"},
        "text": {"color": ink.text, "fontSize": LABEL_PIXELS},
        "rule": {"color": ink.muted},
        "point": {"color": ink.accent},
        "line": {"color": ink.accent, "strokeWidth": 2},
        "bar": {"color": ink.accent},
        "range": {"category": list(SERIES_COLOURS)},
    }


def show_chart(chart: Chart | Mapping[str, Any], key: str, spoken: str = "") -> None:
    """Show a chart as wide as its place, in the product's look and the reader's mode.

    Args:
        chart: Altair's, or a Vega-Lite specification; its own ``config`` outweighs the look.
        key: tells the page's charts apart.
        spoken: what the chart shows, for those who hear the page.
    """
    spec = dict(chart) if isinstance(chart, Mapping) else chart.to_dict()
    config = {**chart_config(dark=is_dark()), **spec.get("config", {})}
    st.vega_lite_chart(spec=spec | {"config": config}, width="stretch", theme=None, key=key, alt=spoken or None)
