"""Ask the graph a question in a planner's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from queries.asking.figures import FIGURES
from queries.asking.grammar import Grammar
from queries.asking.nearest import nearest_questions
from queries.asking.reading import Reading, read_question, with_choices
from queries.asking.tokenizer import Token, tokenize
from queries.asking.vocabulary import Vocabulary
from queries.catalogue import find_query
from queries.region import RegionAnalysis
from queries.run import Answer, run_query

UNTIL, REGION = "until", "region"
VALUE_COLUMN = "value"
STATEMENT_COLUMNS = ("statement", "statements")

AnalysisReader = Callable[[SourceFilter], RegionAnalysis]


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """A row of an answer: what it is about, the columns of its query, and the statements that it rests on."""

    name: str
    cells: Mapping[str, Any]
    statements: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The answer to a question.

    Attributes:
        question: as it was asked.
        reading: how it was understood; None where it was not, or where its readings differ in their answers.
        columns: the columns of the rows' cells.
        rows: one for each thing that the answer names.
        value: the answer in one figure, where the question asks for one.
        choices: the readings to choose from, where their answers differ.
        nearest: questions that could be meant, where none was understood.
    """

    question: str
    reading: Reading | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[AskedRow, ...] = ()
    value: float | str | None = None
    choices: tuple[Reading, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """Return the columns for a table: the name first, without the one that it is taken from."""
        own = self.reading.intent.name_column if self.reading else ""
        return ("name", *(column for column in self.columns if column not in ("name", own)))

    @property
    def is_declined(self) -> bool:
        """Return whether there is no answer, because the question was not understood or means several things."""
        return self.reading is None


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Everything that questions are answered with.

    Attributes:
        store: the store to read.
        grammar: the words and intents.
        vocabulary: the names of the store.
        region: the id of the region that is asked about.
        analysis: the region's analysis by the sources of a filter.
        sources: the sources that count where the question names no year.
    """

    store: Store
    grammar: Grammar
    vocabulary: Vocabulary
    region: str
    analysis: AnalysisReader
    sources: SourceFilter = SourceFilter()

    def ask(self, question: str, chosen: Mapping[str, str] | None = None, language: str = "zh") -> Asked:
        """Answer a question, decline it, or ask back where its readings have different answers.

        Args:
            question: in Chinese, with the names as people write them.
            chosen: parameters that the user has set otherwise than they were read.
            language: of the nearest questions.

        Raises:
            UsageError: ``chosen`` has an unknown parameter, or a value that the query refuses.
        """
        tokens = tokenize(question, self.grammar, self.vocabulary)
        readings = [with_choices(reading, chosen or {}) for reading in read_question(tokens, self.grammar)]
        answers = list(dict.fromkeys(readings)) if chosen else readings
        asked = [self._answer(question, reading) for reading in answers]
        if not asked:
            return self._declined(question, tokens, language)
        if len({frozenset(row.name for row in answer.rows) for answer in asked}) > 1:
            return Asked(question=question, choices=tuple(answers))
        return asked[0]

    def _answer(self, question: str, reading: Reading) -> Asked:
        answer = self._run(reading)
        rows = _rows(answer, reading.intent.name_column)
        value = _value(reading, rows)
        return Asked(question=question, reading=reading, columns=answer.columns, rows=rows, value=value)

    def _run(self, reading: Reading) -> Answer:
        given = {key: value for key, value in reading.arguments.items() if value}
        until = given.pop(UNTIL, None)
        if figure := FIGURES.get(reading.intent.figure):
            sources = (
                SourceFilter(as_of=int(until), grade=self.sources.grade, lists=self.sources.lists)
                if until
                else self.sources
            )
            return figure.answer(self.analysis(sources), given)
        parameters = {parameter.name for parameter in find_query(reading.intent.target).parameters}
        if until and UNTIL in parameters:
            given[UNTIL] = until
        if REGION in parameters:
            given.setdefault(REGION, self.region)
        return run_query(self.store, reading.intent.target, given)

    def _declined(self, question: str, tokens: Sequence[Token], language: str) -> Asked:
        return Asked(
            question=question, nearest=tuple(nearest_questions(tokens, self.grammar, self.vocabulary, language))
        )


def _rows(answer: Answer, name_column: str) -> tuple[AskedRow, ...]:
    """Return one row for each name, the first of its cells, and the statements of all of them."""
    rows: dict[str, AskedRow] = {}
    for cells in answer.rows:
        for name in _names(cells.get(name_column)):
            known = rows.get(name)
            statements = dict.fromkeys((*(known.statements if known else ()), *_statements(cells)))
            rows[name] = AskedRow(name=name, cells=known.cells if known else cells, statements=tuple(statements))
    return tuple(rows.values())


def _names(cell: object) -> list[str]:
    if isinstance(cell, (list, tuple)):
        return [str(item) for item in cell]
    return [] if cell is None else [str(cell)]


def _statements(cells: Mapping[str, Any]) -> Iterable[str]:
    for column in STATEMENT_COLUMNS:
        yield from _names(cells.get(column))


def _value(reading: Reading, rows: Sequence[AskedRow]) -> float | str | None:
    if reading.is_count:
        return len(rows)
    values = [row.cells[VALUE_COLUMN] for row in rows if row.cells.get(VALUE_COLUMN) is not None]
    return values[0] if len(values) == 1 else None
