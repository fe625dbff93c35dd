"""Work for the page to do in the background: one that waits until it may go on, one that fails."""

from __future__ import annotations

from threading import Event

from graph.model.errors import StoreError
from ui.pages.lists import background_job as work

GATE = Event()
PATIENCE = 60.0  # seconds


def counted(progress: work.Progress) -> str:
    """Work that waits till it may go on."""
    progress(1, 2)
    assert GATE.wait(PATIENCE)
    progress(2, 2)
    return "all"


def failing(progress: work.Progress) -> str:
    raise StoreError("store_lost", reason="test")
