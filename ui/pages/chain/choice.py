"""The inputs above the map: which chain, in which role, and what the map stresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.model.errors import UsageError
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.components.inputs import segments, select
from ui.components.url_state import param
from ui.pages.chain.map_filter import MapFilter, map_filter_inputs
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class ChainChoice:
    """The user's choice; ``segment`` is "" while no box of the map is open."""

    coverage: Coverage
    role: str
    segment: str
    map_filter: MapFilter


def chain_choice(analysis: RegionAnalysis, districts: Sequence[str], words: Words) -> ChainChoice:
    """Show the inputs, and return the choice.

    Args:
        analysis: the region's analysis.
        districts: the districts that can be chosen.
        words: the words of the user's language.

    Raises:
        UsageError: the chain or the segment in the URL does not exist; it is not replaced by another.
    """
    chain_column, role_column, filter_column = st.columns([2.4, 4.4, 1.4], vertical_alignment="center")
    ids = list(analysis.coverages)
    current = analysis.chain(param("chain") or ids[0]).chain.id
    with chain_column:
        chain = select(
            words("page.choose_chain"),
            ids,
            "chain",
            lambda id_: analysis.coverages[id_].chain.name,
            current,
            label_hidden=True,
            segment="",
        )
    with role_column:
        roles = list(analysis.method.views)
        role = segments(words("page.role"), roles, "role", lambda r: words(f"role.{r}"), SUPPLY, label_hidden=True)
    with filter_column:
        map_filter = map_filter_inputs(districts, words)
    coverage, segment = analysis.coverages[chain], param("segment")
    if segment and segment not in coverage.chain.segments:
        raise UsageError("segment_unknown", text=segment, known=[s.name for s in coverage.chain.segments.values()])
    return ChainChoice(coverage=coverage, role=role, segment=segment, map_filter=map_filter)
