"""The loading of a list in the background, and its outcome, kept for the visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from loaders.access.principal import Principal
from loaders.history.event import LoadContext
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.mapping import parse_list_mapping
from loaders.service.history import history
from loaders.service.list_effect import compare_with_load
from loaders.service.lists import ListReport, load_list
from loaders.sources.list_table import ListTable
from loaders.sync.write import Progress
from ui.components.cache import current_method
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.pages.lists.background_job import poll_job, start_job
from ui.presenters.scenario_diff import ScenarioDiff, diff_scenarios


@dataclass(frozen=True)
class ListLoad:
    """A list that is to be loaded."""

    file_id: str
    tables: Sequence[ListTable]
    mapping: ListMapping
    principal: Principal
    context: LoadContext

    @property
    def key(self) -> tuple[str, str]:
        """Return the file and the text of the mapping: while neither changes, an outcome stays valid."""
        return self.file_id, self.mapping.text()


@dataclass(frozen=True)
class LoadOutcome:
    """The report of a load, or of a trial (``dry``), and what the latter would do to the figures.

    ``event`` is the id of the load in the history; empty for a trial, and for a load that failed.
    """

    key: tuple[str, str]
    report: ListReport
    dry: bool
    effect: ScenarioDiff | None = None
    event: str = ""


def last_outcome(load: ListLoad) -> LoadOutcome | None:
    """Return the last outcome in this visit, None if it is of another file or mapping."""
    outcome: LoadOutcome | None = st.session_state.get(SessionKey.LIST_REPORT)
    return outcome if outcome and outcome.key == load.key else None


def start_load(context: PageContext, load: ListLoad, *, dry: bool) -> None:
    """Load or try a list, and wait for it.

    Raises:
        LiantuError: the mapping is not valid, or the list can't be loaded.
    """
    mapping, store = parse_list_mapping(load.mapping.text().encode(), ""), context.store
    method, words = current_method(context.settings.method), context.words

    def run(progress: Progress) -> LoadOutcome:
        report = load_list(store, load.tables, mapping, load.principal, progress, dry=dry, context=load.context)
        if not report.planned:
            event = "" if dry or report.problem else history(store, mapping.dataset)[0].id
            return LoadOutcome(load.key, report, dry, event=event)
        before, after = compare_with_load(store, report.planned, method)
        return LoadOutcome(load.key, replace(report, planned=None), dry, diff_scenarios(before, after, words))

    start_job(SessionKey.LOAD_JOB, context.words("lists.working" if dry else "lists.loading"), run)
    wait_for_load(context)


def wait_for_load(context: PageContext) -> None:
    """Wait for a load that is under way, whether this run of the page started it or one that a click has ended."""
    if outcome := poll_job(SessionKey.LOAD_JOB):
        st.session_state[SessionKey.LIST_REPORT] = outcome
        context.invalidate()
        st.rerun()


def forget_outcome() -> None:
    """Forget the last outcome."""
    st.session_state.pop(SessionKey.LIST_REPORT, None)
