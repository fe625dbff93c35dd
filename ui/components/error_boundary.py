"""Errors of a page as a sentence with a number that the log has too."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from graph.model.errors import LiantuError, UsageError, fault_code
from ui.server.metrics import server_metrics
from ui.text import Words

logger = logging.getLogger("liantu.page")
ERROR_NUMBER_DIGITS = 8  # short enough to read out on the telephone


@contextmanager
def error_boundary(words: Words) -> Iterator[None]:
    """Show an error raised inside instead of passing it on; for a page, or for a fragment that runs alone."""
    try:
        yield
    except LiantuError as error:
        _report(words, words.error(error), error)
    except Exception as error:  # noqa: BLE001 - the one place where a page's fault ends: shown, and logged with its trace
        _report(words, type(error).__name__, error)


def _report(words: Words, message: str, error: Exception) -> None:
    server_metrics().page_faults.labels(fault_code(error)).inc()
    number = uuid.uuid4().hex[:ERROR_NUMBER_DIGITS]
    if isinstance(error, UsageError):
        logger.info("%s %s", number, error.code)
    else:
        logger.error("%s", number, exc_info=error)
    st.error(f"**{words('page.error_title')}**")
    st.text(words("page.error_body", message=message, id=number))
