"""The charts of the overview as Vega-Lite specifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.analysis.yearly import YearFigures
from ui.presenters.overview.chain_bars import ChainBar
from ui.presenters.overview.label_places import LABEL_HEIGHT, place_labels, spread, text_width
from ui.text import Words

SCATTER_WIDTH, SCATTER_HEIGHT = 400, 310  # pixels of the plot on an office screen; on a wider one it is stretched
LINES_HEIGHT = 300  # pixels of the plot of years
AXIS_ROOM = 60  # pixels that an axis with its title takes below the plot, which the height of a chart includes
MAX_UNLED_PIXELS = 8  # a label further up or down than this is led to its point by a thin line
AXIS_PADDING = 0.12  # of the span of importance, above and below the points
LABEL_ROOM_YEARS = 0.28  # of the span of years, to the right of the lines, for their labels
NARROW_WIDTH = 900  # pixels of the plot of years on a narrow screen
SAME_TAB = {"embedOptions": {"loader": {"target": "_self"}, "actions": False}}


def scatter_spec(bars: Sequence[ChainBar], urls: Mapping[str, str], words: Words) -> dict[str, Any]:
    """Return the chart of importance against known share; each point and label opens its chain.

    Args:
        bars: the chains; those without importance are left out.
        urls: the address of each chain's map, by its id.
        words: the words of the user's language.
    """
    shown = [bar for bar in bars if bar.row.known is not None]
    low, high = _padded_span([bar.importance for bar in shown])
    points = [
        ((bar.row.known or 0) * SCATTER_WIDTH, (high - bar.importance) / (high - low) * SCATTER_HEIGHT) for bar in shown
    ]
    boxes = place_labels(points, [bar.row.name for bar in shown], SCATTER_WIDTH)
    values = [
        {
            "name": bar.row.name,
            "known": round(bar.row.known or 0, 4),
            "importance": round(bar.importance, 4),
            "side": "right" if box.left + box.width < x else "left",
            "label_x": (box.left + box.width if box.left + box.width < x else box.left) / SCATTER_WIDTH,
            "label_y": high - (box.top + LABEL_HEIGHT / 2) / SCATTER_HEIGHT * (high - low),
            "led": abs(box.top + LABEL_HEIGHT / 2 - y) > MAX_UNLED_PIXELS,
            "lead_x": min(max(x, box.left), box.left + box.width) / SCATTER_WIDTH,
            "url": urls[bar.row.id],
        }
        for bar, box, (x, y) in zip(shown, boxes, points, strict=True)
    ]
    x_axis = {"title": words("overview.axis_known"), "format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]}
    y_axis = {"title": words("overview.axis_importance"), "format": ".0%", "tickCount": 5}
    x_scale, y_scale = {"domain": [0, 1]}, {"domain": [low, high], "zero": False, "nice": False}
    place: dict[str, Any] = {
        "x": {"field": "known", "type": "quantitative", "axis": x_axis, "scale": x_scale},
        "y": {"field": "importance", "type": "quantitative", "axis": y_axis, "scale": y_scale},
    }
    label_place: dict[str, Any] = {
        "x": {"field": "label_x", "type": "quantitative", "scale": x_scale},
        "y": {"field": "label_y", "type": "quantitative", "scale": y_scale},
        "text": {"field": "name"},
    }
    tooltip = [
        {"field": "name", "title": words("overview.column.chain")},
        {"field": "known", "title": words("overview.column.known"), "format": ".0%"},
        {"field": "importance", "title": words("overview.column.importance"), "format": ".1%"},
    ]
    link: dict[str, Any] = {"href": {"field": "url"}, "tooltip": tooltip}
    lead: dict[str, Any] = {"x2": {"field": "lead_x"}, "y2": {"field": "label_y"}}
    point = {"type": "point", "filled": True, "size": 90, "opacity": 0.9, "cursor": "pointer"}
    return {
        "data": {"values": values},
        "height": SCATTER_HEIGHT + AXIS_ROOM,
        "usermeta": SAME_TAB,
        "layer": [
            {
                "transform": [{"filter": "datum.led"}],
                "mark": {"type": "rule", "strokeWidth": 0.7, "aria": False},
                "encoding": place | lead,
            },
            {"mark": point, "encoding": place | link},
            *(_text_layer(side, label_place | link) for side in ("left", "right")),
        ],
    }


def _text_layer(side: str, encoding: Mapping[str, Any]) -> dict[str, Any]:
    """Return the layer of the labels that begin, or end, at their place."""
    return {
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "mark": {"type": "text", "align": side, "baseline": "middle", "cursor": "pointer"},
        "encoding": encoding,
    }


def _padded_span(figures: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that has all figures and some room about them."""
    low, high = min(figures, default=0.0), max(figures, default=1.0)
    room = (high - low) * AXIS_PADDING or 0.01
    return low - room, high + room


def years_spec(
    figures: Mapping[str, Sequence[YearFigures]], names: Mapping[str, str], measure: str, words: Words
) -> dict[str, Any]:
    """Return the chart of a figure by year, one line a chain, labelled at its end.

    Args:
        figures: by the chain's id, its figures by year.
        names: the chains' names by id.
        measure: the field of ``YearFigures`` that is drawn.
        words: the words of the user's language.
    """
    lines = {chain: points for chain, points in figures.items() if points}
    years = [point.year for points in lines.values() for point in points]
    last_year, span = max(years), max(years) - min(years) or 1
    ends = {chain: float(getattr(points[-1], measure)) for chain, points in lines.items()}
    top = max(0.1, *(float(getattr(point, measure)) for points in lines.values() for point in points))
    label_places = spread([(1 - end / top) * LINES_HEIGHT for end in ends.values()])
    values = [
        {"name": names[chain], "year": point.year, "figure": round(getattr(point, measure), 4)}
        for chain, points in lines.items()
        for point in points
    ]
    labels: list[dict[str, Any]] = [
        {
            "name": names[chain],
            "text": f"{names[chain]} {ends[chain]:.0%}",
            "year": last_year + span * 0.01,
            "figure": (1 - place / LINES_HEIGHT) * top,
        }
        for chain, place in zip(lines, label_places, strict=True)
    ]
    longest = max(text_width(label["text"]) for label in labels)
    room = span * max(LABEL_ROOM_YEARS, longest / NARROW_WIDTH)
    heights = [label["figure"] for label in labels]
    x_scale = {"domain": [min(years), last_year + room], "nice": False}
    y_scale = {"domain": [min(0.0, *heights), max(top, *heights)]}
    ticks = [year for year in range(min(years), last_year + 1) if (last_year - year) % _year_step(span) == 0]
    x_axis = {"title": words("overview.axis_year"), "format": "d", "values": ticks, "grid": False}
    y_axis = {"title": None, "format": ".0%", "tickCount": 5}
    colour = {"field": "name", "type": "nominal", "legend": None, "sort": [names[chain] for chain in lines]}
    x = {"field": "year", "type": "quantitative", "scale": x_scale, "axis": x_axis}
    y = {"field": "figure", "type": "quantitative", "scale": y_scale, "axis": y_axis}
    tooltip: list[dict[str, Any]] = [
        {"field": "name", "title": words("overview.column.chain")},
        {"field": "year", "title": words("overview.axis_year"), "format": "d"},
        {"field": "figure", "title": words(f"overview.years_{MEASURE_WORDS[measure]}"), "format": ".0%"},
    ]
    return {
        "height": LINES_HEIGHT + AXIS_ROOM,
        "usermeta": SAME_TAB,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "line", "interpolate": "step-after", "point": {"size": 18}},
                "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip},
            },
            {
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 4},
                "encoding": {"x": x, "y": y, "color": colour, "text": {"field": "text"}},
            },
        ],
    }


MEASURE_WORDS = {"known_share": "known", "completeness": "completeness"}


def _year_step(span: int) -> int:
    """Return every how many years a tick stands, so that there are ten at most."""
    return max(1, -(-span // 10))
