"""Long work in a thread of its own: a click elsewhere ends the run of a page, which must not end the work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as awaited
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import streamlit as st

T = TypeVar("T")
Progress: TypeAlias = Callable[[int, int], None]
SHOWN_EVERY, AT_ONCE = 0.1, 8  # seconds; how many at a time in one process
_threads = ThreadPoolExecutor(AT_ONCE, "work")


@dataclass
class BackgroundJob:
    """What is under way, and how far it is."""

    label: str
    done: int = 0
    whole: int = 0

    def progress(self, done: int, whole: int) -> None:
        """Told by the work."""
        self.done, self.whole = done, whole

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return min(self.done / self.whole, 1.0) if self.whole else 0.0


def start_job(key: str, label: str, run: Callable[[Progress], T]) -> None:
    """Start work; ``finished`` with the same key shows how far it is, in whichever run of the page."""
    work = BackgroundJob(label)
    st.session_state[key] = work, _threads.submit(run, work.progress)


def poll_job(key: str) -> Any:
    """What the work begun under a key has made, once; until then this shows its progress. None: nothing was begun.

    Raises:
        LiantuError: the work's.
    """
    if key not in st.session_state:
        return None
    work, result = st.session_state[key]
    bar = st.progress(work.share, work.label)
    while awaited([result], SHOWN_EVERY).not_done:
        bar.progress(work.share, work.label)  # here the run of the page may end
    bar.empty()
    del st.session_state[key]
    return result.result()
