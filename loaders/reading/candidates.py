"""Candidates: the stretches of a clause's words that may be a name."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading.tagged_clause import CLOSING, ENCLOSING, TaggedClause
from loaders.reading.tagger import PUNCTUATION
from loaders.reading.vocabulary import Vocabulary

TITLE_MARK = "《"  # what it encloses is the name of a document, and one name however long
MAX_CANDIDATE_WORDS = 24
MAX_CANDIDATE_CHARACTERS = 48
NEVER_FIRST = "context.never_first"
NO_FIRST_TAGS = frozenset(("u", "c", "xc"))  # particles and conjunctions
NO_LAST_TAGS = frozenset(("p", "u", "c", "d", "r", "xc", "ad"))


def candidates(clause: TaggedClause, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield the first word and the word after the last one of each candidate, by its end and then by its start."""
    words, partners = clause.words, clause.partners
    titles = [
        (left, right)
        for left, right in partners.items()
        if clause.strings[left] == TITLE_MARK and _has_words(clause, left, right)
    ]
    for left, right in titles:
        yield left, right + 1
    for last in range(1, len(words) + 1):
        if not _may_end(clause, last - 1):
            continue
        inside = last  # the first word of the outermost pair of marks that a start must not fall into
        for first in range(last - 1, max(-1, last - 1 - MAX_CANDIDATE_WORDS), -1):
            if words[last - 1].end - words[first].start > MAX_CANDIDATE_CHARACTERS:
                break
            if partners.get(first, first) >= last:  # opens a pair that closes beyond the end
                break
            inside = min(inside, partners.get(first, last))
            in_title = any(left <= first and last <= right + 1 for left, right in titles)
            begins = first <= inside and not in_title and _may_begin(clause, first, vocabulary)
            if begins and _has_words(clause, first, last):
                yield first, last


def _has_words(clause: TaggedClause, first: int, last: int) -> bool:
    """Return whether there is more than marks: 《》 and “ ” name nothing."""
    return any(clause.words[index].tag != PUNCTUATION for index in range(first, last))


def _may_begin(clause: TaggedClause, index: int, vocabulary: Vocabulary) -> bool:
    word = clause.words[index]
    if word.tag == PUNCTUATION:
        return clause.strings[index] in ENCLOSING and index in clause.partners
    return word.tag not in NO_FIRST_TAGS and NEVER_FIRST not in vocabulary.of(clause.strings[index])


def _may_end(clause: TaggedClause, index: int) -> bool:
    word = clause.words[index]
    if word.tag == PUNCTUATION:
        return clause.strings[index] in CLOSING and index in clause.partners
    return word.tag not in NO_LAST_TAGS
