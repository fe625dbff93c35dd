"""Long work goes on when the run of the page that began it has ended."""

from __future__ import annotations

from threading import Event

from streamlit.testing.v1 import AppTest

from graph.model.errors import StoreError
from ui.components import background_job as work

GATE, PATIENCE = Event(), 60.0


def counted(progress: work.Progress) -> str:
    """Work that waits till it may go on."""
    progress(1, 2)
    assert GATE.wait(PATIENCE)
    progress(2, 2)
    return "all"


def failing(progress: work.Progress) -> str:
    raise StoreError("store_lost", reason="test")


def page() -> None:
    """Begins in its first run, which ends there, as a click ends it; the second waits."""
    import streamlit as st

    from graph.model.errors import LiantuError
    from tests.ui import test_work
    from ui.components.background_job import poll_job, start_job

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        start_job("good", "…", test_work.counted)
        start_job("bad", "…", test_work.failing)
        st.stop()
    test_work.GATE.set()
    st.text(f"{poll_job('good')} {poll_job('good')}")
    try:
        poll_job("bad")
    except LiantuError as problem:
        st.text(problem.code)
    st.text(f"{poll_job('bad')}")


def test_another_run_takes_what_the_work_has_made_once() -> None:
    GATE.clear()
    app = AppTest.from_function(page).run(timeout=PATIENCE)
    assert not app.exception
    assert not app.text
    app.run(timeout=PATIENCE)
    assert not app.exception
    assert [text.value for text in app.text] == ["all None", "store_lost", "None"]


def test_the_share_is_never_more_than_the_whole() -> None:
    one = work.BackgroundJob("…")
    assert one.share == 0
    one.progress(3, 2)
    assert one.share == 1
