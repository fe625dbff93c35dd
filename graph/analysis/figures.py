"""The figures of chains at a moment: small enough to be kept with every entry of the history, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap, GapKind
from graph.analysis.rounding import SCORE_DECIMALS


@dataclass(frozen=True, kw_only=True)
class ChainFigures:
    """The figures of one chain, all of supply.

    Attributes:
        name: the chain's name.
        states: how many segments are in each state; states that none is in are left out.
        known_share: the share of the chain's importance that is known, in [0, 1]; None for a chain without segments.
        known_completeness: the completeness of what is known, in [0, 1]; None where nothing is known.
        gaps: how many gaps there are of each kind; kinds that none is of are left out.
        certain_gaps: how many of the gaps hold whatever the unknowns turn out to be.
    """

    name: str
    states: Mapping[CoverageState, int]
    known_share: float | None
    known_completeness: float | None
    gaps: Mapping[GapKind, int]
    certain_gaps: int

    @property
    def segments(self) -> int:
        """Return the number of the chain's segments."""
        return sum(self.states.values())


@dataclass(frozen=True, kw_only=True)
class RegionFigures:
    """The figures of a region's chains at one moment, by the chain's id."""

    name: str
    chains: Mapping[str, ChainFigures]


@dataclass(frozen=True, kw_only=True)
class FiguresChange:
    """A chain whose figures differ: None where it was not there before, or is not there after."""

    chain: str
    before: ChainFigures | None
    after: ChainFigures | None


def chain_figures(coverage: Coverage, gaps: Iterable[Gap]) -> ChainFigures:
    """Return the figures of a chain.

    Args:
        coverage: the chain's coverage.
        gaps: its gaps.
    """
    own_gaps = list(gaps)
    return ChainFigures(
        name=coverage.chain.name,
        states={state: count for state, count in coverage.state_counts().items() if count},
        known_share=_rounded(coverage.known_share()),
        known_completeness=_rounded(coverage.known_completeness()),
        gaps=dict(sorted(Counter(gap.kind for gap in own_gaps).items())),
        certain_gaps=sum(gap.certain for gap in own_gaps),
    )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, SCORE_DECIMALS)


def changed_figures(before: RegionFigures | None, after: RegionFigures | None) -> tuple[FiguresChange, ...]:
    """Return the chains whose figures differ, in the order of ids; None: the region has no figures at that moment."""
    old, new = ({} if figures is None else figures.chains for figures in (before, after))
    return tuple(
        FiguresChange(chain=chain, before=old.get(chain), after=new.get(chain))
        for chain in sorted(old.keys() | new.keys())
        if old.get(chain) != new.get(chain)
    )
