"""Rounding of scores and costs before they are compared."""

from __future__ import annotations

# Decimals. A sum of floats differs in its last digits (about 1e-16) with the order of its parts. Nine decimals hide
# that, and no planner tells two scores apart by less.
SCORE_DECIMALS = 9
