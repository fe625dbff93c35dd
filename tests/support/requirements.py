"""What this machine must have: named, and skipped or required."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REQUIRED = frozenset(filter(None, os.environ.get("LIANTU_REQUIRE", "").split(",")))


SHARED = Path(__file__).resolve().parents[3] / "shared"


def need(what: str, lacks: str) -> None:
    """Skip for want of something, or fail where LIANTU_REQUIRE names it."""
    if lacks:
        message = f"{what} needs {lacks}"
        pytest.fail(message) if what in REQUIRED else pytest.skip(message)
