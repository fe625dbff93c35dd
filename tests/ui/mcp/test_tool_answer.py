from __future__ import annotations

import json

import pytest

from ui.mcp.tool_answer import (
    DEFAULT_ROWS,
    MAX_ANSWER_CHARACTERS,
    MAX_CELL_CHARACTERS,
    MAX_STATEMENT_CHARACTERS,
    MAX_TOOL_ROWS,
    ToolAnswer,
    bounded_fields,
)
from ui.text import words

ZH = words("zh")


@pytest.mark.parametrize(("limit", "shown"), [(None, DEFAULT_ROWS), (7, 7), (9_999, MAX_TOOL_ROWS)])
def test_rows_are_limited(limit: int | None, shown: int) -> None:
    answer = bounded_fields(ToolAnswer(rows=[{"x": number} for number in range(900)]), ZH, limit)
    assert len(answer["rows"]) == shown
    assert str(shown) in answer["cut"][0]


def test_a_whole_answer_has_no_word_of_a_cut() -> None:
    answer = bounded_fields(ToolAnswer(rows=[{"statement": "a/1"}]), ZH)
    assert answer == {"rows": [{"statement": "a/1"}], "statements": ["a/1"]}


def test_characters_are_limited() -> None:
    answer = bounded_fields(ToolAnswer(rows=[{"x": "字" * 1_000}] * 100), ZH, 100)
    assert len(json.dumps(answer["rows"], ensure_ascii=False)) < MAX_ANSWER_CHARACTERS + 100
    assert len(answer["rows"]) == 14


def test_a_long_value_ends_with_an_ellipsis_and_is_told() -> None:
    answer = bounded_fields(ToolAnswer(rows=[{"x": "字" * 9_000}, {"x": list(range(9_000))}]), ZH)
    assert all(len(row["x"]) == MAX_CELL_CHARACTERS + 1 for row in answer["rows"])
    assert any(str(MAX_CELL_CHARACTERS) in sentence for sentence in answer["cut"])


def test_a_row_that_is_too_wide_is_told_not_sent() -> None:
    answer = bounded_fields(ToolAnswer(rows=[{f"x{number}": "字" * 1_000 for number in range(99)}]), ZH)
    assert answer["rows"] == []
    assert answer["cut"]


def test_statements_are_those_of_the_rows_that_are_shown() -> None:
    rows = [{"statements": [f"a/{number}"]} for number in range(9)]
    assert bounded_fields(ToolAnswer(rows=rows), ZH, 2)["statements"] == ["a/0", "a/1"]


def test_statements_are_limited_and_named_once() -> None:
    ids = [f"changzhou-public/e-seg-{number}" for number in range(999)]
    answer = bounded_fields(ToolAnswer(text="x", statements=[*ids, *ids]), ZH)
    assert len(answer["statements"]) == len(set(answer["statements"])) < 999
    assert len(json.dumps(answer["statements"])) <= MAX_STATEMENT_CHARACTERS + 999
    assert "999" in answer["cut"][0]


def test_a_long_text_is_cut_at_a_line() -> None:
    answer = bounded_fields(ToolAnswer(text="\n".join(["字" * 99] * 999)), ZH)
    assert answer["text"].endswith("字" * 99)
    assert len(answer["text"]) < MAX_ANSWER_CHARACTERS
    assert "999" in answer["cut"][0]


def test_a_query_that_was_cut_by_the_store_is_told_to_be() -> None:
    assert bounded_fields(ToolAnswer(rows=[{"x": 1}], cut=True), ZH)["cut"]
