"""The look of the charts: one set of colours for the states, readable on a light and on a dark page."""

from __future__ import annotations

import pytest

from graph.analysis.cell import CoverageState
from ui.components.chart_theme import chart_config, chart_ink, state_fills


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(left: str, right: str) -> float:
    low, high = sorted((_luminance(left), _luminance(right)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_texts_of_a_chart_can_be_read_in_both_modes(dark: bool) -> None:
    ink, config = chart_ink(dark=dark), chart_config(dark=dark)
    colours = [config["axis"]["labelColor"], config["legend"]["labelColor"], config["text"]["color"]]
    assert min(_contrast(colour, ink.paper) for colour in colours) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_every_state_has_its_own_colour(dark: bool) -> None:
    fills = state_fills(dark=dark)
    assert list(fills) == list(CoverageState)
    assert len(set(fills.values())) == len(CoverageState)
