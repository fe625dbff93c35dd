"""A tool's answer: rows, the statements that it rests on, and what was cut of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

from queries.citing import own_statements
from ui.text import Words

T = TypeVar("T")
DEFAULT_ROWS = 50
"""Rows of an answer where the client does not say: a screen or two, some thousand tokens."""
MAX_TOOL_ROWS = 500
"""Rows of an answer at most; more are a list for a file, not for a model."""
MAX_ANSWER_CHARACTERS = 15_000
"""Characters of all rows as JSON; with the statements they stay below the 25,000 tokens that usual clients take."""
MAX_STATEMENT_CHARACTERS = 5_000
"""Characters of the ids of the statements behind an answer: about 200 ids."""
MAX_CELL_CHARACTERS = 2_000
"""Characters of one value; a clause has some hundred, a document's text has a hundred thousand."""

AnswerRow = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ToolAnswer:
    """The answer of a tool, before it is cut to its bounds.

    Attributes:
        rows: what was found.
        text: what is no table.
        fields: what stands beside the rows.
        statements: the ids of the statements that the text and the fields rest on.
        cite: returns the ids of the statements that some rows rest on; it is called for the rows that are shown.
        cut: whether the query itself left rows out.
    """

    rows: Sequence[AnswerRow] = ()
    text: str = ""
    fields: AnswerRow = field(default_factory=dict)
    statements: Sequence[str] = ()
    cite: Callable[[Sequence[AnswerRow]], Iterable[str]] = own_statements
    cut: bool = False


def bounded_fields(answer: ToolAnswer, words: Words, limit: int | None = None) -> dict[str, Any]:
    """Return an answer as JSON fields within its bounds.

    ``cut`` is there where something was left out: a sentence for each thing. ``note`` is there where the rows rest on
    no statement, because they were computed.

    Args:
        answer: the answer.
        words: the language of the sentences.
        limit: the most rows; None: some.
    """
    fields = {name: bounded_cell(value) for name, value in answer.fields.items()}
    lines = answer.text.splitlines()
    shown_lines = _fitting(lines, MAX_ANSWER_CHARACTERS - _size(fields))
    rows = [{name: bounded_cell(value) for name, value in row.items()} for row in answer.rows[: _rows_wanted(limit)]]
    shown_rows = _fitting(rows, MAX_ANSWER_CHARACTERS - _size(fields) - _size(shown_lines))
    statements = list(dict.fromkeys((*answer.statements, *answer.cite(answer.rows[: len(shown_rows)]))))
    shown_statements = _fitting(statements, MAX_STATEMENT_CHARACTERS)
    cut = []
    if len(shown_rows) < len(answer.rows) or answer.cut:
        cut.append(words("mcp.cut_rows", count=len(shown_rows)))
    if len(shown_lines) < len(lines):
        cut.append(words("mcp.cut_lines", count=len(shown_lines), total=len(lines)))
    if len(shown_statements) < len(statements):
        cut.append(words("mcp.cut_statements", count=len(shown_statements), total=len(statements)))
    if any(_is_cut(value) for row in (fields, *shown_rows) for value in row.values()):
        cut.append(words("mcp.cut_cells", limit=MAX_CELL_CHARACTERS))
    return {
        **fields,
        **({"text": "\n".join(shown_lines)} if lines else {"rows": shown_rows}),
        "statements": shown_statements,
        **({"note": words("mcp.no_statements")} if shown_rows and not statements else {}),
        **({"cut": cut} if cut else {}),
    }


def _rows_wanted(limit: int | None) -> int:
    return min(DEFAULT_ROWS if limit is None else limit, MAX_TOOL_ROWS)


def _fitting(items: Sequence[T], room: int) -> list[T]:
    """Return the first items whose characters as JSON fit."""
    sizes = accumulate(map(_size, items))
    return [item for item, size in zip(items, sizes, strict=True) if size <= room]


def bounded_cell(value: object) -> object:
    """Return a value as JSON takes it; one that is too long as text that ends with an ellipsis.

    >>> bounded_cell(("a", "b")), len(bounded_cell("x" * 9_999))
    (['a', 'b'], 2001)
    """
    plain = list(value) if isinstance(value, tuple | set | frozenset) else value
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False, default=str)
    if len(text) > MAX_CELL_CHARACTERS:
        return text[:MAX_CELL_CHARACTERS] + "…"
    return plain


def _is_cut(value: object) -> bool:
    return isinstance(value, str) and len(value) > MAX_CELL_CHARACTERS


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, default=str))
