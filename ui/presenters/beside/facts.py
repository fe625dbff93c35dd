"""What is set beside each other: the figures of one side, and who and what it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.analysis.cell import COVERED_STATES, CoverageState
from graph.analysis.coverage import Coverage
from graph.analysis.figures import ChainFigures, chain_figures
from graph.analysis.gaps.gap import GapKind
from graph.analysis.questions import combined_known
from loaders.service.districts import FIRM_NODE_LABEL, PARK_NODE_LABEL, DistrictPicture
from queries.region import RegionAnalysis
from ui.presenters.districts import district_title
from ui.text import Words

INSTITUTE_NODE_LABEL = "Institute"
STAGES = ("上游", "中游", "下游")
SEGMENT_SEPARATOR = " · "  # between a chain and its segment
WHOLE_PERCENT = 100  # shares are compared as they are shown, in whole percents


class PairKind(StrEnum):
    """The kinds of what can be set beside each other."""

    CHAIN = "chain"
    DISTRICT = "district"
    YEAR = "year"
    REGION = "region"


@dataclass(frozen=True, kw_only=True)
class SideFigure:
    """One figure of a side.

    Attributes:
        key: below ``beside.figure`` in the words.
        value: the number that is compared; None: nothing is known.
        is_share: whether it is a percentage.
        of: the whole that it is a part of; None: it is no part.
        argument: what the text of the key needs, such as a stage.
    """

    key: str
    value: int | None
    is_share: bool = False
    of: int | None = None
    argument: str = ""

    def text(self, words: Words) -> str:
        """Return the figure as it is shown."""
        if self.value is None:
            return words("page.no_data")
        if self.is_share:
            return f"{self.value}%"
        return str(self.value) if self.of is None else words("beside.part", value=self.value, of=self.of)


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two: its title, its figures, how many links are in each state, and who and what it has by id.

    ``members`` are lists of names by id, below ``beside.members`` in the words.
    """

    title: str
    figures: tuple[SideFigure, ...]
    states: Mapping[CoverageState, int]
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def chain_side(picture: DistrictPicture, chain: str, candidates: Iterable[str]) -> Side:
    """Return a chain as a side.

    Args:
        picture: the region by its districts.
        chain: the chain's id.
        candidates: the institutes elsewhere that could do something in it.
    """
    analysis = picture.analysis
    coverage = analysis.coverages[chain]
    figures = chain_figures(coverage, analysis.gaps_of(chain))
    return Side(
        title=coverage.chain.name,
        figures=(
            *_known_figures(figures),
            *_stage_figures([coverage]),
            *_gap_figures(figures.gaps, figures.certain_gaps),
            *_member_figures(picture, [coverage]),
            SideFigure(key="candidates", value=len(set(candidates))),
        ),
        states=coverage.state_counts(),
        members=_members(picture, [coverage], with_segments=False),
    )


def region_side(picture: DistrictPicture, title: str) -> Side:
    """Return a whole region, or the same region as of a year, as a side."""
    analysis = picture.analysis
    coverages = list(analysis.coverages.values())
    known = combined_known(coverages)
    counts = {state: sum(c.state_counts()[state] for c in coverages) for state in CoverageState}
    gaps = {kind: sum(gap.kind == kind for gap in analysis.gaps) for kind in GapKind}
    return Side(
        title=title,
        figures=(
            SideFigure(key="chains", value=len(coverages)),
            SideFigure(key="segments", value=sum(counts.values())),
            SideFigure(key="known", value=_percent(known[0] if known else None), is_share=True),
            SideFigure(key="supplied", value=_percent(known[1] if known else None), is_share=True),
            *_stage_figures(coverages),
            *_gap_figures(gaps, sum(gap.certain for gap in analysis.gaps)),
            *_member_figures(picture, coverages),
        ),
        states=counts,
        members=_members(picture, coverages, with_segments=True),
    )


def district_side(picture: DistrictPicture, district: str, words: Words) -> Side:
    """Return a district as a side; the states are those that the region has at the links which the district takes."""
    analysis, matrix = picture.analysis, picture.matrix
    cell = matrix.of_district(district)
    others = {segment for name in matrix.districts if name != district for segment in matrix.of_district(name).segments}
    states = [
        coverage.cell(segment).state
        for coverage in analysis.coverages.values()
        for segment in cell.segments
        if segment in coverage.chain.segments
    ]
    firms, parks, platforms, institutes = (
        {row.id: row.name for row in picture.in_district(district, label)}
        for label in (FIRM_NODE_LABEL, PARK_NODE_LABEL, "Platform", INSTITUTE_NODE_LABEL)
    )
    return Side(
        title=district_title(district, words),
        figures=(
            SideFigure(key="organisations", value=len(cell.organisations)),
            SideFigure(
                key="chains_taken", value=sum(bool(matrix.cell(district, c).organisations) for c in matrix.chains)
            ),
            SideFigure(key="segments_taken", value=len(cell.segments)),
            SideFigure(key="segments_alone", value=len(set(cell.segments) - others)),
            SideFigure(key="firms", value=len(firms)),
            SideFigure(key="institutes", value=len(institutes)),
            SideFigure(key="platforms", value=len(platforms)),
            SideFigure(key="parks", value=len(parks)),
            SideFigure(key="plans", value=len(picture.plans_of(district))),
        ),
        states={state: states.count(state) for state in CoverageState},
        members={
            "segments": {id_: _segment_name(analysis, id_) for id_ in cell.segments},
            "organisations": {id_: picture.name_of(id_) for id_ in cell.organisations},
            "parks": parks,
            "institutes": institutes,
        },
    )


def _known_figures(figures: ChainFigures) -> Iterable[SideFigure]:
    return (
        SideFigure(key="segments", value=figures.segments),
        SideFigure(key="known", value=_percent(figures.known_share), is_share=True),
        SideFigure(key="supplied", value=_percent(figures.known_completeness), is_share=True),
    )


def _stage_figures(coverages: Iterable[Coverage]) -> Iterable[SideFigure]:
    """Return how many links of each stage are supplied: chains have no links in common, but the same stages."""
    cells = [(c.chain.segments[id_].stage, c.cell(id_)) for c in coverages for id_ in c.chain.segments]
    for stage in STAGES:
        own = [cell for name, cell in cells if name == stage]
        supplied = sum(cell.state in COVERED_STATES for cell in own)
        yield SideFigure(key="stage", value=supplied, of=len(own), argument=stage)


def _gap_figures(gaps: Mapping[GapKind, int], certain: int) -> Iterable[SideFigure]:
    yield from (SideFigure(key="gaps", value=gaps.get(kind, 0), argument=kind) for kind in GapKind)
    yield SideFigure(key="certain_gaps", value=certain)


def _member_figures(picture: DistrictPicture, coverages: Iterable[Coverage]) -> Iterable[SideFigure]:
    members = _members(picture, coverages, with_segments=False)
    for key in ("organisations", "institutes", "parks"):
        yield SideFigure(key="parks_with_firms" if key == "parks" else key, value=len(members[key]))


def _members(
    picture: DistrictPicture, coverages: Iterable[Coverage], *, with_segments: bool
) -> dict[str, dict[str, str]]:
    """Return who is there, the institutes among them, the parks that hold their firms, and the supplied links."""
    own = list(coverages)
    ids = sorted({h.organisation for c in own for h in c.chain.holdings if h.is_existing})
    things = picture.things
    parks = sorted({park for c in own for park in picture.parks_by_chain[c.chain.id]})
    members = {
        "organisations": {id_: picture.name_of(id_) for id_ in ids},
        "institutes": {
            id_: things[id_].name for id_ in ids if id_ in things and things[id_].label == INSTITUTE_NODE_LABEL
        },
        "parks": {id_: picture.name_of(id_) for id_ in parks},
    }
    if with_segments:
        supplied = {
            id_: _segment_name(picture.analysis, id_)
            for c in own
            for id_ in c.chain.segments
            if c.cell(id_).state in COVERED_STATES
        }
        members = {"segments": supplied, **members}
    return members


def _segment_name(analysis: RegionAnalysis, segment: str) -> str:
    """Return a segment's name behind its chain's: links of two chains may have one name."""
    chain = analysis.chain_of(segment)
    return (
        f"{chain.name}{SEGMENT_SEPARATOR}{analysis.segment_name(segment)}" if chain else analysis.segment_name(segment)
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(share * WHOLE_PERCENT)
