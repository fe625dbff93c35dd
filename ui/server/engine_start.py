"""The start of the embedded engine beside that of the page's process, so that the first page does not wait for both."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from graph.model.errors import LiantuError, fault_code
from graph.store.store import Store
from ui.open_store import open_store_unmigrated
from ui.settings import Settings

logger = logging.getLogger("liantu.serve")
JOIN_SECONDS = 10.0  # how long an end waits for a start that is under way


@contextmanager
def engine_starting(settings: Settings) -> Iterator[None]:
    """Start the engine in the background, and use it until the block ends; a server elsewhere needs no start.

    A fault is only logged, because the page meets it too and tells the user. The store's version is the page's concern.
    """
    stores: list[Store] = []

    def start() -> None:
        try:
            stores.append(open_store_unmigrated(settings))
        except (LiantuError, OSError) as problem:
            logger.info("the engine did not start early: %s", fault_code(problem))

    thread = Thread(target=start, name="engine-start", daemon=True)
    if settings.store.startswith("embedded:"):
        thread.start()
    try:
        yield
    finally:
        if thread.ident is not None:
            thread.join(JOIN_SECONDS)
        for store in stores:
            store.close()
