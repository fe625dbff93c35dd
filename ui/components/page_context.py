"""What every page shares: the store, the words, the picture, links to other pages, and what is shown when it fails."""

from __future__ import annotations

import gc
import logging
import uuid
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st

from graph.analysis.method import Method, default_method, read_method
from graph.model.errors import LiantuError, UsageError
from graph.store.store import Store
from queries.region import RegionAnalysis, analyse_region
from queries.run import Answer, run_query
from ui.components.top_bar import top_bar
from ui.components.url_state import param, select, set_params
from ui.open_store import open_configured_store
from ui.settings import Settings
from ui.text import LANGUAGES, Words, words

T = TypeVar("T")
LOG = logging.getLogger("liantu.page")
FIRST_YEAR = 2010
VERSION_SECONDS, KEPT_ANSWERS, KEPT_LARGE = 2, 300, 12


@dataclass(frozen=True)
class PageContext:
    """What a page is given."""

    settings: Settings
    words: Words

    def store(self) -> Store:
        """The store, opened once for the whole server."""
        return _store(self.settings)

    def analysis(self) -> RegionAnalysis:
        """The region's picture as of the year in the URL; computed again only when a dataset has changed."""
        year = param("year")
        return _picture(
            self.settings, int(year) if year in years() else None, self.version(), str(self.method()), self.method()
        )

    def method(self) -> Method:
        """The method in force; its file is read again when it has changed."""
        file = self.settings.method
        return default_method() if file is None else _method(file, file.stat().st_mtime_ns if file.exists() else 0)

    def cached(self, read: Callable[..., T], *args: Hashable) -> T:
        """What ``read(store, *args)`` gives, read once until a dataset changes; not to be changed by who gets it."""
        found: T = _kept(self.settings, self.version(), read, args)
        return found

    def cached_large(self, read: Callable[..., T], *args: Hashable) -> T:
        """As ``kept``, for what is large: only the last few are kept."""
        found: T = _few(self.settings, self.version(), read, args)
        return found

    def run_query(self, name: str, given: Mapping[str, str] | None = None, limit: int | None = None) -> Answer:
        """The answer to a query of the catalogue, kept. Raises UsageError."""
        return self.cached(_asked, name, limit, tuple(sorted((given or {}).items())))

    def version(self) -> str:
        """Changes when a dataset changes: what is computed of the graph may be kept under it."""
        return _version(self.settings)

    def invalidate(self) -> None:
        """Says that this page has changed a dataset: what was kept is not to be shown once more."""
        _version.clear()

    def link(self, page: str, **state: str) -> str:
        """The address of a page with some state, as HTML may hold it."""
        return (
            f"{page}?{urlencode({**{name: value for name, value in state.items() if value}, **self.carried_params()})}"
        )

    def carried_params(self) -> dict[str, str]:
        """What every link takes along: the language where it is not the usual one, the year that figures are of."""
        carried = {"lang": self.words.language} if self.words.language != self.settings.language else {}
        return {**carried, "year": param("year")} if param("year") in years() else carried

    def same_page_url(self, page: str, **changed: str) -> str:
        """The address of this page with some of its state changed."""
        return f"{page}?{urlencode({**_lists(), **changed}, doseq=True)}"

    def anchor(self, page: str, text: str, look: str = "", **state: str) -> str:
        """A link to a page as HTML, its text escaped."""
        return anchor(self.link(page, **state), text, look)


def anchor(address: str, text: str, look: str = "") -> str:
    """A link as HTML, its text escaped."""
    style = f' class="{look}"' if look else ""
    return f'<a{style} href="{escape(address)}" target="_self"><bdi>{escape(text)}</bdi></a>'


def _lists() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


@st.cache_resource(show_spinner=False)
def _store(settings: Settings) -> Store:
    store = open_configured_store(settings)
    _freeze_gc()
    return store


@st.cache_resource(show_spinner=False, max_entries=24)
def _picture(settings: Settings, as_of: int | None, version: str, by: str, _method: Method) -> RegionAnalysis:
    LOG.info("computing the picture of %s", version)
    analysis = analyse_region(_store(settings), settings.region, as_of, _method)
    _freeze_gc()
    return analysis


@lru_cache(maxsize=4)
def _method(file: Path, changed: int) -> Method:
    return read_method(file)


def _read(settings: Settings, version: str, read: Callable[..., T], args: tuple[Hashable, ...]) -> T:
    return read(_store(settings), *args)


_kept = lru_cache(maxsize=KEPT_ANSWERS)(_read)
_few = lru_cache(maxsize=KEPT_LARGE)(_read)


def _asked(store: Store, name: str, limit: int | None, given: tuple[tuple[str, str], ...]) -> Answer:
    return run_query(store, name, dict(given), limit)


def _freeze_gc() -> None:
    """Take what is here to stay out of the collector's sight: Streamlit collects after every run of every page."""
    gc.collect()
    gc.freeze()


@st.cache_data(show_spinner=False, ttl=VERSION_SECONDS)
def _version(settings: Settings) -> str:
    rows = _store(settings).read(
        "MATCH (d:Dataset) RETURN d.id AS id, d.fingerprint AS mark, d.state AS state ORDER BY id"
    )
    return ";".join(f"{row['id']}:{row['mark']}:{row['state']}" for row in rows)


@st.cache_data(show_spinner=False)
def _style() -> str:
    return f"<style>{files('ui.components').joinpath('page.css').read_text('utf-8')}</style>"


def language(settings: Settings) -> Words:
    """The words of the language in the URL, else of this visit, else of the settings."""
    wanted = param("lang") or st.session_state.get("lang", "")
    chosen = wanted if wanted in LANGUAGES else settings.language
    st.session_state["lang"] = chosen
    if chosen != settings.language and param("lang") != chosen:
        set_params(lang=chosen)  # the menu's links do not carry it
    return words(chosen)


def page(show: Callable[[PageContext], None], settings: Settings) -> None:
    """Show a page."""
    said = language(settings)
    st.html(_style())
    frame = PageContext(settings, said)
    top_bar(said, frame.carried_params())
    with error_boundary(said), st.spinner(said("page.loading"), show_time=False):
        frame.store()
        if frame.version():
            show(frame)
        else:
            empty_store(frame)


@contextmanager
def error_boundary(said: Words) -> Iterator[None]:
    """What goes wrong inside becomes a sentence with a number that the log has too; for a page, or a part run alone."""
    try:
        yield
    except LiantuError as problem:
        _report(said, said.error(problem), problem)
    except Exception as problem:  # noqa: BLE001 - the one place where a page's fault ends: told, and logged with its trace
        _report(said, type(problem).__name__, problem)


def _report(said: Words, message: str, problem: Exception) -> None:
    number = uuid.uuid4().hex[:8]
    if isinstance(problem, UsageError):
        LOG.info("%s %s", number, problem)
    else:
        LOG.error("%s", number, exc_info=problem)
    st.error(f"**{said('page.error_title')}**")
    st.text(said("page.error_body", message=message, id=number))


def years() -> list[str]:
    """The years that can be chosen, the last first."""
    return [str(year) for year in range(date.today().year, FIRST_YEAR - 1, -1)]


def year_choice(context: PageContext) -> None:
    """The year up to which sources count, kept in the URL."""
    select(context.words("page.as_of"), ["", *years()], "year", lambda year: year or context.words("page.as_of_all"))


def empty_store(context: PageContext) -> None:
    """What is shown when nothing is loaded."""
    st.title(context.words("page.empty_title"), anchor=False)
    st.info(context.words("page.empty_body"))
