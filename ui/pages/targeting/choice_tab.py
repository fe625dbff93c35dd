"""The choice of institutes: the answer first, then the cards, the gaps, the firms, and how it was chosen."""

from __future__ import annotations

import streamlit as st

from graph.analysis.targeting.need import NeedAtSegments
from graph.store.store import Store
from loaders.service.needs import kept_needs, place_in_region
from queries.dossier import load_dossier_inputs
from queries.region import RegionAnalysis
from queries.targeting import (
    TargetingInputs,
    TargetingPlan,
    build_constraints,
    load_targeting_inputs,
    select_candidates,
    with_kind_weights,
)
from ui.components.follow_badge import FollowUps, follow_ups_of
from ui.components.inputs import toggle
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.exports.court_card import court_card
from ui.exports.court_paper import gaps_sentence
from ui.exports.target_table import optimality_note
from ui.pages.targeting.cards import selection_cards
from ui.pages.targeting.downloads import targeting_downloads
from ui.pages.targeting.firms import firms_section
from ui.pages.targeting.rules import TargetingRules, count_input, rules_inputs
from ui.pages.targeting.scope import CourtScope, scope_inputs
from ui.pages.targeting.tables import demands_table, present_table
from ui.presenters.needs import NeedMatcher
from ui.presenters.source_filter import elsewhere_text
from ui.text import Words

SOLVER_SECONDS = 5.0  # a longer time proves more choices optimal, and keeps the user waiting
HOW = ("how_shares", "how_together", "how_grip")


def choice_tab(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the plan that follows from the chosen chains, links and limits."""
    words, links = context.words, context.links
    all_inputs = context.derived_large(load_targeting_inputs, analysis)
    scope_column, count_column = st.columns([4, 1], vertical_alignment="bottom")
    with scope_column:
        scope = scope_inputs(analysis, words)
    with count_column:
        count = count_input(words)
    needs = _needs(context, all_inputs)
    answer = st.container()
    with st.expander(words("targets.rules")):
        rules = rules_inputs(all_inputs, count, words)
    with answer:
        with st.spinner(words("targets.working")):
            inputs, plan = context.derived_large(_plan, all_inputs, scope, rules, needs)
        _answer(inputs, plan, scope, follow_ups_of(context, analysis), context)
    if inputs.demands:
        st.header(words("targets.needs"), anchor=False)
        st.html(demands_table(inputs, plan, follow_ups_of(context, analysis), words, links))
    firms_section(context.derived_large(load_dossier_inputs, analysis), inputs, words, links)
    _explanation(inputs, plan, words, links)


def _answer(
    inputs: TargetingInputs, plan: TargetingPlan, scope: CourtScope, follow_ups: FollowUps, context: PageContext
) -> None:
    words = context.words
    text, files = st.columns([3, 2], vertical_alignment="center")
    text.markdown(escape_markdown(_sentence(inputs, plan, scope, words)))
    if not plan.selections:
        return
    with files:
        targeting_downloads(context, inputs, plan, follow_ups, context.cached(kept_needs, inputs.analysis.region))
    cards = [court_card(place, selection, inputs, words) for place, selection in enumerate(plan.selections, 1)]
    st.html(selection_cards(cards, follow_ups, words, context.links))
    if undated := elsewhere_text(inputs.analysis.source_filter, words):
        st.caption(undated)
    if plan.runners_up:
        names = words.join([candidate.name for candidate, _ in plan.runners_up])
        st.caption(escape_markdown(words("titled", title=words("targets.nearly"), text=names)))


def _needs(context: PageContext, all_inputs: TargetingInputs) -> tuple[NeedAtSegments, ...]:
    """Return the kept needs of firms where they are to count beside the gaps; the switch is there if any are kept."""
    kept = context.cached(kept_needs, all_inputs.analysis.region)
    if not kept or not toggle(context.words("needs.with_gaps", count=len(kept)), "needs"):
        return ()
    placed = place_in_region(context.store, kept, all_inputs.analysis.segments)
    return tuple(NeedMatcher(all_inputs, context.words).at_segments(placed))


def _sentence(inputs: TargetingInputs, plan: TargetingPlan, scope: CourtScope, words: Words) -> str:
    name = scope.describe(inputs.analysis, words)
    state = gaps_sentence(inputs, name, words)
    if not inputs.demands:
        return state
    if not plan.selections:
        return words("dossier.sentence_gap").join([state, words("targets.answer_nobody")])
    needs = len({demand.gap.split()[1] for demand in inputs.demands if demand.is_need})
    share = f"{plan.choice.value / plan.whole:.0%}"
    sentences = [
        state,
        *([words("needs.joint", count=needs)] if needs else []),
        words("targets.answer", count=len(plan.selections), share=share),
    ]
    return words("dossier.sentence_gap").join(sentences)


def _explanation(inputs: TargetingInputs, plan: TargetingPlan, words: Words, links: Links) -> None:
    """Show, folded away, who is here already and how the choice was made."""
    if inputs.present:
        with st.expander(words("targets.present_count", count=len(inputs.present))):
            st.html(present_table(inputs, words, links))
    with st.expander(words("targets.how")):
        for key in HOW:
            st.markdown(escape_markdown(words(f"targets.{key}")))
        st.markdown(escape_markdown(optimality_note(plan, words)))
        st.caption(words("targets.note"))


def _plan(
    _: Store,
    all_inputs: TargetingInputs,
    scope: CourtScope,
    rules: TargetingRules,
    needs: tuple[NeedAtSegments, ...],
) -> tuple[TargetingInputs, TargetingPlan]:
    weighted = with_kind_weights(all_inputs, dict(rules.kind_weights)).with_needs(needs)
    inputs = weighted.at(scope.chains, scope.segments)
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
