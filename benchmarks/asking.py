"""Ask all written questions, and print how many were answered right, wrong or declined, by kind.

    python -m benchmarks.asking

The three files of questions were written by hand, without knowledge of the grammar; the grammar's
words were then extended with them, so these figures say what was not forgotten, not how well unseen questions are
read. Templates are the examples of the grammar's intents, filled with names of the store.

Times are those of a question within a running process, in milliseconds; their baseline in the same run is a search for
the same text.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.written_question import WrittenQuestion, written_questions
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.open import open_store
from graph.store.search import search
from graph.store.store import Store
from loaders.service.asking import open_asker
from loaders.service.datasets import load_bundled
from queries.asking.ask import Asked, Asker
from queries.asking.nearest import example_question
from queries.asking.question_words import tokenize
from queries.region import RegionAnalysis, analyse_region

FILES = ("questions.yaml", "spoken_questions.yaml", "varied_questions.yaml")
OUTCOMES = ("right", "wrong", "declined")
EXAMPLES_PER_INTENT = 10
NAMED_PERCENTILE = 0.95


@dataclass(frozen=True)
class Tally:
    """The outcomes of questions by kind, and the milliseconds that each took."""

    outcomes: dict[str, Counter[str]]
    milliseconds: list[float]

    def lines(self, title: str) -> list[str]:
        """Return the tally as lines of text."""
        total = sum(self.outcomes.values(), Counter())
        rows = [_line(kind, counts) for kind, counts in sorted(self.outcomes.items())]
        return [title, *rows, _line("all", total), f"95% within {percentile(self.milliseconds):.0f} ms"]


def _line(kind: str, counts: Counter[str]) -> str:
    shares = (f"{outcome} {counts[outcome]:4} ({counts[outcome] / counts.total():4.0%})" for outcome in OUTCOMES)
    return f"  {kind:14} " + "  ".join(shares)


def percentile(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return sorted(values)[int(len(values) * NAMED_PERCENTILE)]


def outcome(question: WrittenQuestion, asked: Asked) -> str:
    """Return how a question was answered: right, wrong or declined."""
    if asked.is_declined:
        return "right" if question.declined else "declined"
    if question.declined:
        return "wrong"
    if question.value is not None:
        return "right" if asked.value == question.value else "wrong"
    return "right" if {row.name for row in asked.rows} == set(question.names) else "wrong"


def tally(asker: Asker, questions: Iterable[WrittenQuestion]) -> Tally:
    """Ask the questions one after the other."""
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    milliseconds = []
    for question in questions:
        began = time.perf_counter()
        asked = asker.ask(question.text)
        milliseconds.append((time.perf_counter() - began) * 1000)
        outcomes[question.kind][outcome(question, asked)] += 1
    return Tally(outcomes, milliseconds)


def template_tally(asker: Asker) -> Tally:
    """Ask the examples of each intent about several things; right is what is read as the intent."""
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    milliseconds = []
    for intent in asker.grammar.intents:
        for skipped in range(EXAMPLES_PER_INTENT):
            text = example_question(intent, (), asker.names, "zh", skipped)
            if not text:
                continue
            began = time.perf_counter()
            asked = asker.ask(text)
            milliseconds.append((time.perf_counter() - began) * 1000)
            read = asked.reading or asked.unknown or next(iter(asked.choices), None)
            found = "declined" if read is None else "right" if read.intent.id == intent.id else "wrong"
            outcomes[intent.id][found] += 1
    return Tally(outcomes, milliseconds)


def loaded_asker(store: Store) -> Asker:
    """Return an asker on a store with the bundled datasets; an analysis is computed once for each filter."""
    analyses: dict[SourceFilter, RegionAnalysis] = {}

    def read(sources: SourceFilter) -> RegionAnalysis:
        if sources not in analyses:
            analyses[sources] = analyse_region(store, source_filter=sources)
        return analyses[sources]

    return open_asker(store, read(ALL_SOURCES), read)


def main() -> None:
    """Print the tallies, and the times beside those of a search."""
    with tempfile.TemporaryDirectory() as home, open_store(f"embedded:{Path(home) / 'store'}") as store:
        load_bundled(store)
        asker = loaded_asker(store)
        tokenize("常州", asker.grammar, asker.names)
        for file in FILES:
            print("\n".join(tally(asker, written_questions(file)).lines(file)))
        print("\n".join(template_tally(asker).lines("templates")))
        print(f"a search: 95% within {percentile(_search_times(store)):.0f} ms")


def _search_times(store: Store) -> list[float]:
    times = []
    for question in written_questions():
        began = time.perf_counter()
        search(store, question.text)
        times.append((time.perf_counter() - began) * 1000)
    return times


if __name__ == "__main__":
    main()
