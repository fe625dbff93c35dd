"""Ask written questions, and print how many were answered right, wrong or declined, by kind.

    python -m benchmarks.asking [FILE …] [--store ADDRESS] [--show]

Without FILE: the three files of this folder and the grammar's templates, on the bundled datasets. They were written by
hand, without knowledge of the grammar; the grammar's words were then extended with them, so their figures say what was
not forgotten, not how well unseen questions are read. Templates are the examples of the grammar's intents, filled with
names of the store.

FILE is a file of one's own in the same form: ``question``, ``kind``, and ``names``, ``value`` or ``declined: true``.
``--store`` asks a loaded store instead of the bundled datasets, ``--show`` prints what was not answered right.

Times are those of a question within a running process, in milliseconds; their baseline in the same run is a search for
the same text.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.written_question import WrittenQuestion, read_questions, written_questions
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.open import open_store
from graph.store.search import search
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.asking import open_asker
from loaders.service.datasets import load_bundled
from queries.asking.ask import Asked, Asker
from queries.asking.nearest import example_question
from queries.asking.question_words import tokenize
from queries.region import RegionAnalysis, analyse_region

FILES = ("questions.yaml", "spoken_questions.yaml", "varied_questions.yaml")
OUTCOMES = ("right", "wrong", "declined")
EXAMPLES_PER_INTENT = 10
MOST_QUESTIONS = 0.95
"""The share of questions that the printed time covers: what the product promises is said of 95 in 100."""


@dataclass(frozen=True)
class Tally:
    """The outcomes of questions by kind, the milliseconds that each took, and a line on each that was not right."""

    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    milliseconds: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def lines(self, title: str) -> list[str]:
        """Return the tally as lines of text."""
        total = sum(self.outcomes.values(), Counter())
        rows = [_line(kind, counts) for kind, counts in sorted(self.outcomes.items())]
        return [title, *rows, _line("all", total), f"95% within {percentile(self.milliseconds):.0f} ms"]


def _line(kind: str, counts: Counter[str]) -> str:
    shares = (f"{outcome} {counts[outcome]:4} ({counts[outcome] / counts.total():4.0%})" for outcome in OUTCOMES)
    return f"  {kind:14} " + "  ".join(shares)


def percentile(values: Sequence[float], share: float = MOST_QUESTIONS) -> float:
    """Return the smallest of some values that a share of them does not exceed.

    >>> percentile([float(n) for n in range(1, 101)])
    95.0
    """
    return sorted(values)[math.ceil(len(values) * share) - 1]


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
    counts = Tally()
    for question in questions:
        began = time.perf_counter()
        asked = asker.ask(question.text)
        counts.milliseconds.append((time.perf_counter() - began) * 1000)
        found = outcome(question, asked)
        counts.outcomes[question.kind][found] += 1
        if found != "right":
            counts.missed.append(_missed(question, asked, found))
    return counts


def _missed(question: WrittenQuestion, asked: Asked, found: str) -> str:
    """Return a line on what was expected, and on how the question was read."""
    named = question.names if question.value is None else question.value
    expected = "to be declined" if question.declined else named
    read = asked.reading or asked.unknown
    reading = f"{read.intent.id} {dict(read.arguments)}" if read else "not read"
    choices = f", {len(asked.choices)} choices" if asked.choices else ""
    given = asked.value if asked.value is not None else tuple(row.name for row in asked.rows)
    return f"  {found}: {question.text}\n    expected {expected}\n    {reading}{choices}: {given}"


def template_tally(asker: Asker) -> Tally:
    """Ask the examples of each intent about several things; right is what is read as the intent."""
    counts = Tally()
    for intent in (intent for intent in asker.grammar.intents if not intent.is_fallback):
        for skipped in range(EXAMPLES_PER_INTENT):
            text = example_question(intent, (), asker.names, "zh", skipped)
            if not text:
                continue
            began = time.perf_counter()
            asked = asker.ask(text)
            counts.milliseconds.append((time.perf_counter() - began) * 1000)
            read = asked.reading or asked.unknown or next(iter(asked.choices), None)
            found = "declined" if read is None else "right" if read.intent.id == intent.id else "wrong"
            counts.outcomes[intent.id][found] += 1
    return counts


def loaded_asker(store: Store) -> Asker:
    """Return an asker on a loaded store; an analysis is computed once for each filter."""
    analyses: dict[SourceFilter, RegionAnalysis] = {}

    def read(sources: SourceFilter) -> RegionAnalysis:
        if sources not in analyses:
            analyses[sources] = analyse_region(store, source_filter=sources)
        return analyses[sources]

    return open_asker(store, read(ALL_SOURCES), read)


@contextmanager
def loaded_store(address: str) -> Iterator[Store]:
    """Open the store at an address; without one, a throwaway store with the bundled datasets."""
    with tempfile.TemporaryDirectory() as home, open_store(address or f"embedded:{Path(home) / 'store'}") as store:
        if not address:
            load_bundled(store, LOCAL_USER)
        yield store


def main(arguments: argparse.Namespace) -> None:
    """Print the tallies, and the times beside those of a search."""
    with loaded_store(arguments.store) as store:
        asker = loaded_asker(store)
        tokenize("常州", asker.grammar, asker.names)  # the first question waits for the dictionary
        for name, questions in _question_files(arguments.files):
            counts = tally(asker, questions)
            print("\n".join(counts.lines(name)))
            if arguments.show:
                print("\n".join(counts.missed))
        if not arguments.files:
            print("\n".join(template_tally(asker).lines("templates")))
        print(f"a search: 95% within {percentile(_search_times(store)):.0f} ms")


def _question_files(own: Sequence[Path]) -> Iterator[tuple[str, list[WrittenQuestion]]]:
    """Yield the names and questions of one's own files; without any, of this folder's."""
    if own:
        yield from ((path.name, read_questions(path)) for path in own)
    else:
        yield from ((file, written_questions(file)) for file in FILES)


def _search_times(store: Store) -> list[float]:
    times = []
    for question in written_questions():
        began = time.perf_counter()
        search(store, question.text)
        times.append((time.perf_counter() - began) * 1000)
    return times


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return the arguments of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--store", default="", metavar="ADDRESS")
    parser.add_argument("--show", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(parsed())
