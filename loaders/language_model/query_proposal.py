"""A language model's proposal for a question that the grammar does not read: a query of the catalogue, or Cypher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec

from loaders.language_model.client import ModelClient, ModelError
from loaders.language_model.prompt import filled_prompt
from queries.catalogue import listed_queries
from queries.query import Query

QUESTION_SECONDS = 20.0  # somebody waits before the page; a document is read in the background
MAX_TOLD_NAMES = 8  # that a question is told with; more are not meant


class QueryProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A query of the catalogue with its parameters, or a Cypher text; neither where the model declines."""

    query: str = ""
    parameters: dict[str, str] = msgspec.field(default_factory=dict)
    cypher: str = ""
    declined: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is proposed."""
        return self.declined or not (self.query or self.cypher)


@dataclass(frozen=True)
class NamedThing:
    """A thing of the graph that a question names."""

    name: str
    id: str
    label: str


@dataclass(frozen=True)
class ToldQuestion:
    """A question with the things that it names."""

    question: str
    names: Sequence[NamedThing] = field(default_factory=tuple)


def propose_query(client: ModelClient, question: ToldQuestion) -> QueryProposal:
    """Ask a model for the query that answers a question.

    What comes back is only a proposal: the caller runs it as anybody's query or console text.

    Raises:
        ModelError: The server fails, or the answer is not of the form that was asked for.
    """
    text = msgspec.json.encode(
        {"question": question.question, "names": [_fields(thing) for thing in question.names[:MAX_TOLD_NAMES]]}
    ).decode()
    return parse_query_proposal(client.complete(query_instructions(), text), client.endpoint.model)


def parse_query_proposal(answer: str, model: str) -> QueryProposal:
    """Return the proposal of an answer, which may stand in a block of code.

    >>> parse_query_proposal('{"query": "chains"}', "m").query
    'chains'

    Raises:
        ModelError: The answer has no JSON object of the form.
    """
    start, end = answer.find("{"), answer.rfind("}")
    try:
        proposal = msgspec.json.decode(answer[start : end + 1].encode(), type=QueryProposal)
    except (msgspec.DecodeError, UnicodeEncodeError) as problem:
        raise ModelError("model_unusable", model=model) from problem
    if proposal.query and proposal.cypher:
        raise ModelError("model_unusable", model=model)
    return proposal


@cache
def query_instructions() -> str:
    """Return the instructions: the catalogue that users are offered, and the schema's labels and relations."""
    return filled_prompt("query_prompt.txt", queries="\n".join(map(_query_line, listed_queries())))


def _query_line(query: Query) -> str:
    parameters = ", ".join(f"{parameter.name}:{parameter.type}" for parameter in query.parameters)
    return f"{query.name}({parameters})：{query.title}"


def _fields(thing: NamedThing) -> Mapping[str, str]:
    return {"name": thing.name, "id": thing.id, "label": thing.label}
