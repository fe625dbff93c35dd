"""The work of the first day in the background: one at a time, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from graph.model.errors import LiantuError
from loaders.sync.write import Progress
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import REGION_PARAM, PageContext
from ui.components.session_key import SessionKey
from ui.components.url_state import set_params
from ui.pages.lists.background_job import poll_job, start_job


@dataclass(frozen=True)
class StepOutcome:
    """The outcome of a step: a sentence, the rows refused, and the region that is shown then; empty: as before."""

    text: str
    refused: tuple[LiantuError, ...] = ()
    region: str | None = None


def start_step(label: str, run: Callable[[Progress], StepOutcome]) -> None:
    """Start a step's work, and show the page again, which waits for it."""
    start_job(SessionKey.START_JOB, label, run)
    st.rerun()


def wait_for_step(context: PageContext) -> None:
    """Wait for the work that is under way, then show its sentence."""
    words = context.words
    try:
        outcome: StepOutcome | None = poll_job(SessionKey.START_JOB)
    except LiantuError as problem:
        st.error(escape_markdown(words.error(problem)))
        return
    if outcome:
        leave_notice(SessionKey.START_NOTICE, outcome.text)
        st.session_state[SessionKey.START_REFUSED] = [words.error(problem) for problem in outcome.refused]
        if outcome.region is not None:
            set_params(**{REGION_PARAM: outcome.region})
        context.invalidate()
        st.rerun()
    if show_notice(SessionKey.START_NOTICE):
        load_effect_note(context)
    for sentence in st.session_state.pop(SessionKey.START_REFUSED, []):
        st.warning(escape_markdown(sentence))
