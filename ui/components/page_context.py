"""The context of a page: the settings, the words, the store and what was computed from it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.store.store import Store
from queries.query_row import RowT
from queries.region import RegionAnalysis
from queries.run import Answer, fetch_rows, run_query
from ui.components.cache import (
    cached_answer,
    cached_large_answer,
    current_analysis,
    current_method,
    graph_version,
)
from ui.components.links import Links
from ui.components.year_choice import YEAR_PARAM, selected_year
from ui.settings import Settings
from ui.text import Words

T = TypeVar("T")


@dataclass(frozen=True)
class PageContext:
    """The context of a page."""

    settings: Settings
    words: Words
    store: Store

    def analysis(self) -> RegionAnalysis:
        """Return the region's analysis as of the year in the URL."""
        year = selected_year()
        method = current_method(self.settings.method)
        return current_analysis(self.store, self.settings.region, int(year) if year else None, method)

    def version(self) -> str:
        """Return a text that changes when a dataset changes."""
        return graph_version(self.store)

    def cached(self, read: Callable[..., T], *args: Hashable) -> T:
        """Return ``read(store, *args)``, computed once until a dataset changes; the caller must not change it."""
        answer: T = cached_answer(self.store, self.version(), read, args)
        return answer

    def cached_large(self, read: Callable[..., T], *args: Hashable) -> T:
        """Return ``read(store, *args)`` like ``cached``; only the last few answers are kept, because they are large."""
        answer: T = cached_large_answer(self.store, self.version(), read, args)
        return answer

    def fetch(self, row_type: type[RowT], **arguments: str) -> list[RowT]:
        """Return the typed rows of the query that a row type belongs to, cached; entities are given by id.

        Raises:
            UsageError: an argument is missing or wrong.
        """
        return self.cached(_fetch, row_type, tuple(sorted(arguments.items())))

    def run_query(self, name: str, arguments: Mapping[str, str], limit: int | None = None) -> Answer:
        """Return the answer to a query of the catalogue, cached.

        Raises:
            UsageError: there is no such query, or an argument is missing or wrong.
        """
        return self.cached(_run_query, name, limit, tuple(sorted(arguments.items())))

    def invalidate(self) -> None:
        """Have the graph's version read again, because this page has changed a dataset."""
        graph_version.clear()

    @property
    def links(self) -> Links:
        """Return the links to pages."""
        return Links(carried_params(self.words, self.settings))


def carried_params(words: Words, settings: Settings) -> dict[str, str]:
    """Return the state that every link takes along: the language unless it is the default, and the year."""
    language, year = words.language, selected_year()
    carried = {"lang": language} if language != settings.language else {}
    return {**carried, YEAR_PARAM: year} if year else carried


def _fetch(store: Store, row_type: type[RowT], arguments: tuple[tuple[str, str], ...]) -> list[RowT]:
    return fetch_rows(store, row_type, **dict(arguments))


def _run_query(store: Store, name: str, limit: int | None, arguments: tuple[tuple[str, str], ...]) -> Answer:
    return run_query(store, name, dict(arguments), limit)
