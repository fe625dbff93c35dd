"""Items against the keywords of all segments of all chains at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import ahocorasick_rs
import yaml

from graph.model.normalize import TO_HALF_WIDTH, is_whole_word
from loaders.lists.products import CACHE_SIZE, ProductItem, product_items, sentence_items, sentences

SHORT, SEVERAL, MANY = 2, 2, 3


@dataclass(frozen=True, slots=True)
class SegmentMatch:
    """An item at a segment, by a keyword.

    ``why`` is head when the keyword is what the item is (sure); else what speaks against: modifier (the item is
    something for it, or with it), generic (the word is short, of many segments, or of many industries: generic.yaml),
    traded, studied, doubtful (停产, 拟建, 非 …), several (two segments of one chain have the word).
    """

    segment: str
    keyword: str
    item: str
    reason: str

    @property
    def sure(self) -> bool:
        """Return whether it needs no review."""
        return self.reason == "head"


class SegmentClassifier:
    """The keywords of segments, ready to be found.

    Args:
        segments: segment id -> keywords.
        chains: segment id -> the chains that it is of.
    """

    def __init__(
        self, segments: Mapping[str, Sequence[str]], chains: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        self.chains = chains or {}
        at: dict[str, dict[str, None]] = defaultdict(dict)
        for segment, words in segments.items():
            for word in words:
                at[word.translate(TO_HALF_WIDTH).casefold().strip()][segment] = None
        at.pop("", None)
        self.words = list(at)
        self.segments = {word: tuple(segments_of_word) for word, segments_of_word in at.items()}
        self._matcher = ahocorasick_rs.AhoCorasick(self.words)
        self._at = lru_cache(CACHE_SIZE)(self._placements)  # the same products stand in many rows
        self._in = lru_cache(CACHE_SIZE)(self._placements_in)

    def classify(self, text: str) -> list[SegmentMatch]:
        """Return every placement that a text of products or of a business scope suggests; each segment's surest first.

        A keyword within another gives way unless it ends where that ends: 锂电池 does in 锂电池隔膜, 隔膜 does not.
        """
        placements = [placement for sentence in sentences(text) for placement in self._in(sentence)]
        if len(placements) < SEVERAL:
            return placements
        order = sorted(placements, key=lambda placement: (not placement.sure, -len(placement.keyword)))
        return list({placement.segment: placement for placement in reversed(order)}.values())[::-1]

    def _placements_in(self, sentence: str) -> tuple[SegmentMatch, ...]:
        return tuple(placement for item in sentence_items(sentence) for placement in self._at(item))

    def _placements(self, item: ProductItem) -> tuple[SegmentMatch, ...]:
        return tuple(self._found_in(item))

    def _found_in(self, item: ProductItem) -> Iterator[SegmentMatch]:
        spans = [
            (self.words[n], start, end)
            for n, start, end in self._found(item.core)
            if is_whole_word(item.core, start, end)
        ]
        for word, start, end in spans:
            inside = any(s <= start and end <= e and (s, e) != (start, end) and e != end for _, s, e in spans)
            if not inside:
                for segment in self.segments[word]:
                    yield SegmentMatch(
                        segment, word, item.text, self._why(item, word, segment, head=end == len(item.core))
                    )

    def _found(self, text: str) -> list[tuple[int, int, int]]:
        return list(self._matcher.find_matches_as_indexes(text, overlapping=True))

    def _why(self, item: ProductItem, word: str, segment: str, *, head: bool) -> str:
        if not head:
            return "modifier"
        if item.is_doubtful:
            return "doubtful"
        if item.is_traded:
            return "traded"
        if not item.is_made:
            return "studied"
        if (len(word) <= SHORT and word != item.core) or len(self.segments[word]) >= MANY or word in generic_words():
            return "generic"
        mine, other_segments = self.chains.get(segment, frozenset()), set(self.segments[word]) - {segment}
        return "several" if any(mine & self.chains.get(other, frozenset()) for other in other_segments) else "head"


@cache
def generic_words() -> frozenset[str]:
    """Return the words that many industries use."""
    return frozenset(yaml.safe_load(files("loaders.lists").joinpath("generic.yaml").read_text("utf-8")))


def product_words(text: str) -> list[str]:
    """Return the products that a cell names, item by item, without the process words."""
    return [item.core for item in product_items(text) if item.is_made and not item.is_traded and not item.is_doubtful]
