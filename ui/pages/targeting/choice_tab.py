"""The choice of institutes by rules: the gaps and how far they are closed, the chosen, those that are here already."""

from __future__ import annotations

import streamlit as st

from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.targeting import (
    TargetingInputs,
    TargetingPlan,
    build_constraints,
    load_targeting_inputs,
    select_candidates,
    with_kind_weights,
)
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.exports.target_table import optimality_note
from ui.pages.targeting.cards import selection_cards
from ui.pages.targeting.downloads import targeting_downloads
from ui.pages.targeting.rules import TargetingRules, rules_inputs
from ui.pages.targeting.tables import demands_table, present_table
from ui.text import Words

SOLVER_SECONDS = 5.0  # a longer time proves more choices optimal, and keeps the user waiting


def choice_tab(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the rules, then the plan that follows from them."""
    words, links = context.words, context.links
    all_inputs = context.cached_large(load_targeting_inputs, analysis)
    with st.expander(words("targets.rules"), expanded=True):
        rules = rules_inputs(all_inputs, words)
    with st.spinner(words("targets.working")):
        inputs, plan = context.cached_large(_plan, all_inputs, rules)
    st.caption(escape_markdown(optimality_note(plan, words)))
    demands_column, selections_column = st.columns([1, 1.5])
    with demands_column:
        st.header(words("targets.needs"), anchor=False)
        st.html(demands_table(inputs, plan, words, links))
    with selections_column:
        _selections(inputs, plan, words, links)
    st.header(words("brief.present_short"), anchor=False)
    st.html(present_table(inputs, words, links))
    st.caption(words("targets.note"))


def _selections(inputs: TargetingInputs, plan: TargetingPlan, words: Words, links: Links) -> None:
    title, files_column = st.columns([1.2, 2], vertical_alignment="bottom")
    title.header(words("targets.chosen"), anchor=False)
    with files_column:
        targeting_downloads(inputs, plan, words)
    st.html(selection_cards(inputs, plan, words, links))
    if plan.runners_up:
        text = words("separator.clause").join(
            words("targets.more", name=candidate.name, adds=f"{gain:.3f}") for candidate, gain in plan.runners_up
        )
        st.caption(escape_markdown(words("titled", title=words("targets.nearly"), text=text)))


def _plan(_: Store, all_inputs: TargetingInputs, rules: TargetingRules) -> tuple[TargetingInputs, TargetingPlan]:
    inputs = with_kind_weights(all_inputs, dict(rules.kind_weights))
    constraints = build_constraints(
        inputs,
        rules.count,
        budget=rules.budget,
        per_parent=rules.per_parent,
        must=rules.required,
        never=rules.excluded,
        costs=dict(rules.costs),
    )
    return inputs, select_candidates(inputs, constraints, SOLVER_SECONDS)
