"""The number of the request for which a page's script runs: that of the connection over which it is used."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.server.request_log import REQUEST_HEADER


def page_request_number() -> str:
    """Return the number; empty outside a page's script."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return st.context.headers.get(REQUEST_HEADER, "")
