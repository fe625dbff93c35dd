"""Values that the server computes once for all its users: the store, the region's analysis, answers to queries."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

import streamlit as st

from graph.analysis.method import Method, default_method, read_method
from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from loaders.service.pairs import pair_queue
from queries.dataset_version import version_text
from queries.reader import read_rows
from queries.region import RegionAnalysis, analyse_region
from queries.rows.chains import RegionsRow
from queries.rows.internal import DatasetVersionsRow
from queries.run import fetch_rows
from ui.open_store import open_configured_store
from ui.settings import Settings

T = TypeVar("T")
logger = logging.getLogger("liantu.page")
VERSION_SECONDS = 2  # how long a page may show what another process, such as a command, has changed meanwhile
MAX_ANALYSES = 24  # a region as of all years, and as of most years that can be chosen
MAX_ANSWERS = 300  # rows of a query each
MAX_LARGE_ANSWERS = 12  # whole analyses or thousands of pairs each, so that memory stays bounded
# The server has one store, and opens another only when its settings differ.
BY_IDENTITY: dict[str | type[Any], Callable[[Any], Any]] = {Store: id}
MAX_METHODS = 4  # the file of the method is one; older texts of it are of no use


class Once(Generic[T]):
    """A value that several threads ask for and one of them makes; a failure is not kept."""

    def __init__(self) -> None:
        self._lock, self._values = Lock(), list[T]()

    def get(self, make: Callable[[], T]) -> T:
        """Return the value, made by the first who asks; the others wait for it."""
        with self._lock:
            if not self._values:
                self._values.append(make())
                _freeze_gc()
            return self._values[0]


# Not st.cache_resource: any visitor can empty Streamlit's caches with one message, and the engine's lock went with the
# store. What these hold is dropped only when it is the least used.
@lru_cache(maxsize=1)  # the server has one store
def _store_once(settings: Settings) -> Once[Store]:
    return Once()


@lru_cache(maxsize=MAX_ANALYSES)
def _analysis_once(
    store: Store, region: str, source_filter: SourceFilter, version: str, method: str
) -> Once[RegionAnalysis]:
    return Once()


def open_store_once(settings: Settings) -> Store:
    """Return the store, opened once for the whole server."""
    return _store_once(settings).get(lambda: open_configured_store(settings))


@st.cache_data(show_spinner=False, ttl=VERSION_SECONDS, hash_funcs=BY_IDENTITY)
def dataset_versions(store: Store) -> list[DatasetVersionsRow]:
    """Return the fingerprint and state of each dataset."""
    return read_rows(store.read, DatasetVersionsRow)


def graph_version(store: Store) -> str:
    """Return a text that changes when a dataset changes: ``id:fingerprint:state`` of each, joined by ``;``."""
    return version_text(dataset_versions(store))


def analysis_version(store: Store) -> str:
    """Return the version without follow-ups and needs: each mark changes them, and none of them changes a figure."""
    return version_text(row for row in dataset_versions(store) if row.is_counted)


def current_method(file: Path | None) -> Method:
    """Return the method in force, the product's own without a file; the file is read again when it has changed."""
    if file is None:
        return default_method()
    return _read_method(file, file.stat().st_mtime_ns if file.exists() else 0)


@lru_cache(maxsize=MAX_METHODS)
def _read_method(file: Path, modified_ns: int) -> Method:
    return read_method(file)


def current_analysis(store: Store, region: str, source_filter: SourceFilter, method: Method) -> RegionAnalysis:
    """Return the region's analysis by some sources; it is computed anew when what it counts or the method changes."""
    version = analysis_version(store)

    def analyse() -> RegionAnalysis:
        logger.info("computing the analysis of %s", version)
        queue = cached_large_answer(store, version, pair_queue, ())
        regions = cached_answer(store, version, fetch_rows, (RegionsRow,))
        analysis = analyse_region(store, region, source_filter, method, regions)
        return replace(analysis, doubts=frozenset(pair.ids for pair in queue.pairs))

    return _analysis_once(store, region, source_filter, version, str(method)).get(analyse)


def _read(store: Store, version: str, read: Callable[..., T], args: tuple[Hashable, ...]) -> T:
    return read(store, *args)


# The version is part of the key, so a changed dataset makes older answers unreachable; the least used ones are dropped.
# lru_cache, not st.cache_data: the answers are shared, not copied for each reader.
cached_answer = lru_cache(maxsize=MAX_ANSWERS)(_read)
cached_large_answer = lru_cache(maxsize=MAX_LARGE_ANSWERS)(_read)


def _freeze_gc() -> None:
    """Freeze long-lived objects, so that collections do not walk through them again and again."""
    gc.collect()
    gc.freeze()
