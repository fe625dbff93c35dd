"""How much work a function does, counted so that no busy machine changes the number."""

from __future__ import annotations

import sys
from collections.abc import Callable


def count_calls(run: Callable[[], object]) -> int:
    """Return how many functions are called within, Python's and those in C."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls
