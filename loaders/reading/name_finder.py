"""The likeliest names of clauses: candidates weighed by a model, and of those that overlap the best ones.

The model is a semi-Markov conditional random field (Sarawagi and Cohen 2004) without weights between neighbours: each
way to cut a clause into names and other words has the sum of its pieces' weights, and a candidate is as likely as the
ways that it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import numpy as np

from loaders.reading.candidates import candidates
from loaders.reading.features import ClauseFeatures
from loaders.reading.lattice import Floats, Lattice
from loaders.reading.linear_model import LinearModel
from loaders.reading.tagged_clause import TaggedClause
from loaders.reading.vocabulary import Vocabulary

OTHER_WORD = "-"  # the label of a word that is no part of a name; the model's last
CLAUSES_AT_ONCE = 64  # clauses; their candidates take some 10 MB
LEAST_NAME_CERTAINTY = 0.15  # below it a candidate is left out, whatever else stands there

LEAST_NESTED_CERTAINTY = 0.4  # of a name in a name
MAX_NESTED = 3  # levels of names in names


class FoundName(NamedTuple):
    """A name in a clause: the index of its first word, that of the word after its last, its type and certainty."""

    first: int
    last: int
    type: str
    certainty: float


@dataclass
class Pieces:
    """Candidates and words of clauses as edges of a lattice, with the features of each."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    features: list[list[str]] = field(default_factory=list)


@dataclass
class ClausePieces:
    """All pieces of some clauses.

    Attributes:
        names: the candidates.
        words: the words, each taken for no part of a name.
        first: the first node of each clause; a clause of n words has n + 1.
    """

    names: Pieces = field(default_factory=Pieces)
    words: Pieces = field(default_factory=Pieces)
    first: list[int] = field(default_factory=list)
    nodes: int = 0

    def add(self, clause: TaggedClause, vocabulary: Vocabulary, outer: str = "") -> None:
        """Add a clause, or the words of a name, which is no candidate itself.

        Args:
            clause: the words.
            vocabulary: the vocabulary.
            outer: the type of the name; empty: it is a clause.
        """
        features, number = ClauseFeatures(clause, vocabulary, outer), len(self.first)
        starts: dict[int, list[str]] = {}
        ends: dict[int, list[str]] = {}
        for first, last in candidates(clause, vocabulary):
            if outer and last - first == len(clause.words):
                continue
            if first not in starts:
                starts[first] = list(features.at_start(first))
            if last not in ends:
                ends[last] = list(features.at_end(last))
            names = [*starts[first], *ends[last], *features.between(first, last)]
            self._add(self.names, number, first, last, names)
        for index in range(len(clause.words)):
            self._add(self.words, number, index, index + 1, list(features.outside(index)))
        self.first.append(self.nodes)
        self.nodes += len(clause.words) + 1

    def _add(self, pieces: Pieces, number: int, first: int, last: int, names: list[str]) -> None:
        pieces.starts.append(self.nodes + first)
        pieces.ends.append(self.nodes + last)
        pieces.clause.append(number)
        pieces.features.append(names)

    def lattice(self, labels: int) -> Lattice:
        """Return the lattice in which each candidate is an edge for each type, then each word one.

        Args:
            labels: how many types there are.
        """

        def edges(of_names: list[int], of_words: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
            return np.concatenate([np.repeat(np.array(of_names, dtype=np.int64), labels), np.array(of_words, np.int64)])

        return Lattice(
            starts=edges(self.names.starts, self.words.starts),
            ends=edges(self.names.ends, self.words.ends),
            clause=edges(self.names.clause, self.words.clause),
            first=np.array(self.first, dtype=np.int64),
            last=np.array([*(node - 1 for node in self.first[1:]), self.nodes - 1], dtype=np.int64),
        )

    def scores(self, model: LinearModel) -> Floats:
        """Return the weight of each edge of the lattice."""
        return np.concatenate(
            [model.scores(self.names.features)[:, :-1].ravel(), model.scores(self.words.features)[:, -1]]
        )


def find_names(
    clauses: Iterable[TaggedClause], models: Mapping[str, LinearModel], vocabulary: Vocabulary
) -> Iterator[list[FoundName]]:
    """Yield the names of each clause, in order. Names in a name follow it; others do not overlap.

    Args:
        clauses: the clauses.
        models: ``names`` and ``nested``, of the types and of ``OTHER_WORD``.
        vocabulary: the words.
    """
    waiting = iter(clauses)
    while batch := list(islice(waiting, CLAUSES_AT_ONCE)):
        found = _find([(clause, "") for clause in batch], models["names"], vocabulary, LEAST_NAME_CERTAINTY)
        yield from _with_nested(batch, found, models["nested"], vocabulary)


def _with_nested(
    clauses: Sequence[TaggedClause], found: Sequence[list[FoundName]], model: LinearModel, vocabulary: Vocabulary
) -> list[list[FoundName]]:
    """Return the names of each clause with the names in them, and those in these."""
    names = [list(group) for group in found]
    level = [(number, name) for number, group in enumerate(found) for name in group]
    for _ in range(MAX_NESTED):
        parts = [(number, name.type, clauses[number].part(name.first, name.last)) for number, name in level]
        parts = [(number, outer, part) for number, outer, part in parts if len(part.words) > 1]
        if not parts:
            break
        results = _find([(part, outer) for _, outer, part in parts], model, vocabulary, LEAST_NESTED_CERTAINTY)
        level = [
            (number, _shifted(name, clauses[number].words.index(part.words[0])))
            for (number, _, part), group in zip(parts, results, strict=True)
            for name in group
        ]
        for number, name in level:
            if all(name[:2] != other[:2] for other in names[number]):
                names[number].append(name)
    return names


def _shifted(name: FoundName, words: int) -> FoundName:
    return name._replace(first=name.first + words, last=name.last + words)


def _find(
    parts: Sequence[tuple[TaggedClause, str]], model: LinearModel, vocabulary: Vocabulary, least: float
) -> list[list[FoundName]]:
    """Return the names of each clause or name that do not overlap.

    Args:
        parts: clauses, each with the type of the name that it is, or "".
        model: of the types, and of ``OTHER_WORD``.
        vocabulary: the words.
        least: the least certainty of a name.
    """
    pieces = ClausePieces()
    for clause, outer in parts:
        pieces.add(clause, vocabulary, outer)
    types = model.labels[:-1]
    lattice = pieces.lattice(len(types))
    certainties, _ = lattice.marginals(pieces.scores(model))
    names = len(pieces.names.starts) * len(types)
    gains = np.concatenate([certainties[:names] - least, np.zeros(len(certainties) - names)])
    found: list[list[FoundName]] = [[] for _ in parts]
    for edge in lattice.best(gains):
        if edge < names:
            number = int(lattice.clause[edge])
            root = pieces.first[number]
            first, last = int(lattice.starts[edge]) - root, int(lattice.ends[edge]) - root
            found[number].append(FoundName(first, last, types[edge % len(types)], float(certainties[edge])))
    return found
