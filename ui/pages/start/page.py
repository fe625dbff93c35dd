"""开始: the first day of a region, step by step: region, chains, plan, lists, results."""

from __future__ import annotations

import streamlit as st

from graph.analysis.source_filter import ALL_SOURCES
from queries.first_day import FirstDay, first_day
from queries.region import RegionAnalysis
from queries.region_rows import find_region
from queries.rows.chains import RegionsRow
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.sample_questions import sample_questions
from ui.pages.start.chain_step import chain_step
from ui.pages.start.job import wait_for_step
from ui.pages.start.list_step import list_step
from ui.pages.start.region_step import region_step
from ui.pages.start.sample_step import sample_step
from ui.pages.start.step import Step, step_box
from ui.presenters.first_day import result_text

STEP_COUNT = 5


def start(context: PageContext) -> None:
    """Render the page, of a store that may be empty."""
    words = context.words
    if not context.regions:
        st.title(words("start.title_empty"), anchor=False)
        wait_for_step(context)
        with step_box(1, Step("region", done=False), words):
            region_step(context, None)
    else:
        _begun(context)
    st.header(words("start.sample"), anchor=False)
    sample_step(context)


def _begun(context: PageContext) -> None:
    """Show all steps of the region that is chosen."""
    words, analysis = context.words, context.analysis_of(ALL_SOURCES)
    region = find_region(context.fetch(RegionsRow), context.region)
    day = context.cached_large(first_day, analysis)
    steps = (
        Step("region", done=True),
        Step("chains", done=bool(analysis.coverages)),
        Step("plan", done=bool(day.plans)),
        Step("lists", done=any(resource.described for resource in day.resources)),
        Step("see", done=any(resource.known for resource in day.resources)),
    )
    st.title(escape_markdown(words("start.title", region=context.region_name)), anchor=False)
    wait_for_step(context)
    st.caption(words("start.progress", count=STEP_COUNT, done=sum(step.done for step in steps)))
    sample_questions(context, analysis)
    left, right = st.columns([1, 1.35])
    with left:
        with step_box(1, steps[0], words):
            region_step(context, region)
        with step_box(2, steps[1], words):
            chain_step(context, region)
        with step_box(3, steps[2], words):
            _plan_step(context, day)
    with right:
        with step_box(4, steps[3], words):
            list_step(context, day.resources)
        with step_box(5, steps[4], words):
            _result_step(context, analysis, day)


def _plan_step(context: PageContext, day: FirstDay) -> None:
    words = context.words
    text = words("start.plan_in", plans=list(day.plans.values())) if day.plans else words("start.plan_none")
    st.caption(escape_markdown(text))
    st.html(context.links.anchor("read", words("start.plan_go"), "go"))


def _result_step(context: PageContext, analysis: RegionAnalysis, day: FirstDay) -> None:
    words, links = context.words, context.links
    st.caption(escape_markdown(result_text(analysis, day, words)))
    pages = {"gaps": "start.see_gaps", "chain": "start.see_chains", "targeting": "start.see_brief"}
    for column, (page, key) in zip(st.columns(len(pages)), pages.items(), strict=True):
        column.html(links.anchor(page, words(key), "go"))
