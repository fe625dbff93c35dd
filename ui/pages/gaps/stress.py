"""Stress: whose loss hurts most, and what breaks when something is taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.scenarios import analysis_without
from queries.stress import Removal, criticality_rows, removal_closure
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.scenario_diff import show_scenario_diff
from ui.components.table import table
from ui.presenters.scenario_diff import ScenarioDiff, diff_scenarios
from ui.text import Words

STRESS_COLUMNS = ("organisation", "chain", "drop", "lapsed", "")


@dataclass(frozen=True)
class StressScenario:
    """A removal and its effects."""

    removal: Removal
    after: RegionAnalysis
    diff: ScenarioDiff


def stress(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show a field for what is removed and the effects, or, while it is empty, the most critical organisations."""
    words, links = context.words, context.links
    st.caption(words("stress.about"))
    removed = pick_entity(context, words("stress.remove"), "gone")
    if not removed:
        _most_critical(context.derived(_criticality, analysis), words, links)
        return
    scenario = context.derived_large(_scenario_without, analysis, removed, words)
    st.caption(words("stress.gone", name=scenario.removal.name, count=len(scenario.removal.ids)))
    show_scenario_diff(scenario.after, scenario.diff, words, links)


def _most_critical(rows: Sequence[Mapping[str, Any]], words: Words, links: Links) -> None:
    cells = (
        [
            links.anchor("entity", row["organisation"], id=row["id"]),
            row["chain_name"],
            f"−{row['drop']:.1%}",
            words.join(row["lapsed"]),
            links.anchor("gaps", words("stress.try"), tab="stress", gone=row["id"]),
        ]
        for row in rows
    )
    st.html(table(STRESS_COLUMNS, cells, words))


def _scenario_without(store: Store, analysis: RegionAnalysis, removed: str, words: Words) -> StressScenario:
    removal = removal_closure(store, removed)
    after = analysis_without(analysis, set(removal.ids))
    return StressScenario(removal, after, diff_scenarios(analysis, after, words))


def _criticality(_: Store, analysis: RegionAnalysis) -> list[Mapping[str, Any]]:
    return criticality_rows(analysis)
