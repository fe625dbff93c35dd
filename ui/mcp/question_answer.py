"""The answer to a question in a planner's words, as the answer of a tool."""

from __future__ import annotations

from typing import Any

from queries.asking.ask import Asked, Asker
from queries.citing import cited_statements, own_statements
from ui.mcp.tool_answer import ToolAnswer
from ui.presenters.asking import brief_columns, reading_fields, reading_text
from ui.text import Words


def question_answer(asker: Asker, question: str, words: Words) -> ToolAnswer:
    """Answer a question, decline it with the nearest ones, or give its readings where their answers differ."""
    asked = asker.ask(question, language=words.language)
    if asked.reading is None:
        return ToolAnswer(fields=_declined(asked, words))
    columns = brief_columns(asked)
    rows: list[dict[str, Any]] = [
        {**{column: row.cells.get(column) for column in columns}, "name": row.name, "statements": list(row.statements)}
        for row in asked.rows
    ]
    fields = {
        "reading": reading_fields(asked.reading) | {"text": reading_text(asked.reading, words)},
        "query": asked.reading.intent.target,
    }
    value = {} if asked.value is None else {"value": asked.value}
    statements = () if any(own_statements(rows)) else _described(asker, asked)
    return ToolAnswer(fields=fields | value, rows=rows, statements=statements)


def _declined(asked: Asked, words: Words) -> dict[str, Any]:
    if asked.choices:
        choices = [reading_fields(reading) | {"text": reading_text(reading, words)} for reading in asked.choices]
        return {"declined": True, "reason": words("asked.several"), "choices": choices}
    reason = words("asked.unknown" if asked.unknown else "asked.declined")
    return {"declined": True, "reason": reason, "nearest": list(asked.nearest)}


def _described(asker: Asker, asked: Asked) -> tuple[str, ...]:
    """Return the rows that describe what is named, where the answer's own columns name no statement."""
    return cited_statements(asker.store, (cell for row in asked.rows for cell in (row.cells.get("id"), row.name)))
