"""The graph that the tools read: the store, with the analysis and the asker kept until a dataset changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from graph.analysis.method import Method, read_method
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.store import Store
from loaders.service.asking import open_asker
from loaders.service.doubles import doubtful_pairs
from queries.asking.ask import Asker
from queries.reader import read_rows
from queries.region import RegionAnalysis, analyse_region
from queries.rows.internal import DatasetVersionsRow
from ui.settings import Settings
from ui.text import Words, words


class GraphReader:
    """What the tools of all clients share.

    Args:
        store: the open store.
        settings: the region, the method, the bureau's own words and the console's limits.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._lock = Lock()
        self._version: Sequence[DatasetVersionsRow] = ()
        self._analysis: RegionAnalysis | None = None
        self._asker: Asker | None = None

    @property
    def words(self) -> Words:
        """Return the texts of the language that is set."""
        return words(self.settings.language)

    def analysis(self) -> RegionAnalysis:
        """Return the region's analysis by all sources, computed anew when a dataset has changed."""
        with self._lock:
            return self._current_analysis()

    def asker(self) -> Asker:
        """Return the asker about the region; its names are read again when a dataset has changed."""
        with self._lock:
            analysis = self._current_analysis()
            if self._asker is None:
                own_words = self.settings.question_words
                self._asker = open_asker(self.store, analysis, self._analyse, own_words=own_words)
            return self._asker

    def _current_analysis(self) -> RegionAnalysis:
        version = read_rows(self.store.read, DatasetVersionsRow)
        if self._analysis is None or version != self._version:
            analysis = self._analyse(ALL_SOURCES)
            doubts = doubtful_pairs(self.store, analysis.holder_groups)
            self._version, self._asker = version, None
            self._analysis = replace(analysis, doubts=doubts)
        return self._analysis

    def _analyse(self, sources: SourceFilter) -> RegionAnalysis:
        return analyse_region(self.store, self.settings.region, sources, self._method())

    def _method(self) -> Method | None:
        return read_method(self.settings.method) if self.settings.method else None
