"""A pattern of word classes, such as ``who ... relation ... entity``."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

GAP = "..."


@dataclass(frozen=True)
class Pattern:
    """Runs of classes: the words of a run adjoin, between two runs anything may stand."""

    runs: tuple[tuple[str, ...], ...]

    @property
    def classes(self) -> frozenset[str]:
        """Return the classes that the pattern names."""
        return frozenset(cls for run in self.runs for cls in run)

    def matches(self, tokens: Sequence[Set[str]]) -> bool:
        """Return whether the pattern occurs.

        Args:
            tokens: the classes of each word of a question, in order.

        >>> parse_pattern("who ... entity").matches([{"who"}, {"relation"}, {"entity", "chain"}])
        True
        >>> parse_pattern("who entity").matches([{"who"}, {"relation"}, {"entity"}])
        False
        """
        start = 0
        for run in self.runs:
            ends = (
                place + len(run)
                for place in range(start, len(tokens) - len(run) + 1)
                if all(cls in tokens[place + offset] for offset, cls in enumerate(run))
            )
            end = next(ends, None)
            if end is None:
                return False
            start = end
        return True


def parse_pattern(text: str) -> Pattern:
    """Parse a pattern.

    >>> parse_pattern("relation entity ... who").runs
    (('relation', 'entity'), ('who',))
    """
    return Pattern(tuple(tuple(run.split()) for run in text.split(GAP) if run.strip()))
