"""招院引所: which institutes to court for which gaps; and what if."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.analysis.gaps.gap import GapKind
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.targeting import (
    TargetingInputs,
    TargetingPlan,
    build_constraints,
    load_targeting_inputs,
    parse_costs,
    select_candidates,
    with_kind_weights,
)
from ui.components.page_context import PageContext, empty_store, year_choice
from ui.components.url_state import escape_markdown, lines_input, multiselect, select, slider, tabs
from ui.exports.target_table import optimality_note
from ui.pages.targeting.cards import needs_table, pick_cards, present_table
from ui.pages.targeting.downloads import targeting_downloads
from ui.pages.targeting.whatif import whatif

MOST, DEFAULT, COSTLIEST = 20, 10, 30
SECONDS = 5.0


def targeting(context: PageContext) -> None:
    """The page."""
    picture, words = context.analysis(), context.words
    if not picture.coverages:
        empty_store(context)
        return
    title, tab, year = st.columns([2, 4, 1.3], vertical_alignment="bottom")
    title.title(words("page.targeting"), anchor=False)
    with tab:
        opened = tabs(words("page.targeting"), {"choice": words("targets.tab"), "whatif": words("whatif.tab")})
    with year:
        year_choice(context)
    if opened == "whatif":
        whatif(context, picture)
    else:
        _choice(context, picture)


def _choice(context: PageContext, analysis: RegionAnalysis) -> None:
    words, whole = context.words, context.cached_large(load_targeting_inputs, analysis)
    with st.expander(words("targets.rules"), expanded=True):
        chosen = _rules(context, whole)
    with st.spinner(words("targets.working")):
        field, plan = context.cached_large(_plan, whole, *chosen)
    st.caption(escape_markdown(optimality_note(plan, words)))
    needs, picks = st.columns([1, 1.5])
    with needs:
        st.header(words("targets.needs"), anchor=False)
        st.html(needs_table(field, plan, context))
    with picks:
        head, files = st.columns([1.2, 2], vertical_alignment="bottom")
        head.header(words("targets.chosen"), anchor=False)
        with files:
            targeting_downloads(field, plan, words)
        st.html(pick_cards(field, plan, context))
        more = [words("targets.more", name=one.name, adds=f"{gain:.3f}") for one, gain in plan.runners_up]
        if more:
            text = words("separator.clause").join(more)
            st.caption(escape_markdown(words("titled", title=words("targets.nearly"), text=text)))
    st.header(words("brief.present_short"), anchor=False)
    st.html(present_table(field, context))
    st.caption(words("targets.note"))


Costs = tuple[tuple[str, float], ...]
Chosen = tuple[int, float | None, int | None, tuple[str, ...], tuple[str, ...], Costs, tuple[tuple[str, float], ...]]


def _rules(context: PageContext, inputs: TargetingInputs) -> Chosen:
    words, method = context.words, inputs.analysis.method
    names = {one.id: one.name for one in inputs.candidates.values() if not one.branch}
    one, two, three, four, five = st.columns([1, 1, 1, 1.5, 1.5], vertical_alignment="bottom")
    with one:
        most = int(slider(words("targets.k"), "k", (1, MOST, 1), DEFAULT))
    with two:
        budget = slider(words("targets.budget"), "budget", (0, COSTLIEST, 1), 0)
    with three:
        parents = select(
            words("targets.per_parent"), ["", "1", "2", "3"], "parent", lambda v: v or words("targets.no_limit")
        )
    with four:
        must = multiselect(words("targets.must"), list(names), "must", names.__getitem__, words("targets.none"))
    with five:
        never = multiselect(words("targets.never"), list(names), "never", names.__getitem__, words("targets.none"))
    costs = parse_costs(lines_input(words("targets.costs"), "costs", words("targets.costs_hint"))) if budget else {}
    kinds = []
    for column, kind in zip(st.columns(3), (GapKind.FILL, GapKind.STRENGTHEN, GapKind.EXTEND), strict=True):
        with column:
            label = words("targets.kind", kind=words(f"kind.{kind}"))
            factor = method.kinds[kind]
            span = (0.0, max(2.0, factor), 0.1)
            kinds.append((str(kind), slider(label, f"w-{kind.name.lower()}", span, factor)))
    most_of_one = int(parents) if parents else None
    return most, budget or None, most_of_one, tuple(must), tuple(never), tuple(costs.items()), tuple(kinds)


def _plan(
    _: Store,
    whole: TargetingInputs,
    most: int,
    budget: float | None,
    per_parent: int | None,
    must: Sequence[str],
    never: Sequence[str],
    costs: Costs,
    kinds: Sequence[tuple[str, float]],
) -> tuple[TargetingInputs, TargetingPlan]:
    field = with_kind_weights(whole, dict(kinds))
    return field, select_candidates(
        field, build_constraints(field, most, budget, per_parent, must, never, dict(costs)), SECONDS
    )
