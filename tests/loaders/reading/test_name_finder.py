"""Candidates of names, and the likeliest of them: what may be a name, and what may not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from loaders.reading.candidates import candidates
from loaders.reading.lattice import Lattice
from loaders.reading.tagged_clause import TaggedClause, tagged_clauses
from loaders.reading.tagger import tag_words
from loaders.reading.vocabulary import read_vocabulary


def clauses(text: str) -> list[TaggedClause]:
    """Return the clauses of a text."""
    return list(tagged_clauses(text, tag_words(text)))


def candidate_names(text: str) -> set[str]:
    """Return the candidates of a text."""
    return {
        clause.slice(first, last) for clause in clauses(text) for first, last in candidates(clause, read_vocabulary())
    }


@pytest.mark.parametrize("text", ["", "建设云岭实验室。", "“甲\n乙”，《丙（丁）》😀𠮷", "A" * 500, "、，。\u3000"])
def test_words_cover_the_text_without_gaps(text: str) -> None:
    words = tag_words(text)
    assert all(before.end == after.start for before, after in pairwise(words))
    assert (words[0].start, words[-1].end) == (0, len(text)) if text else words == ()


def test_a_comma_inside_marks_ends_no_clause() -> None:
    assert [clause.slice(0, len(clause.words)) for clause in clauses("实施“强基，提质”工程，建设园区。")] == [
        "实施“强基，提质”工程",
        "建设园区",
    ]


def test_the_number_of_a_clause_is_none_of_its_words() -> None:
    assert [clause.strings[0] for clause in clauses("一、建设园区。（二）培育企业。")] == ["建设", "培育"]


def test_a_title_is_one_candidate_whatever_it_holds() -> None:
    names = candidate_names("落实《关于支持云岭实验室建设的若干意见》要求")
    assert "《关于支持云岭实验室建设的若干意见》" in names
    assert "云岭实验室" not in names


def test_no_candidate_cuts_a_pair_of_marks_or_begins_with_a_particle() -> None:
    names = candidate_names("实施好“强基”工程的措施")
    assert "“强基”工程" in names
    assert not [name for name in names if name.count("“") != name.count("”") or name[0] in "的好"]


def test_the_likeliest_way_and_its_share_are_found() -> None:
    nodes = np.array([0, 0, 1]), np.array([2, 1, 2])  # one edge over both words, or one for each
    lattice = Lattice(*nodes, np.zeros(3, dtype=np.int64), np.array([0]), np.array([2]))
    scores = np.log(np.array([3.0, 0.5, 2.0]))
    shares, totals = lattice.marginals(scores)
    assert shares == pytest.approx([0.75, 0.25, 0.25])
    assert np.exp(totals) == pytest.approx([4.0])
    assert lattice.best(scores) == [0]
