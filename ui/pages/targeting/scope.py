"""Which gaps the page is about: of all chains, of some, or of single links; kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.inputs import multiselect
from ui.text import Words

MAX_NAMED = 3  # of chains or links in a sentence


@dataclass(frozen=True)
class CourtScope:
    """The chosen chains and segments; none means all."""

    chains: tuple[str, ...]
    segments: tuple[str, ...]

    def describe(self, analysis: RegionAnalysis, words: Words) -> str:
        """Write the choice: 轨道交通·转向架."""
        names = [_segment_caption(segment, analysis) for segment in self.segments] or [
            analysis.coverages[chain].chain.name for chain in self.chains
        ]
        more = len(names) - MAX_NAMED
        text = words.join(names[:MAX_NAMED])
        return (words("targets.and_more", names=text, count=len(names)) if more > 0 else text) or words(
            "targets.everywhere"
        )


def scope_inputs(analysis: RegionAnalysis, words: Words) -> CourtScope:
    """Show the two lists, and return what is chosen; a link chosen earlier stays while its chain does."""
    chain_names = {id_: coverage.chain.name for id_, coverage in analysis.coverages.items()}
    chain_column, segment_column = st.columns(2)
    with chain_column:
        chains = multiselect(
            words("page.choose_chain"), list(chain_names), "chain", chain_names.__getitem__, words("targets.everywhere")
        )
    captions = _segment_captions(analysis, chains)
    with segment_column:
        segments = multiselect(
            words("column.segment"), list(captions), "segment", captions.__getitem__, words("targets.all_links")
        )
    return CourtScope(tuple(chains), tuple(segments))


def _segment_captions(analysis: RegionAnalysis, chains: list[str]) -> Mapping[str, str]:
    chosen = [analysis.coverages[chain] for chain in chains] or list(analysis.coverages.values())
    return {segment: _segment_caption(segment, analysis) for coverage in chosen for segment in coverage.chain.segments}


def _segment_caption(segment: str, analysis: RegionAnalysis) -> str:
    chain = analysis.chain_of(segment)
    return f"{chain.name} · {analysis.segment_name(segment)}" if chain else analysis.segment_name(segment)
