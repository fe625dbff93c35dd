"""A written question, its right answer, and how that answer is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

SOURCE_KEYS = ("cypher", "catalogue", "computed")


@dataclass(frozen=True, kw_only=True)
class AnswerSource:
    """The way in which a right answer is computed.

    Attributes:
        way: ``cypher`` (a statement with a column ``name`` or ``value``), ``catalogue`` (a query of the catalogue) or
            ``computed`` (a function of ``benchmarks.question_answers``).
        text: the statement, or the name of the query or the function.
        parameters: the arguments of the query or the function.
        column: the column of the catalogue's query that holds the names.
        where: what a row of the catalogue's query must hold, by column: a value, or a list of values.
    """

    way: str
    text: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    column: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class WrittenQuestion:
    """A question as a planner types it, and the right answer.

    Attributes:
        text: the question.
        kind: what is asked.
        names: the names of the rows that are the right answer; empty where it is a value or declined.
        value: the right count or year; None where the answer is names or declined.
        declined: whether the graph cannot answer.
        note: how the question is read, where that needs saying.
        source: how the answer is computed; None where it is declined.
    """

    text: str
    kind: str
    names: tuple[str, ...] = ()
    value: int | None = None
    declined: bool = False
    note: str = ""
    source: AnswerSource | None = None


def written_questions(file: str = "questions.yaml") -> list[WrittenQuestion]:
    """Return the questions of a file of this folder."""
    text = files("benchmarks").joinpath(file).read_text("utf-8")
    return parse_questions(yaml.safe_load(text))


def read_questions(path: Path) -> list[WrittenQuestion]:
    """Return the questions of a file of one's own.

    Raises:
        OSError: The file cannot be read.
        yaml.YAMLError: It is no YAML.
    """
    return parse_questions(yaml.safe_load(path.read_text("utf-8")))


def parse_questions(entries: Iterable[Mapping[str, Any]]) -> list[WrittenQuestion]:
    """Return the questions of parsed YAML.

    >>> parse_questions([{"question": "明天下雨吗", "kind": "declined", "declined": True}])[0].declined
    True
    """
    return [_parse_question(entry) for entry in entries]


def _parse_question(entry: Mapping[str, Any]) -> WrittenQuestion:
    return WrittenQuestion(
        text=entry["question"],
        kind=entry["kind"],
        names=tuple(entry.get("names", ())),
        value=entry.get("value"),
        declined=entry.get("declined", False),
        note=entry.get("note", ""),
        source=_parse_source(entry),
    )


def _parse_source(entry: Mapping[str, Any]) -> AnswerSource | None:
    way = next((key for key in SOURCE_KEYS if key in entry), None)
    if way is None:
        return None
    if way == "cypher":
        return AnswerSource(way=way, text=entry[way])
    text, parameters = next(iter(entry[way].items()))
    return AnswerSource(
        way=way, text=text, parameters=parameters, column=entry.get("column", ""), where=entry.get("where", {})
    )
