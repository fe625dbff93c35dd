"""The text of a cell, whatever type it is stored as."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from graph.model.normalize import normalize_text

UNCOMPUTED = "#FORMULA!"  # stands for a formula for which no value is stored, as a program writes that cannot compute
# What Excel and WPS show for a value that they could not compute. FORMULA: nothing was stored for a formula.
ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#CALC!", "#SPILL!", "#FIELD!", UNCOMPUTED}
)
MAX_EXACT_NUMBER = 1e15  # Excel keeps 15 digits: a longer number has lost the others
CellValue: TypeAlias = str | int | float | bool | date | time | timedelta | None


def cell_text(value: CellValue) -> str:
    """Return what a person reads in a cell.

    Excel stores every number as a float, so whole numbers lose their ``.0``. A number with more digits than it keeps is
    written as it shows it, so that no credit code is made of the digits that are left. Dates are written as ISO 8601,
    without the time where it is midnight; truth is 是 or 否.

    >>> cell_text(4111010001.0), cell_text(0.25), cell_text(True), cell_text(None)
    ('4111010001', '0.25', '是', '')
    >>> cell_text(9.132041200000001e17)
    '9.13204E+17'
    >>> cell_text(datetime(2018, 11, 28))
    '2018-11-28'
    """
    if isinstance(value, str):
        return normalize_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float) and abs(value) >= MAX_EXACT_NUMBER:
        return f"{value:.5E}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
