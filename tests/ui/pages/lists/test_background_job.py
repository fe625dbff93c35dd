"""Long work goes on when the run of the page that began it has ended."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.support.jobs import GATE, PATIENCE
from ui.pages.lists import background_job as work


def page() -> None:
    """Begins in its first run, which ends there, as a click ends it; the second waits."""
    import streamlit as st

    from graph.model.errors import LiantuError
    from tests.support import jobs
    from ui.pages.lists.background_job import poll_job, start_job

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        start_job("good", "…", jobs.counted)
        start_job("bad", "…", jobs.failing)
        st.stop()
    jobs.GATE.set()
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
