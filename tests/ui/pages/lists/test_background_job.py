"""Work in a thread of its own keeps the number of the request of the page that began it."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
import streamlit as st

from ui.log import request_id
from ui.pages.lists import background_job


def test_a_job_has_the_number_of_its_page_and_the_next_one_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, tuple[background_job.BackgroundJob, Future[str]]] = {}
    monkeypatch.setattr(st, "session_state", kept)
    for number in ("0123456789ab", ""):
        monkeypatch.setattr(background_job, "page_request_number", lambda number=number: number)
        background_job.start_job("job", "装载", lambda progress: request_id.get())
        assert kept["job"][1].result() == number
