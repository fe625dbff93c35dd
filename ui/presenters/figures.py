"""Figures as texts."""

from __future__ import annotations

NO_FIGURE = "—"


def percent_range(ends: tuple[float, float] | None, decimals: int = 0) -> str:
    """Return a completeness, from low to high, in percent.

    Args:
        ends: both between 0 and 1; None where nothing is known.
        decimals: the digits after the point.

    >>> percent_range((0.24, 0.99))
    '24%–99%'
    """
    return NO_FIGURE if ends is None else f"{ends[0]:.{decimals}%}–{ends[1]:.{decimals}%}"


def short_number(value: float) -> str:
    """Write a number at three significant digits.

    >>> short_number(0.6851851), short_number(2.0)
    ('0.685', '2')
    """
    return f"{value:.3g}"
