"""The callback of components that report a click."""

from __future__ import annotations


def run_page_again() -> None:
    """Do nothing else: Streamlit reports a click only if there is a callback; the next run of the page reads it."""
