"""The page as an ASGI application behind its guard: `liantu serve` starts it with `streamlit run`."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

from ui.server.guard import RequestGuard
from ui.settings import Settings


def _no_address() -> None:
    return None


# To judge a foreign Origin, Streamlit 1.67 asks checkip.amazonaws.com for this machine's address, and opens a socket to
# 8.8.8.8. The guard has judged it by then, and nothing of ours asks an outside host.
net_util.get_external_ip = _no_address
net_util.get_internal_ip = _no_address


def guarded_page(settings: Settings) -> st.App:
    """Return the page behind its guard."""
    guard = Middleware(RequestGuard, hosts=settings.hosts, takes_uploads=settings.loading is not False)
    return st.App(str(files("ui").joinpath("pages", "app.py")), middleware=[guard])


app = guarded_page(Settings.from_env())
