"""Items against the keywords of all segments of all chains at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.lists.phrases import ENDING, NOT_MADE, NOT_MAKING, PHRASES, USES
from loaders.lists.products import CACHE_SIZE, ProductItem, product_items, sentence_items, sentences
from loaders.lists.word_finder import WordFinder
from loaders.lists.word_lists import chain_words, fold, generic_words, heads, lone_names, name_words

SHORT_KEYWORD = 2  # characters: a keyword that ends many other things, too
SEVERAL = 2
AMBIGUOUS = frozenset({"several"})
OPEN = AMBIGUOUS | {"generic"}


@dataclass(frozen=True, slots=True)
class SegmentMatch:
    """An item at a segment, by a keyword.

    ``reason`` is head when the keyword is what the item is (sure); else what speaks against: modifier (the item is
    something for it, or with it), generic (the word is short, a name that is more than this segment's, or of many
    industries: generic.yaml), traded, studied, doubtful (停产, 拟建, 进口, 非 …, or for another chain), several
    (several segments have the word).
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
        names: segment id -> its name, whose parts are keywords too.
        chain_names: chain id -> its name, which counts beside the words of chain_words.yaml.
        services: the segments that a service supplies.
    """

    def __init__(
        self,
        segments: Mapping[str, Sequence[str]],
        chains: Mapping[str, frozenset[str]] | None = None,
        names: Mapping[str, str] | None = None,
        chain_names: Mapping[str, str] | None = None,
        services: Collection[str] = (),
    ) -> None:
        self.chains, self._services = chains or {}, frozenset(services)
        at: dict[str, dict[str, None]] = defaultdict(dict)
        for segment, words in segments.items():
            for word in words:
                at[fold(word)][segment] = None
        at.pop("", None)
        stated = frozenset(at)
        self._segments_of_name: dict[str, list[str]] = defaultdict(list)
        for segment, name in (names or {}).items():
            self._segments_of_name[fold(name)].append(segment)
            for word in name_words(name):
                at[word][segment] = None
        self._only_names = at.keys() - stated
        self._words = WordFinder(at)
        self.segments = {word: tuple(segments_of_word) for word, segments_of_word in at.items()}
        self._chains_of_word = chain_words(chain_names or {})
        self._industries = WordFinder(self._chains_of_word)
        self._at = lru_cache(CACHE_SIZE)(self._matches_of_item)  # the same products stand in many rows
        self._in = lru_cache(CACHE_SIZE)(self._matches_of_sentence)

    def classify(self, text: str, chain: str = "", industry: str = "") -> list[SegmentMatch]:
        """Return every placement that a text of products or of a business scope suggests; each segment's surest first.

        A word that several segments have is sure at the one whose chain the row names, by its chain or its industry,
        or where other things of the text are sure. A generic word is sure where the row names its chain.

        Args:
            text: products, or a business scope.
            chain, industry: what else the row says of itself.
        """
        matches = [match for sentence in sentences(text) for match in self._in(sentence)]
        matches = self._resolved(matches, self.named_chains(chain), OPEN)
        named = self.named_chains(f"{chain} {industry}")
        sure = (self._chains(match.segment) for match in matches if match.sure)
        matches = self._resolved(matches, named.union(*sure), AMBIGUOUS)
        matches = [match for match in matches if match.reason != "several" or not self._is_elsewhere(match, named)]
        if len(matches) < SEVERAL:
            return matches
        order = sorted(matches, key=lambda match: (not match.sure, -len(match.keyword)))
        return list({match.segment: match for match in reversed(order)}.values())[::-1]

    def named_chains(self, text: str) -> frozenset[str]:
        """Return the chains that a text names, by their names or by the industries that they are of."""
        found = self._industries.find(fold(text)) if text else ()
        return frozenset[str]().union(*(self._chains_of_word[word] for word, _, _ in found))

    def _resolved(
        self, matches: Sequence[SegmentMatch], chains: frozenset[str], reasons: frozenset[str]
    ) -> list[SegmentMatch]:
        """Return the matches, with those of the reasons sure that are alone in one of the chains."""
        return [
            replace(match, reason="head")
            if match.reason in reasons and self._is_alone(match.keyword, match.segment, chains)
            else match
            for match in matches
        ]

    def _is_alone(self, word: str, segment: str, chains: frozenset[str]) -> bool:
        """Return whether the segment is in one of the chains, and no other segment of that chain has the word."""
        here = self._chains(segment) & chains
        others = [other for other in self.segments.get(word, ()) if other != segment]
        return bool(here) and not any(here & self._chains(other) for other in others)

    def _is_elsewhere(self, match: SegmentMatch, named: frozenset[str]) -> bool:
        """Return whether the named chains have the word of a match, and its own chain is none of them."""
        others = self.segments.get(match.keyword, ())
        return not self._chains(match.segment) & named and any(self._chains(other) & named for other in others)

    def _chains(self, segment: str) -> frozenset[str]:
        return self.chains.get(segment, frozenset())

    def _matches_of_sentence(self, sentence: str) -> tuple[SegmentMatch, ...]:
        items = list(sentence_items(sentence))
        matches = [match for item in items for match in self._at(item)]
        found = {match.segment for match in matches}
        return (*matches, *(match for match in self._whole_names(sentence, items) if match.segment not in found))

    def _whole_names(self, sentence: str, items: Sequence[ProductItem]) -> Iterator[SegmentMatch]:
        """Return the segments whose whole name is an item, or the sentence, however little it says (检测与认证)."""
        for text in dict.fromkeys((sentence, *(item.text for item in items))):
            for segment in self._segments_of_name.get(fold(text), ()):
                yield SegmentMatch(segment, fold(text), text, "generic")

    def _matches_of_item(self, item: ProductItem) -> tuple[SegmentMatch, ...]:
        return tuple(
            SegmentMatch(segment, word, item.text, self._reason(item, word, segment, start, end))
            for word, start, end in self._words.find_longest(item.phrase)
            if not self._is_lone_name(word) or _is_whole(word, item)
            for segment in self.segments[word]
        )

    def _reason(self, item: ProductItem, word: str, segment: str, start: int, end: int) -> str:
        before, after = item.phrase[:start], item.phrase[end:]
        if after and not ENDING.fullmatch(after):
            return "modifier"
        named = self.named_chains(before)
        is_named = not named.isdisjoint(self._chains(segment))
        if item.is_doubtful or NOT_MADE.search(f"{before} {after}") or self._is_for_others(before, named, is_named):
            return "doubtful"
        is_supplied = item.is_served and segment in self._services
        verbs_reason = "" if is_supplied else _not_made(item, word)
        return verbs_reason or self._open_reason(item, word, segment, named) or "head"

    def _is_for_others(self, before: str, named: frozenset[str], is_named: bool) -> bool:
        return not is_named and bool(named or USES.search(before))

    def _open_reason(self, item: ProductItem, word: str, segment: str, named: frozenset[str]) -> str:
        """Return why a word leaves open which segment it is of, or whether it is of any; "" where it does not."""
        if len(self.segments[word]) >= SEVERAL:
            return "" if self._is_alone(word, segment, named) else "several"
        is_broad = word in self._only_names or (len(word) <= SHORT_KEYWORD and word not in heads())
        is_told = _is_whole(word, item) or not named.isdisjoint(self._chains(segment))
        is_open = word in generic_words() or self._is_lone_name(word) or (is_broad and not is_told)
        return "generic" if is_open else ""

    def _is_lone_name(self, word: str) -> bool:
        return word in self._only_names and word in lone_names()


def _is_whole(word: str, item: ProductItem) -> bool:
    return word in (item.core, item.phrase)


def _not_made(item: ProductItem, word: str) -> str:
    """Return why verbs do not make an item a product of here: traded or studied; "" where they do.

    A keyword that ends with such a verb says itself what is done (药品批发).
    """
    if item.is_made or NOT_MAKING.search(word):
        return ""
    if item.is_traded:
        return "traded"
    return "" if word.endswith(PHRASES.developed) else "studied"


def product_words(text: str) -> list[str]:
    """Return the products that a cell names, item by item, without the process words."""
    return [
        item.core
        for item in product_items(text)
        if item.core and item.is_made and not item.is_doubtful and not NOT_MADE.search(item.phrase)
    ]
