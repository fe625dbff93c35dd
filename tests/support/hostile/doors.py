"""The doors through which a statement comes in: the console, a bureau's own model, an agent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from graph.model.errors import LiantuError
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from queries.asking.ask import Asker
from tests.support.model_server import answering, model_server
from ui.console import ask_console
from ui.mcp.graph_reader import GraphReader
from ui.mcp.server import error_text, tool_result
from ui.model_answer import ask_model
from ui.settings import Settings
from ui.text import words

QUESTION = "天合光能有多少专利"


@dataclass(frozen=True)
class Told:
    """What somebody is told.

    Attributes:
        text: all of it: the answer, or the sentence of the error.
        is_error: whether there is no answer.
    """

    text: str
    is_error: bool


Door = Callable[[str], Told]


@contextmanager
def open_doors(store: Store, asker: Asker, *, seconds: float) -> Iterator[dict[str, Door]]:
    """Open all doors to a store for a block.

    Args:
        store: the store to ask.
        asker: knows the names of the store, for the model.
        seconds: the time limit of a statement.
    """
    settings = replace(Settings(home=Path("/nonexistent"), store=""), console_seconds=seconds, console_rows=50)
    reader = GraphReader(store, settings, LOCAL_USER)
    proposed = [""]

    def console(text: str) -> Told:
        return _told(lambda: ask_console(store, text, settings, principal=LOCAL_USER))

    def agent(text: str) -> Told:
        result = tool_result(reader, "cypher", {"text": text})
        return Told(result.model_dump_json(), bool(result.is_error))

    with model_server(answering(lambda _: json.dumps({"cypher": proposed[0]}))) as endpoint:

        def model(text: str) -> Told:
            proposed[0] = text
            return _told(lambda: ask_model(store, settings, endpoint, QUESTION, asker.grammar, asker.names, LOCAL_USER))

        yield {"console": console, "model": model, "agent": agent}


def _told(ask: Callable[[], object]) -> Told:
    """Return what somebody is told by an answer or an error; what is no error of ours goes on and fails the test."""
    try:
        return Told(repr(ask()), False)
    except LiantuError as problem:
        return Told(error_text(problem, words("zh")), True)
