"""The context of a page: the settings, the words, the store and what was computed from it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import ANONYMOUS, Principal
from queries.english_names import EnglishNames
from queries.query_row import RowT
from queries.region import RegionAnalysis
from queries.region_rows import find_region
from queries.rows.chains import RegionsRow
from queries.rows.quality import DatasetsRow
from queries.run import Answer, fetch_rows, run_query
from ui.components.cache import (
    analysis_version,
    cached_answer,
    cached_large_answer,
    current_analysis,
    current_method,
    dataset_versions,
    graph_version,
)
from ui.components.links import Links
from ui.components.source_filter import filter_params, selected_filter
from ui.components.url_state import param
from ui.settings import Settings
from ui.text import Words

T = TypeVar("T")
CHINESE_NAMES = EnglishNames()
REGION_PARAM = "region"
CARRIED_PARAMS = (REGION_PARAM, "chain", "role")  # what a planner is looking at, beside the sources


@dataclass(frozen=True)
class PageContext:
    """The context of a page: of its person, too, who is nobody where it only reads."""

    settings: Settings
    words: Words
    store: Store
    principal: Principal = ANONYMOUS

    def can(self, action: Permission) -> bool:
        """Return whether the page offers an action: it may change something at all, and the person may do this."""
        return self.settings.loading is not False and self.principal.may(action)

    def analysis(self) -> RegionAnalysis:
        """Return the region's analysis by the sources that the URL chooses."""
        return self.analysis_of(selected_filter())

    def analysis_of(self, source_filter: SourceFilter, region: str = "") -> RegionAnalysis:
        """Return the analysis of a region, by default the page's own, by the sources of a filter."""
        method = current_method(self.settings.method)
        analysis = current_analysis(self.store, region or self.region, source_filter, method)
        return self.derived(_in_english, self.names, analysis) if self.names.by_id else analysis

    @property
    def names(self) -> EnglishNames:
        """Return the names of chains and segments in English; none where the page is in Chinese."""
        return self.derived(EnglishNames.fetch) if self.words.language == "en" else CHINESE_NAMES

    @property
    def regions(self) -> Mapping[str, str]:
        """Return the regions that the store has data of: their names by id, the one with most holdings first."""
        return {row.region_id: row.region or row.region_id for row in self.fetch(RegionsRow)}

    @property
    def region(self) -> str:
        """Return the id of the region in the URL; else the server's, or the one with most holdings.

        Raises:
            UsageError: the server's settings name a region that is not there.
        """
        rows = self.fetch(RegionsRow)
        chosen = param(REGION_PARAM)
        return chosen if chosen in self.regions else find_region(rows, self.settings.region).region_id

    @property
    def region_name(self) -> str:
        """Return the region's name, its id where it has none."""
        return self.regions.get(self.region, self.region)

    @property
    def dataset_titles(self) -> Mapping[str, str]:
        """Return the titles of the loaded datasets by id."""
        return {row.dataset: row.title for row in self.fetch(DatasetsRow)}

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

    def derived(self, read: Callable[..., T], *args: Hashable) -> T:
        """Return ``read(store, *args)`` like ``cached``, kept when a follow-up or a need is noted: it tells of none."""
        answer: T = cached_answer(self.store, analysis_version(self.store), read, args)
        return answer

    def derived_large(self, read: Callable[..., T], *args: Hashable) -> T:
        """Return ``read(store, *args)`` like ``derived``; only the last few answers are kept."""
        answer: T = cached_large_answer(self.store, analysis_version(self.store), read, args)
        return answer

    def fetch(self, row_type: type[RowT], **arguments: str) -> list[RowT]:
        """Return the typed rows of the query that a row type belongs to, cached; entities are given by id.

        Raises:
            UsageError: an argument is missing or wrong.
        """
        return self.cached(_fetch, self.names, row_type, tuple(sorted(arguments.items())))

    def run_query(self, name: str, arguments: Mapping[str, str], limit: int | None = None) -> Answer:
        """Return the answer to a query of the catalogue, cached.

        Raises:
            UsageError: there is no such query, or an argument is missing or wrong.
        """
        return self.cached(_run_query, self.names, name, limit, tuple(sorted(arguments.items())))

    def invalidate(self) -> None:
        """Have the graph's version read again, because this page has changed a dataset."""
        dataset_versions.clear()

    @property
    def links(self) -> Links:
        """Return the links to pages."""
        return Links(carried_params(self.words, self.settings))


def carried_params(words: Words, settings: Settings) -> dict[str, str]:
    """Return the state that every link takes along: language, year, grade of sources, region, chain and role.

    The language is left out where it is the default one.
    """
    language = {"lang": words.language} if words.language != settings.language else {}
    kept = {name: param(name) for name in CARRIED_PARAMS if param(name)}
    return {**language, **filter_params(selected_filter()), **kept}


def _in_english(_: Store, names: EnglishNames, analysis: RegionAnalysis) -> RegionAnalysis:
    return names.in_analysis(analysis)


def _fetch(
    store: Store, names: EnglishNames, row_type: type[RowT], arguments: tuple[tuple[str, str], ...]
) -> list[RowT]:
    return names.in_rows(fetch_rows(store, row_type, **dict(arguments)))


def _run_query(
    store: Store, names: EnglishNames, name: str, limit: int | None, arguments: tuple[tuple[str, str], ...]
) -> Answer:
    return names.in_answer(run_query(store, name, dict(arguments), limit))
