"""The graph that the tools read: the store, with the analysis and the asker kept until a dataset changes."""

from __future__ import annotations

from threading import Lock

from graph.analysis.method import Method, read_method
from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from loaders.access.principal import Principal
from loaders.service.asking import open_asker
from loaders.service.doubles import analyse_with_doubts
from queries.asking.ask import Asker
from queries.asking.grammar import default_grammar
from queries.dataset_version import fetch_graph_version
from queries.region import RegionAnalysis, analyse_region
from ui.settings import Settings
from ui.text import Words, words


class GraphReader:
    """The state that the tools of all clients share.

    Args:
        store: the open store.
        settings: the region, the method, the bureau's own words and the console's limits.
        principal: whom the agent acts for.
    """

    def __init__(self, store: Store, settings: Settings, principal: Principal) -> None:
        self.store = store
        self.principal = principal
        self.settings = settings
        self._lock = Lock()
        self._version = ""
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
            own_words = self.settings.question_words
            if self._asker is None or self._asker.grammar is not default_grammar(own_words):
                self._asker = open_asker(self.store, analysis, self._analyse, own_words=own_words)
            return self._asker

    def _current_analysis(self) -> RegionAnalysis:
        version = fetch_graph_version(self.store)
        if self._analysis is None or version != self._version:
            self._analysis = analyse_with_doubts(self.store, self.settings.region, method=self._method())
            self._version, self._asker = version, None
        return self._analysis

    def _analyse(self, sources: SourceFilter) -> RegionAnalysis:
        return analyse_region(self.store, self.settings.region, sources, self._method())

    def _method(self) -> Method:
        return read_method(self.settings.method)
