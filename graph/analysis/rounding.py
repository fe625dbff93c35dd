"""Rounding of scores and costs before they are compared."""

from __future__ import annotations

# Decimals. A sum of floats differs in its last digits (about 1e-16) with the order of its parts. Nine decimals hide
# that, and no planner tells two scores apart by less.
SCORE_DECIMALS = 9


def reaches(value: float, threshold: float) -> bool:
    """Return whether a value is at least a threshold, both rounded: what is equal but for its last digits reaches it.

    >>> reaches(0.3, 0.1 + 0.2), reaches(0.3, 0.301)
    (True, False)
    """
    return round(value, SCORE_DECIMALS) >= round(threshold, SCORE_DECIMALS)
