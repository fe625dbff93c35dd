"""What every page shares: the store, the words, the state in the URL, and what is shown when something goes wrong."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

import streamlit as st

from graph.model.errors import LiantuError, UsageError
from graph.store.store import Store
from ui.actions.opening import opened
from ui.actions.picture import Picture, read_picture
from ui.settings import Settings
from ui.text import LANGUAGES, Words, words

LOG = logging.getLogger("liantu.page")
MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:-])")
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


@dataclass(frozen=True)
class Frame:
    """What a page is given."""

    settings: Settings
    words: Words

    def store(self) -> Store:
        """The store, opened once for the whole server."""
        return _store(self.settings)

    def picture(self) -> Picture:
        """The region's picture as of the year in the URL; computed again only when a dataset has changed."""
        year = get("year")
        as_of = int(year) if year.isdigit() else None
        return _picture(self.settings, as_of, _version(self.store()))


@st.cache_resource(show_spinner=False)
def _store(settings: Settings) -> Store:
    return opened(settings)


@st.cache_resource(show_spinner=False, max_entries=24)
def _picture(settings: Settings, as_of: int | None, version: str) -> Picture:
    LOG.info("computing the picture of %s", version)
    return read_picture(_store(settings), settings.region, as_of)


def _version(store: Store) -> str:
    rows = store.read("MATCH (d:Dataset) RETURN d.id AS id, d.fingerprint AS mark, d.state AS state ORDER BY id")
    return ";".join(f"{row['id']}:{row['mark']}:{row['state']}" for row in rows)


def get(name: str, default: str = "") -> str:
    """A part of the page's state, from its URL."""
    return st.query_params.get(name, default)


def literal(text: str) -> str:
    """A text as Markdown shows it unchanged: what data hold is never markup, a link or an image."""
    return MARKUP.sub(r"\\\1", text)


def put(**state: str) -> None:
    """Put parts of the page's state into its URL; empty ones leave it."""
    for name, value in state.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def language(settings: Settings) -> Words:
    """The words of the language in the URL, else of the settings."""
    wanted = get("lang")
    return words(wanted if wanted in LANGUAGES else settings.language)


def page(show: Callable[[Frame], None], settings: Settings) -> None:
    """Show a page; what goes wrong becomes a sentence with a number that the log has too."""
    said = language(settings)
    st.html(f"<style>{files('ui.components').joinpath('page.css').read_text('utf-8')}</style>")
    try:
        with st.spinner(" "):
            frame = Frame(settings, said)
            frame.store()
        show(frame)
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


def language_switch(settings: Settings) -> None:
    """The switch between Chinese and English, kept in the URL."""
    now = language(settings).language
    chosen = st.segmented_control(
        language(settings)("page.language"),
        LANGUAGES,
        default=now,
        format_func=LANGUAGE_NAMES.__getitem__,
        label_visibility="collapsed",
        key="language",
    )
    if chosen and chosen != now:
        put(lang=str(chosen))
        st.rerun()


def year_choice(frame: Frame) -> None:
    """The year up to which sources count, kept in the URL."""
    years = ["", *(str(year) for year in range(2026, 2009, -1))]
    now = get("year")
    chosen = st.selectbox(
        frame.words("page.as_of"),
        years,
        index=years.index(now) if now in years else 0,
        format_func=lambda year: year or frame.words("page.as_of_all"),
        key="as_of",
    )
    if chosen != now:
        put(year=chosen)
        st.rerun()
