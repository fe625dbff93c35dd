"""Needs with the segments that they were placed at, and who elsewhere and here could meet them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.targeting.match import Match
from graph.analysis.targeting.need import NeedAtSegments
from graph.model.records import SUPPLY
from loaders.needs.placement import PlacedNeed
from queries.targeting import TargetingInputs
from ui.text import Words

MAX_HELPERS = 2  # institutes of a need, elsewhere and here: who is called first
HELPING_ROLES = ("research", "platform", "service", "talent")


@dataclass(frozen=True, kw_only=True)
class Helper:
    """An institute that could meet a need, with the reason."""

    id: str
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class NeedLine:
    """A need as a page and a file show it.

    Attributes:
        firm: who needs it.
        what: what is needed.
        due: by when.
        links: chain id, segment id and caption of each segment.
        keywords: the words by which it was placed.
        doubt: what to check, "" where it is sure.
        away: institutes elsewhere.
        here: organisations here.
        why: why it is at no segment; "" where it is.
    """

    firm: str
    what: str
    due: str
    links: tuple[tuple[str, str, str], ...]
    keywords: tuple[str, ...]
    doubt: str
    away: tuple[Helper, ...]
    here: tuple[Helper, ...]
    why: str


@dataclass(frozen=True, eq=False)
class NeedMatcher:
    """Finds who could meet needs; what is at a segment is worked out once."""

    inputs: TargetingInputs
    words: Words

    def lines(self, needs: Iterable[PlacedNeed]) -> list[NeedLine]:
        """Return a line for each need, in their order."""
        return [self._line(placed) for placed in needs]

    def at_segments(self, needs: Iterable[PlacedNeed]) -> list[NeedAtSegments]:
        """Return the needs with the links at which they ask for an institute."""
        return [
            NeedAtSegments(placed.need.id, tuple(self._link(match.segment)[:2] for match in placed.matches))
            for placed in needs
            if placed.matches
        ]

    def _line(self, placed: PlacedNeed) -> NeedLine:
        need, segments = placed.need, [match.segment for match in placed.matches]
        return NeedLine(
            firm=need.firm,
            what=need.what,
            due=need.due,
            links=tuple(self._link(segment) for segment in segments),
            keywords=tuple(dict.fromkeys(match.keyword for match in placed.matches)),
            doubt=self._doubt(placed),
            away=_first(self._away.get(segment, ()) for segment in segments),
            here=_first(self._here(segment) for segment in segments),
            why=self.words(f"needs.why.{placed.why}") if placed.why else "",
        )

    def _doubt(self, placed: PlacedNeed) -> str:
        return self.words("separator.clause").join(self.words(f"needs.doubt.{reason}") for reason in placed.doubts)

    def _link(self, segment: str) -> tuple[str, str, str]:
        analysis = self.inputs.analysis
        chain = analysis.chain_of(segment)
        caption = " · ".join(filter(None, (chain.name if chain else "", analysis.segment_name(segment))))
        return (chain.id if chain else "", segment, caption)

    @cached_property
    def _away(self) -> Mapping[str, tuple[Helper, ...]]:
        """Return the candidates of each segment, the likeliest first."""
        matches: dict[str, list[Match]] = {}
        for match in sorted(self.inputs.matches, key=lambda m: (-round(m.probability, 9), m.candidate)):
            matches.setdefault(match.segment, []).append(match)
        return {segment: tuple(map(self._helper, rows[:MAX_HELPERS])) for segment, rows in matches.items()}

    def _helper(self, match: Match) -> Helper:
        candidate = self.inputs.candidates[match.candidate]
        best = max(match.evidence, key=lambda evidence: evidence.probability)
        why = self.words(f"needs.reason.{best.kind}", words=list(best.basis) if best.kind == "keyword" else [])
        return Helper(id=candidate.id, name=candidate.name, why=why)

    def _here(self, segment: str) -> tuple[Helper, ...]:
        """Return who is at a segment here: for research, services and the like, then who supplies it."""
        if segment not in self._local:
            self._local[segment] = tuple(self._local_helpers(segment))
        return self._local[segment]

    @cached_property
    def _local(self) -> dict[str, tuple[Helper, ...]]:
        return {}

    def _local_helpers(self, segment: str) -> list[Helper]:
        analysis = self.inputs.analysis
        helpers: dict[str, Helper] = {}
        for coverage in analysis.coverages.values():
            if segment not in coverage.chain.segments:
                continue
            for role in (*HELPING_ROLES, SUPPLY):
                for holding in coverage.cell(segment, role).holdings:
                    if holding.is_existing:
                        name = analysis.organisations.get(holding.organisation, holding.organisation)
                        why = self.words(f"role.{holding.role}")
                        helper = Helper(id=holding.organisation, name=name, why=why)
                        helpers.setdefault(holding.organisation, helper)
        return list(helpers.values())[:MAX_HELPERS]


def _first(groups: Iterable[Sequence[Helper]]) -> tuple[Helper, ...]:
    """Return the first helpers of all segments, in turn, each once."""
    lists = list(groups)
    longest = max(map(len, lists), default=0)
    turns = (helpers[turn] for turn in range(longest) for helpers in lists if turn < len(helpers))
    return tuple({helper.id: helper for helper in turns}.values())[:MAX_HELPERS]
