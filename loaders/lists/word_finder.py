"""Words found in a text, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick_rs

from graph.model.normalize import is_whole_word


class WordFinder:
    """Words, ready to be found; those in Latin letters only as words of their own.

    >>> list(WordFinder(["锂电池", "隔膜", "锂电池隔膜"]).find_longest("锂电池隔膜纸"))
    [('锂电池隔膜', 0, 5)]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._matcher = ahocorasick_rs.AhoCorasick(self._words)

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Return each word that stands in the text, where it begins and where it ends."""
        found = self._matcher.find_matches_as_indexes(text, overlapping=True)
        return [(self._words[n], start, end) for n, start, end in found if is_whole_word(text, start, end)]

    def find_longest(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Return the words that stand in no longer one."""
        spans = self.find(text)
        for word, start, end in spans:
            if not any(s <= start and end <= e and (s, e) != (start, end) for _, s, e in spans):
                yield word, start, end
