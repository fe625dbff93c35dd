"""What a cell reads like, whatever it is stored as."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from graph.model.normalize import normalize_text

Stored: TypeAlias = str | int | float | bool | date | time | timedelta | None


def cell_text(value: Stored) -> str:
    """The text of a stored value: whole numbers without ``.0``, dates as ISO 8601, truth as 是 or 否."""
    if isinstance(value, str):
        return normalize_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
