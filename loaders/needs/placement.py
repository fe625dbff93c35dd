"""Place needs on segments by the keywords by which lists of firms are placed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graph.model.normalize import normalize_text
from loaders.lists.classifier import SegmentClassifier, SegmentMatch
from loaders.needs.need import Need

MAX_NEED_SEGMENTS = 3  # of one need: a word that more segments share says little of any
NO_WORD, ELSEWHERE = "no_word", "elsewhere"
# A need is of a thing: to buy it, to study it, or to make it last.
CLEAR_REASONS = frozenset({"head", "modifier", "traded", "studied"})


@dataclass(frozen=True)
class PlacedNeed:
    """A need with its placements, or the reason why it has none.

    Attributes:
        need: the need.
        matches: one a segment, the surest first; those that are not sure are to be checked by a person.
        why: "" where it is placed; no_word where no keyword stands in it, elsewhere where only other chains have it.
    """

    need: Need
    matches: tuple[SegmentMatch, ...]
    why: str = ""

    @property
    def is_sure(self) -> bool:
        """Return whether no placement needs a check."""
        return bool(self.matches) and not self.doubts

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return why placements are to be checked."""
        reasons = dict.fromkeys(match.reason for match in self.matches)
        return tuple(reason for reason in reasons if reason not in CLEAR_REASONS)


def place_needs(needs: Iterable[Need], classifier: SegmentClassifier, segments: Collection[str]) -> list[PlacedNeed]:
    """Place each need; none is dropped.

    A need speaks of a thing that is bought, made or studied, so what makes a product doubtful for a firm (a part for
    something, bought, studied) does not speak against it. Clear placements outweigh the doubtful ones.

    Args:
        needs: the needs.
        classifier: of the segments' keywords.
        segments: those of the region's chains.
    """
    return [_placed(need, classifier, segments) for need in needs]


def _placed(need: Need, classifier: SegmentClassifier, segments: Collection[str]) -> PlacedNeed:
    matches = classifier.classify(normalize_text(need.what), need.field, need.field)
    here = [match for match in matches if match.segment in segments]
    sure = [match for match in here if match.sure]
    clear = [match for match in here if match.reason in CLEAR_REASONS]
    chosen = _longest(sure or clear or here)
    why = "" if chosen else ELSEWHERE if matches else NO_WORD
    return PlacedNeed(need, tuple(chosen), why)


def _longest(matches: Sequence[SegmentMatch]) -> list[SegmentMatch]:
    """Return the matches of the longest keywords, each segment once."""
    ordered = sorted(matches, key=lambda match: (-len(match.keyword), match.segment))
    return list({match.segment: match for match in reversed(ordered)}.values())[::-1][:MAX_NEED_SEGMENTS]
