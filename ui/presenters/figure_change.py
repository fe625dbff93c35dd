"""The figures of a chain before and after, in words: 轨道交通 看清 36%→61%，强 5→7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.analysis.cell import CoverageState
from graph.analysis.figures import ChainFigures, FiguresChange
from ui.presenters.figures import NO_FIGURE
from ui.text import Words

SHOWN_STATES = (CoverageState.STRONG, CoverageState.WEAK, CoverageState.PLANNED, CoverageState.ABSENT)
MAX_CHAIN_SENTENCES = 5  # after a load; the page of before and after has them all


def percent(share: float | None) -> str:
    """Return a share in whole percent.

    >>> percent(0.614), percent(None)
    ('61%', '—')
    """
    return NO_FIGURE if share is None else f"{share:.0%}"


def arrow(before: object, after: object, words: Words) -> str:
    """Return two figures with an arrow between them, or the one where both read the same."""
    return str(before) if str(before) == str(after) else words("compare.arrow", before=before, after=after)


def change_weight(change: FiguresChange) -> tuple[float, int, str]:
    """Return a key that sorts the chains that changed most first: by known share, then by states."""
    old, new = change.before, change.after
    share = abs(((new and new.known_share) or 0) - ((old and old.known_share) or 0))
    return (-round(share, 6), -sum(abs(delta) for _, _, delta in _deltas(old, new)), change.chain)


def change_sentence(change: FiguresChange, words: Words, name: str = "") -> str:
    """Write what changed in a chain's figures.

    Args:
        change: the chain before and after.
        words: the words of the user's language.
        name: the chain's name; by default the one that was recorded.
    """
    old, new = change.before, change.after
    if old is None or new is None:
        recorded = new.name if new else old.name if old else change.chain
        return words("compare.chain_new" if old is None else "compare.chain_gone", chain=name or recorded)
    parts = []
    if percent(old.known_share) != percent(new.known_share):
        parts.append(words("compare.known", change=arrow(percent(old.known_share), percent(new.known_share), words)))
    parts += [
        words("compare.count", name=words(f"state.{state}"), change=arrow(before, before + delta, words))
        for state, before, delta in _deltas(old, new)
        if delta and state in SHOWN_STATES
    ]
    gaps_before, gaps_after = (sum(figures.gaps.values()) for figures in (old, new))
    if gaps_before != gaps_after or not parts:
        parts.append(words("compare.gap_count", change=arrow(gaps_before, gaps_after, words)))
    return words("compare.chain_change", chain=name or new.name, parts=words("compare.comma").join(parts))


def change_sentences(changes: Sequence[FiguresChange], words: Words, names: Mapping[str, str]) -> Iterator[str]:
    """Write the chains that changed most, and how many more changed.

    Args:
        changes: the chains.
        words: the words of the user's language.
        names: the names of chains by id, where others than the recorded ones are to be shown.
    """
    by_weight = sorted(changes, key=change_weight)
    for change in by_weight[:MAX_CHAIN_SENTENCES]:
        yield change_sentence(change, words, names.get(change.chain, ""))
    if len(by_weight) > MAX_CHAIN_SENTENCES:
        yield words("compare.more_chains", count=len(by_weight) - MAX_CHAIN_SENTENCES)


def _deltas(old: ChainFigures | None, new: ChainFigures | None) -> Iterable[tuple[CoverageState, int, int]]:
    for state in CoverageState:
        before, after = (figures.states.get(state, 0) if figures else 0 for figures in (old, new))
        yield state, before, after - before
