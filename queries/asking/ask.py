"""Ask the graph a question in a planner's words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.store import Store
from queries.asking.district_index import DistrictIndex
from queries.asking.figures import ANALYSIS_FIGURES, Facts
from queries.asking.grammar import Grammar
from queries.asking.name_index import NameIndex
from queries.asking.narrowing import narrowed
from queries.asking.nearest import nearest_questions
from queries.asking.question_words import QuestionWord, tokenize
from queries.asking.rankings import RANKINGS
from queries.asking.reading import Reading, read_question
from queries.catalogue import find_query
from queries.citing import own_statements
from queries.query import LIST_SEPARATOR
from queries.region import RegionAnalysis
from queries.run import Answer, run_query

BOUND, EXCLUSIVE = "bound", "exclusive"  # 2018年以前 leaves 2018 out, 截至2018年 does not
UNTIL, REGION, DISTRICT, WITHIN = "until", "region", "district", "within"
ORGANISATION = "organisation"  # of the classes of names
NO_ID = "-"  # no id: a district that nobody is known in has no members, rather than all
EMPTY_ANSWER = Answer((), ())
NUMBER_TEXT = re.compile(r"\d+(\.\d+)?")
YEAR_START = re.compile(r"((?:19|20)\d\d)(?:$|[-年])")  # of a date as sources write it: 2011, 2011-09

ANSWERS_BY_FIGURE = {**ANALYSIS_FIGURES, **RANKINGS}

AnalysisReader = Callable[[SourceFilter], RegionAnalysis]


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """A row of an answer: what it is about, all rows of its query, and the statements that it rests on."""

    name: str
    all_cells: tuple[Mapping[str, Any], ...]
    statements: tuple[str, ...]

    @property
    def cells(self) -> Mapping[str, Any]:
        """Return the columns of the first row."""
        return self.all_cells[0]

    def values_of(self, column: str) -> list[str]:
        """Return what the rows have in a column."""
        return [text for cells in self.all_cells for text in _texts(cells.get(column))]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The answer to a question.

    Attributes:
        question: as it was asked.
        reading: how it was understood; None where it was not, or where its readings differ in their answers.
        answer: the answer of the query, with all its columns.
        parameters: what the query was run with; empty where the analysis answered.
        rows: one for each thing that the answer names.
        value: the answer in one figure, where the question asks for one.
        choices: the readings to choose from, where their answers differ.
        nearest: questions that could be meant, where none was understood.
        unknown: the reading that was understood, where the graph does not say it.
        sources: what counted: the sources up to the year that the question names, else those of the asker.
        is_question: whether it has a word of a question beside names; else it is a text to search for.
    """

    question: str
    reading: Reading | None = None
    answer: Answer = EMPTY_ANSWER
    parameters: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[AskedRow, ...] = ()
    value: float | str | None = None
    choices: tuple[Reading, ...] = ()
    nearest: tuple[str, ...] = ()
    unknown: Reading | None = None
    sources: SourceFilter = ALL_SOURCES
    is_question: bool = True

    @property
    def says_nothing(self) -> bool:
        """Return whether a fact was asked for that the graph does not have."""
        return self.reading is not None and self.reading.intent.is_fact and not self.rows

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
        names: the names of the store.
        region: the id of the region that is asked about.
        analysis: the region's analysis by the sources of a filter.
        districts: who is in which district.
        sources: the sources that count where the question names no year.
    """

    store: Store
    grammar: Grammar
    names: NameIndex
    region: str
    analysis: AnalysisReader
    districts: DistrictIndex
    sources: SourceFilter = ALL_SOURCES

    def ask(self, question: str, language: str = "zh") -> Asked:
        """Answer a question, decline it, or ask back where its readings have different answers.

        Args:
            question: in Chinese, with the names as people write them.
            language: of the nearest questions.
        """
        tokens = tokenize(question, self.grammar, self.names)
        unknown: list[Reading] = []  # what was asked, and the graph does not say
        if asked := self._told(question, tokens, unknown):
            return asked
        with_figures = tokenize(question, self.grammar, self.names, figures=True)
        if with_figures != tokens and (asked := self._told(question, with_figures, unknown)):
            return asked
        nearest = nearest_questions(tokens, self.grammar, self.names, language)
        is_question = any(token.says_something for token in tokens)
        return Asked(
            question=question, nearest=tuple(nearest), unknown=next(iter(unknown), None), is_question=is_question
        )

    def _told(self, question: str, tokens: Sequence[QuestionWord], unknown: list[Reading]) -> Asked | None:
        """Return the answer of the first readings that the graph answers; the others are added to ``unknown``."""
        for readings in self._readings(tokens):
            answers = [self.answer(question, reading) for reading in readings if reading not in unknown]
            told = [answer for answer in answers if not answer.says_nothing]
            if len({frozenset(row.name for row in answer.rows) for answer in told}) > 1:
                return Asked(question=question, choices=tuple(answer.reading for answer in told if answer.reading))
            if told:
                return told[0]
            unknown += readings
        return None

    def _readings(self, tokens: Sequence[QuestionWord]) -> Iterator[list[Reading]]:
        """Yield the readings, at last those without a district that only says where a named organisation is."""
        yield from read_question(tokens, self.grammar, self.region)
        named = [token for token in tokens if not self._says_where(token, tokens)]
        if len(named) < len(tokens):
            yield from read_question(named, self.grammar, self.region)

    def _says_where(self, token: QuestionWord, tokens: Sequence[QuestionWord]) -> bool:
        """Return whether a word is the district of an organisation that another word names."""
        named = (name for other in tokens if other is not token for name in other.names if ORGANISATION in name.classes)
        districts = {district for name in named for district in self.districts.located.get(name.id, ())}
        return any(name.id in districts for name in token.names)

    def answer(self, question: str, reading: Reading) -> Asked:
        """Answer a question as a reading understands it."""
        given = {key: value for key, value in reading.arguments.items() if value}
        if until := given.get(UNTIL):
            given[UNTIL] = until = str(int(until) - (given.pop(BOUND, "") == EXCLUSIVE))
        sources = replace(self.sources, as_of=int(until)) if until else self.sources
        answer, parameters = self._run(reading, given, sources)
        rows = _rows(answer, reading.intent.name_column)
        return Asked(
            question=question,
            reading=reading,
            answer=answer,
            parameters=parameters,
            rows=rows,
            value=_value(reading, rows),
            sources=sources,
        )

    def _run(self, reading: Reading, given: dict[str, str], sources: SourceFilter) -> tuple[Answer, Mapping[str, str]]:
        """Return the answer of a reading with some arguments, and the parameters of the query that gave it."""
        if figure := ANSWERS_BY_FIGURE.get(reading.intent.figure):
            return figure.answer(Facts(self.analysis(sources), self.districts), given), {}
        known = {parameter.name for parameter in find_query(reading.intent.target).parameters}
        if district := given.pop(DISTRICT, None):
            members = [row.id for row in self.districts.members(district)]
            given[WITHIN] = LIST_SEPARATOR.join(members) or NO_ID
        given.setdefault(REGION, self.region)
        parameters = {name: value for name, value in given.items() if name in known - reading.intent.narrowing}
        wanted = {name: value for name, value in given.items() if name in reading.intent.narrowing}
        answer = run_query(self.store, reading.intent.target, parameters)
        return narrowed(answer, wanted, reading.intent.name_column), parameters


def _rows(answer: Answer, name_column: str) -> tuple[AskedRow, ...]:
    """Return one row for each name, with all its cells and the statements that they rest on."""
    by_name: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for cells in answer.rows:
        for name in _texts(cells.get(name_column)):
            by_name[name].append(cells)
    return tuple(
        AskedRow(name=name, all_cells=tuple(rows), statements=tuple(dict.fromkeys(own_statements(rows))))
        for name, rows in by_name.items()
    )


def _texts(cell: object) -> list[str]:
    if isinstance(cell, (list, tuple)):
        return [str(item) for item in cell]
    return [] if cell is None else [str(cell)]


def _value(reading: Reading, rows: Sequence[AskedRow]) -> float | str | None:
    """Return the answer in one word or figure: of a count how many, of dates the year that all sources agree on."""
    column = reading.intent.value_column
    if column:
        values = dict.fromkeys(text for row in rows for text in row.values_of(column))
        return _agreed(list(values))
    return len(rows) if reading.is_count else None


def _agreed(values: Sequence[str]) -> float | str | None:
    if len(values) == 1:
        return _number(values[0]) if NUMBER_TEXT.fullmatch(values[0]) else _year(values[0]) or values[0]
    years = {_year(value) for value in values}
    return years.pop() if len(years) == 1 else None


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _year(text: str) -> int | None:
    match = YEAR_START.match(text)
    return int(match[1]) if match else None
