"""The page as an ASGI application behind its guard and its own files: `liantu serve` starts it with `streamlit run`."""

from __future__ import annotations

import logging
from importlib.resources import files

import streamlit as st
from starlette.middleware import Middleware
from streamlit import logger as streamlit_logger
from streamlit import net_util, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from ui.access.accounts import account_file
from ui.access.audit_file import audit_log
from ui.access.sessions import process_sessions
from ui.access.single_sign_on import configured_single_sign_on
from ui.access.throttle import process_throttle
from ui.components.request_number import page_request_number
from ui.log import configure_logging
from ui.pages.metrics import metrics_door
from ui.pages.registry import DEFAULT_PAGE, PAGES
from ui.pages.suggestions import page_suggester
from ui.pages.warm_up import start_warm_up
from ui.server.guard import RequestGuard
from ui.server.health import Health
from ui.server.metrics import server_metrics
from ui.server.page_files import PageFiles
from ui.server.request_log import RequestLog
from ui.server.sign_in import SignIn, nobody_signed_in
from ui.server.sign_in_needed import with_sign_in
from ui.server.suggestions import Suggestions
from ui.settings import Settings


def _no_address() -> None:
    return None


# To judge a foreign Origin, Streamlit 1.67 asks checkip.amazonaws.com for this machine's address, and opens a socket to
# 8.8.8.8. The guard has judged it by then, and nothing of ours asks an outside host.
net_util.get_external_ip = _no_address
net_util.get_internal_ip = _no_address


def request_guard(settings: Settings) -> Middleware:
    """Return the guard of a page with these settings."""
    takes_uploads = settings.loading is not False
    has_proxy = bool(settings.proxies)
    return Middleware(
        RequestGuard, hosts=settings.hosts, takes_uploads=takes_uploads, files_of=files_of, has_proxy=has_proxy
    )


def sign_in(settings: Settings) -> list[Middleware]:
    """Return the gate of a page on which people sign in; nothing where one person works on this machine alone.

    Raises:
        LiantuError: others than this machine's users reach the page, and nobody can sign in.
    """
    if not with_sign_in(settings).sign_in:
        return []
    gate = Middleware(
        SignIn,
        accounts=account_file(settings.accounts),
        sessions=process_sessions(),
        throttle=process_throttle(),
        nobody=nobody_signed_in(audit_log(settings)),
        language=settings.language,
        provider=configured_single_sign_on(settings),
        public_url=settings.url,
    )
    return [gate]


def page_files(settings: Settings) -> Middleware:
    """Return the page's own files in the language of these settings."""
    return Middleware(PageFiles, pages=PAGES, home=DEFAULT_PAGE, language=settings.language)


def suggestions(settings: Settings) -> Middleware:
    """Return what answers for suggestions under the search field."""
    return Middleware(Suggestions, suggest=page_suggester(settings), language=settings.language)


def _our_log(log: logging.Logger) -> None:
    """Let a logger of Streamlit's or Uvicorn's hand its records to ours, in place of handlers of its own."""
    log.handlers.clear()
    log.propagate = True
    if log.name.startswith("uvicorn"):  # its lines of requests have the address and all that somebody typed
        log.addFilter(lambda record: record.levelno >= logging.WARNING)


def files_of(session: str) -> int:
    """Return how many uploaded files a session holds in memory."""
    manager = runtime.get_instance().uploaded_file_mgr
    return len(manager.file_storage.get(session, ())) if isinstance(manager, MemoryUploadedFileManager) else 0


# `streamlit run` finds the application by this very form in the source, `app = st.App(...)`; else it would run the file
# as a script, without the guard.
server_settings = Settings.from_env()
configure_logging(server_settings.log, logging.INFO, page_request_number)
streamlit_logger.setup_formatter = _our_log  # type: ignore[assignment] # its one place for all loggers, also later ones
streamlit_logger.update_formatter()
start_warm_up(server_settings)
app = st.App(
    str(files("ui").joinpath("pages", "app.py")),
    middleware=[
        Middleware(RequestLog, metrics=server_metrics(), pages=PAGES),
        request_guard(server_settings),
        Middleware(Health),
        metrics_door(server_settings),
        *sign_in(server_settings),
        suggestions(server_settings),
        page_files(server_settings),
    ],
)
