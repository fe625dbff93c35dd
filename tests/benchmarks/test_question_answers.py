"""The written questions: each has one right answer, which the bundled datasets give."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from benchmarks.question_answers import AnswerSources, difference
from benchmarks.written_question import written_questions
from graph.store.store import Store

QUESTIONS = written_questions()
KINDS = {"support", "gaps", "who", "list", "count", "place", "flow", "court", "compare", "year", "declined"}


def test_there_are_300_different_questions_of_all_kinds() -> None:
    assert len({question.text for question in QUESTIONS}) == len(QUESTIONS) == 300
    assert {question.kind for question in QUESTIONS} == KINDS
    assert min(Counter(question.kind for question in QUESTIONS).values()) >= 10


def test_a_question_has_names_or_a_value_or_is_declined() -> None:
    for question in QUESTIONS:
        answers = (bool(question.names), question.value is not None, question.declined)
        assert sum(answers) == 1, question.text
        assert question.declined == (question.source is None) == (question.kind == "declined"), question.text


def test_the_written_answers_are_those_of_the_graph(embedded_bundled: Store) -> None:
    sources = AnswerSources(embedded_bundled)
    assert [line for question in QUESTIONS if (line := difference(sources, question))] == []


def test_a_wrong_name_and_a_wrong_value_are_told(embedded_bundled: Store) -> None:
    sources = AnswerSources(embedded_bundled)
    named = next(question for question in QUESTIONS if question.names)
    counted = next(question for question in QUESTIONS if question.value is not None)
    assert difference(sources, replace(named, names=(*named.names, "没有这家"))).endswith("gone ['没有这家'], new []")
    assert difference(sources, replace(counted, value=-1)).startswith(f"{counted.text}: -1 is now")
