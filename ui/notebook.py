"""The graph in a notebook: pandas frames and networkx graphs of chains, gaps and entities.

Names are typed as people do: a name, an alias or an id. Errors carry the product's sentence as their note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, wraps
from types import NoneType
from typing import Any, Concatenate, ParamSpec, TypeVar

import networkx as nx
import pandas as pd

from graph.analysis.coverage import Coverage
from graph.analysis.method import read_method
from graph.analysis.source_filter import ALL_SOURCES, GRADES, SourceFilter
from graph.model.errors import LiantuError, UsageError
from graph.model.records import SUPPLY
from graph.store.store import Store
from loaders.service.asking import open_asker
from loaders.service.doubles import analyse_with_doubts
from queries.asking.ask import Asker
from queries.asking.grammar import Grammar, default_grammar
from queries.asking.name_variants import fold
from queries.dataset_version import fetch_graph_version
from queries.entity import load_entity_facts
from queries.query import LIST_SEPARATOR, Parameter
from queries.region import RegionAnalysis, check_year
from queries.run import resolve_id, run_query, search_entities
from queries.subgraph import DEFAULT_ENTITIES, MAX_ENTITIES, SubgraphFilter, ego_network
from ui.access.command_line import command_line_principal
from ui.console import ask_console
from ui.exports.networkx_graphs import chain_graph, statement_graph
from ui.open_store import open_configured_store
from ui.presenters import notebook_rows
from ui.presenters.asking import declined_error, reading_text
from ui.presenters.chain_links import CHAIN_LINK_COLUMNS, chain_link_rows
from ui.presenters.gaps import caveats, chain_rows, gap_rows
from ui.settings import Settings
from ui.text import words
from ui.text.error_note import sentence_noted

__all__ = ["Graph", "LiantuError", "open_graph"]

MAX_KEPT = 8  # analyses by the sources that count: a handful of years in one notebook
SEARCH_COLUMNS = ("id", "name", "label", "kind", "existence", "aliases")
SEARCH_ROWS = 20  # as many as the command line shows
ENTITY_NAME = Parameter("entity", "entity")

Params = ParamSpec("Params")
T = TypeVar("T")


def _with_sentence(method: Callable[Concatenate[Graph, Params], T]) -> Callable[Concatenate[Graph, Params], T]:
    @wraps(method)
    def call(self: Graph, /, *args: Params.args, **kwargs: Params.kwargs) -> T:
        with sentence_noted(self._words):
            if self._closed:
                raise UsageError("graph_closed")
            return method(self, *args, **kwargs)

    return call


def open_graph(
    store: str = "", *, region: str = "", as_of: int | None = None, grade: str = "", own_lists: bool = True
) -> Graph:
    """Open the graph of a store; it is a context manager, or closed by ``close()``.

    Args:
        store: The store's address; empty: ``LIANTU_STORE``, else the embedded one of this user.
        region: The region's id or name; empty: ``LIANTU_REGION``, else the region with most holdings.
        as_of: Leave out sources that are later than this year.
        grade: Leave out sources below this grade, A to E.
        own_lists: Whether sources without a grade count, such as a user's own lists.

    Raises:
        StoreError: There is no such store, or it does not answer.
        UsageError: There is no such grade, or the year is out of range.
    """
    chosen = Settings.from_env()
    chosen = replace(chosen, store=store or chosen.store, region=region or chosen.region)
    with sentence_noted(words(chosen.language)):
        if grade and grade not in GRADES:
            raise UsageError("word_unknown", value=grade, known=list(GRADES))
        check_year(as_of)
        sources = SourceFilter(as_of=as_of, grade=grade, lists=own_lists)
        return Graph(open_configured_store(chosen), chosen, sources)


class Graph:
    """A store, a region in it and the sources that count, as a notebook asks them.

    What others load meanwhile is seen by the next call.
    """

    def __init__(self, store: Store, settings: Settings, sources: SourceFilter = ALL_SOURCES) -> None:
        self._store, self._settings, self._sources = store, settings, sources
        self._words, self._closed = words(settings.language), False
        self._kept_analysis = lru_cache(maxsize=MAX_KEPT)(self._analyse)
        self._kept_asker = lru_cache(maxsize=1)(self._open_asker)

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; nothing can be asked afterwards."""
        self._closed = True
        self._store.close()

    @_with_sentence
    def chains(self) -> pd.DataFrame:
        """Return one row for each chain: known share, completeness from ``low`` to ``high``, links in each state.

        ``attrs["remarks"]`` are the reservations that belong to the figures.
        """
        analysis = self._analysis()
        rows = [notebook_rows.chain_frame_row(row) for row in chain_rows(analysis)]
        return _frame(rows, notebook_rows.CHAIN_FRAME_COLUMNS, remarks=caveats(analysis, self._words))

    @_with_sentence
    def chain(self, chain: str, role: str = SUPPLY) -> nx.DiGraph[str]:
        """Return a chain from upstream to downstream.

        Its nodes are the links by id, with name, stage, state, importance, suppliers, statements and sources.

        Args:
            chain: Its name, alias or id.
            role: The role that states and suppliers are of: supply, production, research, platform, ...

        Raises:
            UsageError: There is no such chain or role.
        """
        return chain_graph(self._analysis(), self._coverage(chain).chain.id, self._role(role))

    @_with_sentence
    def links(self, chain: str, role: str = SUPPLY) -> pd.DataFrame:
        """Return one row for each link of a chain, with the same attributes as in its graph.

        Raises:
            UsageError: There is no such chain or role.
        """
        rows = chain_link_rows(self._analysis(), self._coverage(chain).chain.id, self._role(role))
        return _frame([row.fields() for row in rows], CHAIN_LINK_COLUMNS)

    @_with_sentence
    def gaps(self, chain: str = "") -> pd.DataFrame:
        """Return one row for each gap of a chain, the most urgent first; of all chains without one.

        Raises:
            UsageError: There is no such chain.
        """
        analysis = self._analysis()
        gaps = analysis.gaps_of(self._coverage(chain).chain.id) if chain else analysis.gaps
        rows = [notebook_rows.gap_frame_row(row) for row in gap_rows(analysis, self._words, gaps)]
        return _frame(rows, notebook_rows.GAP_FRAME_COLUMNS, remarks=caveats(analysis, self._words))

    @_with_sentence
    def entity(self, entity: str) -> pd.DataFrame:
        """Return one row for each statement about an entity, with its source; ``attrs`` has its id, name and label.

        Raises:
            UsageError: The name is unknown, or means several entities.
        """
        facts = load_entity_facts(self._store, self._entity_id(entity)).filtered(self._sources)
        about = {"id": facts.entity.id, "name": facts.entity.name, "label": facts.entity.label}
        return _frame(notebook_rows.statement_frame_rows(facts), notebook_rows.STATEMENT_FRAME_COLUMNS, **about)

    @_with_sentence
    def neighbourhood(self, *entities: str, most: int = DEFAULT_ENTITIES, leads: bool = True) -> nx.MultiDiGraph[str]:
        """Return some entities, their neighbours, and every statement between them as an edge with its id as key.

        Args:
            *entities: Names, aliases or ids.
            most: The most entities, up to 1,000; those with most statements come first. ``graph["total"]`` of the
                result is how many there would be.
            leads: Whether statements that are still to be verified are in it.

        Raises:
            UsageError: A name is unknown, or means several entities.
        """
        shown = SubgraphFilter(leads=leads, sources=self._sources)
        ids = [self._entity_id(entity) for entity in entities]
        found = ego_network(self._store, ids, shown, min(most, MAX_ENTITIES))
        graph = statement_graph(found)
        graph.graph["total"] = found.total
        return graph

    @_with_sentence
    def search(self, text: str, limit: int = SEARCH_ROWS) -> pd.DataFrame:
        """Return entities by name or alias, the nearest first."""
        hits = search_entities(self._store, text, limit)
        return _frame([{column: getattr(hit, column) for column in SEARCH_COLUMNS} for hit in hits], SEARCH_COLUMNS)

    @_with_sentence
    def query(self, name: str, /, **arguments: str | int | Sequence[str]) -> pd.DataFrame:
        """Run a query of the catalogue (docs/queries.md), over all sources.

        Args:
            name: The query's name, such as ``supporters``.
            **arguments: Its parameters; one called like a word of Python, such as ``from``, is written ``from_``.

        Raises:
            UsageError: The query or a parameter is unknown, or a name is unknown or means several things.
        """
        given = {key.removesuffix("_"): _argument_text(value) for key, value in arguments.items()}
        answer = run_query(self._store, name, given)
        return _frame(answer.rows, answer.columns)

    @_with_sentence
    def cypher(self, text: str) -> pd.DataFrame:
        """Run Cypher as the console does: it cannot write; ``attrs["cut"]`` tells whether its limit left rows out.

        Raises:
            QueryError: The text is refused, faulty, or over the limits.
        """
        answer = ask_console(self._store, text, self._settings, principal=command_line_principal(self._settings))
        return _frame(answer.rows, answer.columns, cut=answer.cut)

    @_with_sentence
    def ask(self, question: str) -> pd.DataFrame:
        """Answer a question in Chinese: one row for each thing that it names.

        ``attrs`` has the reading, the query, and the value: the answer where it is one figure or word, else None.

        Raises:
            UsageError: It is not understood, or means several things.
        """
        asked = self._asker().ask(question, language=self._words.language)
        if asked.reading is None:
            raise declined_error(asked, self._words)
        columns, rows = notebook_rows.answer_frame_rows(asked)
        reading = reading_text(asked.reading, self._words)
        return _frame(rows, columns, reading=reading, query=asked.reading.intent.target, value=asked.value)

    def _analysis(self) -> RegionAnalysis:
        return self._kept_analysis(self._sources, fetch_graph_version(self._store))

    def _analyse(self, sources: SourceFilter, version: str) -> RegionAnalysis:
        return analyse_with_doubts(self._store, self._settings.region, sources, read_method(self._settings.method))

    def _asker(self) -> Asker:
        return self._kept_asker(fetch_graph_version(self._store), default_grammar(self._settings.question_words))

    def _open_asker(self, version: str, _grammar: Grammar) -> Asker:
        def read(sources: SourceFilter) -> RegionAnalysis:
            return self._kept_analysis(sources, version)

        asker = open_asker(self._store, read(ALL_SOURCES), read, own_words=self._settings.question_words)
        return replace(asker, sources=self._sources)

    def _coverage(self, text: str) -> Coverage:
        """Return the coverage of a chain by its id, its name, or a wording that only this chain has."""
        analysis = self._analysis()
        if not analysis.coverages:
            raise UsageError("graph_empty")
        if text not in {name for c in analysis.coverages.values() for name in (c.chain.id, c.chain.name)}:
            named = self._asker().names.by_wording.get(fold(text), ())
            chains = [name.id for name in named if name.is_chain and name.id in analysis.coverages]
            text = chains[0] if len(chains) == 1 else text
        return analysis.chain(text)

    def _role(self, text: str) -> str:
        """Return a role by its id or by its word."""
        ids = dict.fromkeys((SUPPLY, *self._analysis().method.roles))
        named = {self._words(f"role.{role}"): role for role in ids}
        if text not in ids and text not in named:
            raise UsageError("word_unknown", value=text, known=list(named))
        return named.get(text, text)

    def _entity_id(self, text: str) -> str:
        return resolve_id(self._store, ENTITY_NAME, text)


def _frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], **attributes: object) -> pd.DataFrame:
    """Return rows as a frame, with attributes that are not of a single row."""
    frame = pd.DataFrame({str(column): _column([row.get(column) for row in rows]) for column in columns})
    frame.attrs.update(attributes)
    return frame


def _column(values: Sequence[Any]) -> pd.Series:
    """Return a column: lists as lists, whole numbers as such also where some are missing."""
    kinds = {type(value) for value in values}
    cells = [list(value) if isinstance(value, tuple) else value for value in values]
    return pd.Series(cells, dtype="Int64" if int in kinds and kinds <= {int, NoneType} else None)


def _argument_text(value: str | int | Sequence[str]) -> str:
    return str(value) if isinstance(value, str | int) else LIST_SEPARATOR.join(value)
