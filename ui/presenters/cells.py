"""Query values as the text of a table cell."""

from __future__ import annotations

import json
from typing import Any

EXACT = 2**53


def cell_text(value: Any) -> str:
    """Write a value as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return "、".join(map(str, value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < EXACT else str(value)
