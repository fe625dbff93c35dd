"""A question's answer as fields for JSON, and its reading as one line."""

from __future__ import annotations

from typing import Any

from graph.model.errors import UsageError
from queries.asking.ask import Asked, AskedRow
from queries.asking.reading import Reading
from ui.text import Words

# What a terminal shows of the columns of queries; JSON and CSV have all of them.
BRIEF_COLUMNS = (
    "name",
    "label",
    "kind",
    "relation",
    "via",
    "role",
    "chain",
    "segment",
    "state",
    "gap_kind",
    "suppliers",
    "existence",
    "status",
    "district",
    "city",
    "branch",
    "value",
    "unit",
    "period",
    "known",
    "publisher",
    "source_title",
)


def asked_fields(asked: Asked) -> dict[str, Any]:
    """Return an answer as JSON fields.

    A count, a year and a category stand in ``value``. What was counted is in ``counted``, ``rows`` then has the count.
    """
    if asked.reading is None:
        choices = [reading.arguments for reading in asked.choices]
        return {"question": asked.question, "declined": True, "nearest": list(asked.nearest), "choices": choices}
    rows = [_row_fields(row) for row in asked.rows]
    answer = {
        "question": asked.question,
        "reading": reading_fields(asked.reading),
        "query": asked.reading.intent.target,
    }
    if asked.value is None:
        return answer | {"rows": rows}
    if asked.reading.intent.value_column:
        return answer | {"value": asked.value, "rows": rows}
    return answer | {"value": asked.value, "rows": [{"value": asked.value}], "counted": rows}


def value_text(asked: Asked) -> str:
    """Return the answer in one figure or word as people read it: with its unit where all rows have the same one."""
    units = {str(row.cells.get("unit") or "") for row in asked.rows}
    unit = units.pop() if len(units) == 1 and asked.reading and asked.reading.intent.value_column else ""
    return f"{asked.value} {unit}".strip()


def brief_columns(asked: Asked) -> list[str]:
    """Return the columns of an answer that fit on a screen and are not empty."""
    return [
        column
        for column in BRIEF_COLUMNS
        if column == "name" or any(row.cells.get(column) not in (None, "", []) for row in asked.rows)
    ]


def reading_fields(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON fields: the intent, the query's parameters, and the words that filled them."""
    words = {slot.parameter: slot.shown for slot in reading.slots}
    return {"intent": reading.intent.id, "parameters": reading.arguments, "words": words}


def _row_fields(row: AskedRow) -> dict[str, Any]:
    return {**row.cells, "name": row.name, "statements": list(row.statements)}


def reading_text(reading: Reading, words: Words) -> str:
    """Return a reading in one line: what is asked, and each parameter with its value."""
    parts = [f"{words(f'asked.slot.{slot.cls}')} {slot.shown}" for slot in reading.slots]
    slots = words.join(parts)
    intent = words(f"asked.intent.{reading.intent.id}")
    return words("asked.reading", intent=intent, slots=slots) if slots else intent


def declined_error(asked: Asked, words: Words) -> UsageError:
    """Return why a question has no answer: it means several things, the graph is silent, or it was not understood."""
    if asked.choices:
        readings = [reading_text(reading, words) for reading in asked.choices]
        return UsageError("question_ambiguous", text=asked.question, readings=readings)
    nearest = list(asked.nearest)
    if asked.unknown:
        return UsageError("question_unanswered", text=asked.question, nearest=nearest)
    return UsageError("question_unknown", text=asked.question, nearest=nearest)
