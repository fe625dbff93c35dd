"""All that the page shows of a chain, fetched before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.coverage import Coverage
from graph.analysis.source_filter import ALL_SOURCES
from loaders.service.districts import DistrictPicture
from queries.region import RegionAnalysis
from ui.components.page_context import PageContext
from ui.pages.chain.choice import ChainChoice
from ui.presenters.gaps import caveats
from ui.presenters.segment import SegmentBadges, SegmentFacts, segment_badges, segment_facts
from ui.presenters.source_filter import file_name, filter_texts


@dataclass(frozen=True, kw_only=True)
class ChainView:
    """A chain in a role.

    ``located`` are the districts of organisations by id. ``facts`` are of the open segment, None without one.
    """

    analysis: RegionAnalysis
    located: Mapping[str, tuple[str, ...]]
    choice: ChainChoice
    title: str
    remarks: Sequence[str]
    badges: SegmentBadges
    facts: SegmentFacts | None

    @property
    def coverage(self) -> Coverage:
        """Return the chain that is shown."""
        return self.choice.coverage

    @property
    def role(self) -> str:
        """Return the role that is shown."""
        return self.choice.role

    @property
    def segment(self) -> str:
        """Return the id of the open segment, "" without one."""
        return self.choice.segment


def load_chain_view(context: PageContext, picture: DistrictPicture, choice: ChainChoice) -> ChainView:
    """Fetch everything that the page shows of a choice.

    Args:
        context: the page's context.
        picture: the region by its districts.
        choice: the user's choice.
    """
    analysis = picture.analysis
    words, coverage, role, segment = context.words, choice.coverage, choice.role, choice.segment
    badges = context.derived(segment_badges, analysis, coverage, role)
    facts = context.derived(segment_facts, analysis, coverage, segment, words) if segment else None
    return ChainView(
        analysis=analysis,
        located=picture.located,
        choice=choice,
        title=file_name(
            analysis.region_name,
            coverage.chain.name,
            words(f"role.{role}"),
            *filter_texts(analysis.source_filter, words),
        ),
        remarks=[
            remark
            for remark in caveats(analysis, words)
            if coverage.chain.name in remark or analysis.source_filter != ALL_SOURCES
        ],
        badges=badges,
        facts=facts,
    )
