"""A measure over the years as SVG: what was asked for as marks, what was achieved as a line. Nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from graph.analysis.plans.progress import ProgressPoint, target_goal
from graph.analysis.plans.series import MeasureSeries
from ui.exports.state_style import SVG_FONTS
from ui.presenters.demand import amount_text, demand_text
from ui.presenters.target_progress import actual_text, series_points
from ui.text import Words

CHART_WIDTH, CHART_HEIGHT = 720, 190  # pixels: half of a planner's screen, beside the table of the same figures
CHART_LEFT, CHART_RIGHT, CHART_TOP, CHART_BOTTOM = 24, 24, 34, 30  # pixels around the plot; labels stand inside
MAX_YEAR_LABELS = 12  # of four figures in the width
LABEL_ABOVE, LABEL_BELOW = -9.0, 19.0  # pixels from a mark to the foot of its label
MAX_LABEL = 18  # characters: a longer one would run into its neighbour
CHART_STYLE = f"""text{{font-family:{SVG_FONTS};font-size:12px;fill:#1c2733}}.axis{{stroke:#cbd2d9}}
.year{{text-anchor:middle;fill:#52606d}}.line{{fill:none;stroke:#1f5fa8;stroke-width:2.2}}.dot{{fill:#1f5fa8}}
.part{{fill:#fff;stroke:#1f5fa8;stroke-width:2}}.goal{{stroke:#8a5a00;stroke-width:3;stroke-dasharray:5 3}}
.asked{{fill:#6b4a00;text-anchor:middle}}.got{{fill:#1f4f86;text-anchor:middle;font-weight:600}}"""


@dataclass(frozen=True)
class ChartMark:
    """A goal or a value at its year; ``amount`` is in the base of the unit, ``text`` as printed."""

    year: int
    amount: float
    text: str
    is_partial: bool = False


def progress_svg(series: MeasureSeries, words: Words) -> str:
    """Return the drawing; "" where no year is known of anything.

    A part of a year is an open dot, and the line leaves it out, because a half year's figure is no point between two
    whole years.
    """
    goals, values = _goals(series, words), _values(series, words)
    years = sorted({mark.year for mark in (*goals, *values)})
    if not years:
        return ""
    amounts = [mark.amount for mark in (*goals, *values)]
    top, bottom = max(amounts), min(0.0, *amounts)  # a line that does not begin at zero makes small changes look large
    span = (top - bottom) or 1.0

    def x(year: int) -> float:
        room = CHART_WIDTH - CHART_LEFT - CHART_RIGHT
        step = room / (years[-1] - years[0] + 1)
        return CHART_LEFT + step * (year - years[0] + 0.5)

    def y(amount: float) -> float:
        room = CHART_HEIGHT - CHART_TOP - CHART_BOTTOM
        return CHART_TOP + room * (top - amount) / span

    base = CHART_HEIGHT - CHART_BOTTOM
    parts = [f'<line class="axis" x1="{CHART_LEFT}" x2="{CHART_WIDTH - CHART_RIGHT}" y1="{base}" y2="{base}"/>']
    parts += [f'<text class="year" x="{x(year):.1f}" y="{base + 18}">{year}</text>' for year in _labelled(years)]
    whole = [mark for mark in values if not mark.is_partial]
    if len(whole) > 1:
        line = " ".join(f"{x(mark.year):.1f},{y(mark.amount):.1f}" for mark in whole)
        parts.append(f'<polyline class="line" points="{line}"/>')
    for mark in goals:
        left, right, height = x(mark.year) - 26, x(mark.year) + 26, y(mark.amount)
        parts.append(f'<line class="goal" x1="{left:.1f}" x2="{right:.1f}" y1="{height:.1f}" y2="{height:.1f}"/>')
        parts.append(_label("asked", x(mark.year), height + _shift(mark, values, is_value=False), mark.text))
    for mark in values:
        css = "part" if mark.is_partial else "dot"
        parts.append(f'<circle class="{css}" cx="{x(mark.year):.1f}" cy="{y(mark.amount):.1f}" r="4.5"/>')
        parts.append(_label("got", x(mark.year), y(mark.amount) + _shift(mark, goals, is_value=True), mark.text))
    title = escape(chart_title(series, words))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CHART_WIDTH} {CHART_HEIGHT}" '
        f'width="{CHART_WIDTH}" height="{CHART_HEIGHT}"><title>{title}</title><style>{CHART_STYLE}</style>'
        f"{''.join(parts)}</svg>"
    )


def chart_title(series: MeasureSeries, words: Words) -> str:
    """Return what the drawing shows, for who does not see it."""
    return words("progress.chart", name=series.targets[0].name)


def _goals(series: MeasureSeries, words: Words) -> list[ChartMark]:
    marks = []
    for target, progress in zip(series.targets, series.progress, strict=True):
        goal = target_goal(target)
        if goal is not None and progress.due is not None:
            marks.append(ChartMark(progress.due, goal.low, demand_text(target, words)))
    return marks


def _values(series: MeasureSeries, words: Words) -> list[ChartMark]:
    return [
        ChartMark(point.period.last, point.amount, _value_label(point, words), point.period.partial)
        for point in series_points(series)
    ]


def _value_label(point: ProgressPoint, words: Words) -> str:
    """Return a value; with its period only where the axis does not say it: a half year, several years."""
    is_year = not point.period.partial and point.period.first == point.period.last
    return amount_text(point.actual.value, point.actual.unit) if is_year else actual_text(point.actual, words)


def _labelled(years: list[int]) -> list[int]:
    """Return the years that have room for a label, the first one always."""
    span = years[-1] - years[0] + 1
    every = -(-span // MAX_YEAR_LABELS)
    return [year for year in range(years[0], years[-1] + 1) if (year - years[0]) % every == 0]


def _shift(mark: ChartMark, rivals: Sequence[ChartMark], *, is_value: bool) -> float:
    """Return how far below its mark a label stands: goal and value of one year have theirs on opposite sides."""
    amounts = [rival.amount for rival in rivals if rival.year == mark.year]
    is_above = not amounts or (mark.amount >= max(amounts) if is_value else mark.amount > max(amounts))
    return LABEL_ABOVE if is_above else LABEL_BELOW


def _label(css: str, x: float, y: float, text: str) -> str:
    short = text if len(text) <= MAX_LABEL else f"{text[: MAX_LABEL - 1]}…"
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}">{escape(short)}</text>'
