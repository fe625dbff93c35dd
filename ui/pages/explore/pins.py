"""Dots that were dragged: their places in the address, so that they stay there in a link and in a kept view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ui.exports.network_layout import NetworkLayout, Point

PIN_PARAM = "pin"
MAX_PINS = 60  # browsers and proxies cut much longer addresses
MAX_PIN_PIXELS = 100_000.0  # farther out nobody finds a dot again


def read_pins(texts: Sequence[str]) -> dict[str, Point]:
    """Return the places of the dots that an address names; what is no pin is left out.

    >>> read_pins(["10,-20,park-a", "far,away,park-b"])
    {'park-a': (10.0, -20.0)}
    """
    pins: dict[str, Point] = {}
    for text in texts[-MAX_PINS:]:
        x, _, rest = text.partition(",")
        y, _, id_ = rest.partition(",")
        try:
            point = (float(x), float(y))
        except ValueError:
            continue
        if id_ and all(abs(value) <= MAX_PIN_PIXELS for value in point):
            pins[id_] = point
    return pins


def with_pin(texts: Sequence[str], moved: str) -> list[str]:
    """Return the pins of an address after a dot was dragged.

    >>> with_pin(["1,2,a", "3,4,b"], "5,6,a")
    ['3,4,b', '5,6,a']
    """
    id_ = moved.split(",", 2)[-1]
    return [*(text for text in texts if text.split(",", 2)[-1] != id_), moved][-MAX_PINS:]


def pinned(layout: NetworkLayout, pins: Mapping[str, Point]) -> NetworkLayout:
    """Return the layout with the dragged dots where they were put."""
    return replace(layout, places={id_: pins.get(id_, point) for id_, point in layout.places.items()})
