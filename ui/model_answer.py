"""The answer by a bureau's own language model, where the grammar does not read a question."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store.store import Store
from loaders.access.principal import Principal
from loaders.language_model.client import ModelClient
from loaders.language_model.endpoint import ModelEndpoint
from loaders.language_model.query_proposal import (
    QUESTION_SECONDS,
    NamedThing,
    QueryProposal,
    ToldQuestion,
    propose_query,
)
from queries.asking.grammar import Grammar
from queries.asking.name_index import NameIndex
from queries.asking.question_words import tokenize
from queries.run import Answer
from ui.console import ask_catalogue, ask_console
from ui.settings import Settings

MAX_MODEL_ROWS = 300  # of an answer; the console's own limit holds too


@dataclass(frozen=True)
class ModelAnswered:
    """The proposal of a model, and the answer to it; None where it declined."""

    proposal: QueryProposal
    answer: Answer | None


def ask_model(
    store: Store,
    settings: Settings,
    endpoint: ModelEndpoint,
    question: str,
    grammar: Grammar,
    names: NameIndex,
    principal: Principal,
) -> ModelAnswered:
    """Have a model translate a question, and run what it proposes as anybody's query or console text.

    Args:
        store: The store to read.
        settings: The console's limits.
        endpoint: The bureau's own model.
        question: As it was typed.
        grammar: The words that the question is cut by, to find the names in it.
        names: The names of the store.
        principal: The person who asks; who may not run Cypher gets queries of the catalogue alone.

    Raises:
        ModelError: The server fails, or its answer has not the form that was asked for.
        UsageError: The proposal names an unknown query or parameter.
        QueryError: The console refuses the Cypher, or what is run is too slow.
    """
    things = [name for word in tokenize(question, grammar, names) for name in word.names[:1]]
    told = ToldQuestion(question, [NamedThing(name.name, name.id, name.label) for name in things])
    proposal = propose_query(ModelClient(endpoint, QUESTION_SECONDS), told)
    if proposal.is_empty:
        return ModelAnswered(proposal, None)
    if proposal.cypher:
        return ModelAnswered(
            proposal, ask_console(store, proposal.cypher, settings, MAX_MODEL_ROWS, principal=principal)
        )
    answer = ask_catalogue(store, proposal.query, proposal.parameters, settings, MAX_MODEL_ROWS)
    return ModelAnswered(proposal, answer)
