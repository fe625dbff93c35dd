"""What every first page needs, computed while the server starts: the store, the region's analysis, the questions."""

from __future__ import annotations

import logging
from threading import Thread

from graph.analysis.source_filter import ALL_SOURCES
from graph.model.errors import fault_code
from queries.asking.name_index import NameIndex
from queries.rows.explore import RegionEntitiesRow
from queries.rows.plan import UnmatchedRow
from ui.components.asker import region_asker
from ui.components.cache import open_store_once
from ui.components.page_context import PageContext
from ui.presenters.questions import question_rows
from ui.settings import Settings
from ui.text import words

logger = logging.getLogger("liantu.page")


def start_warm_up(settings: Settings) -> Thread:
    """Compute it in the background, and return the thread; a page that needs it meanwhile waits for it."""
    thread = Thread(target=_warm_up, args=(settings,), name="warm-up", daemon=True)
    thread.start()
    return thread


def _warm_up(settings: Settings) -> None:
    try:
        warm_up(settings)
    except Exception as problem:  # noqa: BLE001 - the page meets the same fault, and tells the user
        logger.info("nothing could be computed ahead: %s", fault_code(problem))


def warm_up(settings: Settings) -> None:
    """Open the store and compute what the first page shows; an empty store needs nothing."""
    context = PageContext(settings, words(settings.language), open_store_once(settings))
    if not context.version():
        return
    analysis = context.analysis_of(ALL_SOURCES)
    context.fetch(RegionEntitiesRow, region=analysis.region)
    context.fetch(UnmatchedRow, region=analysis.region)
    context.derived(question_rows, analysis, context.words)
    warm_names(region_asker(context, analysis.region).names)


def warm_names(names: NameIndex) -> None:
    """Index the names in the ways that the first question or suggestion would else wait for."""
    names.containing("园区")
    names.near("没有这个名字")
    names.best_known("entity")
    tuple(names.in_order[:1])
