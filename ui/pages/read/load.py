"""A reviewed document into the graph: what it is, asked once, and the report of the load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from graph.analysis.source_filter import GRADES
from graph.model.errors import LiantuError
from loaders.dataset.skeleton import slug
from loaders.plans.plan import PlanSource
from loaders.plans.source_file import read_source, write_source
from loaders.plans.source_guess import guess_source
from loaders.report import LoadReport
from loaders.review.review import ReviewedProposal
from loaders.review.review_store import Review
from loaders.service.plans import load_plan, matched_plan
from loaders.service.reviews import reviewed_proposals
from loaders.sync.write import Progress
from ui.components.links import anchor
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.pages.lists.background_job import poll_job, start_job
from ui.pages.read.begin import review_store
from ui.presenters.reports import change_line, refusal_lines

MAX_STATED_CHARACTERS = 200  # of a title or a publisher
PLAN_FOLDER = "dataset"  # within the folder of the review
MAX_SHOWN_REFUSALS = 20
LOAD_TAB = "load"


def load_part(context: PageContext, key: str) -> None:
    """Show the form of a document's source, and load the document.

    Raises:
        LoadError: there is no such review, or its files are damaged.
    """
    words, reviews = context.words, review_store(context)
    review = reviews.load(key)
    items = reviewed_proposals(review)
    st.html(anchor(context.links.url("read", review=key), words("plan_load.back"), "go"))
    st.title(escape_markdown(words("plan_load.title", name=review.beginning.name)), anchor=False)
    st.caption(escape_markdown(_counts(items, context)))
    folder = reviews.folder / key
    source = _source_form(context, review, read_source(folder))
    if source:
        write_source(folder, source)
        _start(context, review, source, items, folder / PLAN_FOLDER)
    _show_report(context, poll_job(SessionKey.PLAN_JOB))


def _counts(items: Sequence[ReviewedProposal], context: PageContext) -> str:
    states = Counter(item.state for item in items)
    return context.words(
        "plan_load.counts", accepted=states["accepted"], open=states["open"], rejected=states["rejected"]
    )


def _source_form(context: PageContext, review: Review, before: PlanSource | None) -> PlanSource | None:
    """Show the form; return the source when it is sent complete."""
    words, guess = context.words, guess_source(review.document)
    key, regions = SessionKey.PLAN_FORM, context.regions
    region = before.region if before and before.region in regions else context.region
    with st.form(key.of(review.key), border=True):
        stated = before or guess
        title = _text(words("column.title"), stated.title, key.of("title"))
        publisher = _text(words("column.publisher"), stated.publisher, key.of("publisher"))
        day_column, region_column, grade_column = st.columns(3)
        with day_column:
            day = _text(words("plan_load.published"), stated.published, key.of("day"))
        chosen = region_column.selectbox(
            words("plan_load.region"),
            list(regions),
            index=list(regions).index(region),
            format_func=lambda id_: regions[id_],
            key=key.of("region"),
        )
        grade = grade_column.selectbox(
            words("plan_load.grade"), GRADES, format_func=lambda name: words(f"grade.{name}"), key=key.of("grade")
        )
        sent = st.form_submit_button(words("plan_load.load"), type="primary")
    if not sent:
        return None
    if not title or not publisher:
        st.error(words("plan_load.incomplete"))
        return None
    return PlanSource(
        dataset=before.dataset if before else f"{slug(title)}-{review.key[:4]}",
        title=title,
        publisher=publisher,
        published=day,
        region=chosen,
        grade=grade,
    )


def _text(label: str, value: str, key: str) -> str:
    return str(st.text_input(label, value, max_chars=MAX_STATED_CHARACTERS, key=key)).strip()


def _start(
    context: PageContext, review: Review, source: PlanSource, items: Sequence[ReviewedProposal], folder: Path
) -> None:
    store, principal = context.store, context.principal

    def run(progress: Progress) -> LoadReport:
        plan = matched_plan(store, review.document, source, items)
        return load_plan(store, plan, folder, principal, progress)

    start_job(SessionKey.PLAN_JOB, escape_markdown(context.words("plan_load.loading", name=source.title)), run)


def _show_report(context: PageContext, report: LoadReport | None) -> None:
    words = context.words
    if report is None:
        return
    context.invalidate()
    st.success(escape_markdown(change_line(report, words)))
    refused: tuple[LiantuError, ...] = (*report.refused, *report.endpoint_violations)
    for line in refusal_lines(refused, words)[:MAX_SHOWN_REFUSALS]:
        st.caption(escape_markdown(line))
    load_effect_note(context)
    st.html(anchor(context.links.url("plan"), words("plan_load.see_plan"), "go"))
    st.html(anchor(context.links.url("lists"), words("plan_load.see_lists"), "go"))
