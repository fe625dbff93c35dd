"""The inputs above the map: which chain, in which role, with or without candidates."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.model.errors import UsageError
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.components.inputs import segments, select, toggle
from ui.components.url_state import param
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class ChainChoice:
    """The user's choice; ``segment`` is "" while no box of the map is chosen."""

    coverage: Coverage
    role: str
    segment: str
    shows_candidates: bool


def chain_choice(analysis: RegionAnalysis, words: Words) -> ChainChoice:
    """Show the inputs, and return the choice.

    Raises:
        UsageError: the chain or the segment in the URL does not exist; it is not replaced by another.
    """
    chain_column, role_column, overlay_column = st.columns([2.4, 4.4, 2.2], vertical_alignment="bottom")
    ids = list(analysis.coverages)
    current = analysis.chain(param("chain") or ids[0]).chain.id
    with chain_column:
        chain = select(
            words("page.choose_chain"),
            ids,
            "chain",
            lambda id_: analysis.coverages[id_].chain.name,
            current,
            segment="",
        )
    with role_column:
        roles = list(analysis.method.views)
        role = segments(words("page.role"), roles, "role", lambda r: words(f"role.{r}"), SUPPLY)
    with overlay_column:
        shows_candidates = toggle(words("page.overlay"), "candidates")
    coverage, segment = analysis.coverages[chain], param("segment")
    if segment and segment not in coverage.chain.segments:
        raise UsageError("segment_unknown", text=segment, known=[s.name for s in coverage.chain.segments.values()])
    return ChainChoice(coverage=coverage, role=role, segment=segment, shows_candidates=shows_candidates)
