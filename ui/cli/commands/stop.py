"""``liantu stop``."""

from __future__ import annotations

from pathlib import Path

from graph.model.errors import UsageError
from graph.store.embedded.engine import stop_engine
from ui.cli.options import language, settings
from ui.cli.output import say

EMBEDDED = "embedded:"


def stop(force: bool, store: str) -> None:
    """Stop the embedded engine, which would stay for a while after its last user."""
    address = settings(store).store
    if not address.startswith(EMBEDDED):
        raise UsageError("stop_not_embedded", url=address)
    stopped = stop_engine(Path(address.removeprefix(EMBEDDED)).expanduser(), force=force)
    say(language()("store.stopped" if stopped else "store.not_running"))
