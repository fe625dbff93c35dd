"""Long work in a thread of its own: a click elsewhere ends the run of a page, which must not end the work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from loaders.sync.write import Progress
from ui.components.request_number import page_request_number
from ui.log import request_id

T = TypeVar("T")
REFRESH_SECONDS = 0.1  # between two looks at the progress: a shorter time moves the bar more smoothly, and costs more
MAX_JOBS = 8  # at a time in one process; the jobs of further users wait
_threads = ThreadPoolExecutor(MAX_JOBS, "work")


@dataclass
class BackgroundJob:
    """A job and how far it is."""

    label: str
    done: int = 0
    total: int = 0

    def progress(self, done: int, total: int) -> None:
        """Keep how far the job is; the job calls this."""
        self.done, self.total = done, total

    @property
    def share(self) -> float:
        """Return the share of the job that is done, 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


def start_job(key: str, label: str, run: Callable[[Progress], T]) -> None:
    """Start a job; ``poll_job`` with the same key shows how far it is, in whichever run of the page."""
    job, number = BackgroundJob(label), page_request_number()

    def run_numbered() -> T:
        token = request_id.set(number)  # so that its lines in the log have the number of the page that began it
        try:
            return run(job.progress)
        finally:
            request_id.reset(token)

    st.session_state[key] = job, _threads.submit(run_numbered)


def poll_job(key: str) -> Any:
    """Wait for a job, showing its progress, and return its result, once; None if no job was started under the key.

    Raises:
        LiantuError: the job's own error.
    """
    if key not in st.session_state:
        return None
    job, result = st.session_state[key]
    bar = st.progress(job.share, job.label)
    while wait([result], REFRESH_SECONDS).not_done:
        bar.progress(job.share, job.label)  # here the run of the page may end
    bar.empty()
    del st.session_state[key]
    return result.result()
