"""The tools that an agent may call. Each reads the graph; none can write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.errors import UsageError
from queries.asking.question_words import MAX_QUESTION
from queries.citing import cited_statements
from queries.run import Answer, search_entities
from ui.console import ask_catalogue, ask_console
from ui.mcp.arguments import ToolParameter, checked_arguments, query_texts
from ui.mcp.chain_answer import chain_answer
from ui.mcp.entity_answer import entity_answer
from ui.mcp.gap_answer import derivation_answer, gaps_answer
from ui.mcp.graph_reader import GraphReader
from ui.mcp.question_answer import question_answer
from ui.mcp.schema_text import schema_text
from ui.mcp.tool_answer import MAX_TOOL_ROWS, AnswerRow, ToolAnswer, bounded_fields

ToolArguments = Mapping[str, Any]
LIMIT = ToolParameter("limit", "integer", required=False)
QUESTION = ToolParameter("question", max_characters=MAX_QUESTION)
QUERY_PARAMETERS = ToolParameter("parameters", "object", required=False)


@dataclass(frozen=True)
class GraphTool:
    """A tool: its name, what it takes, and the function that answers. Its texts are ``mcp.tool.NAME``."""

    name: str
    parameters: tuple[ToolParameter, ...]
    run: Callable[[GraphReader, ToolArguments], ToolAnswer]


def call_tool(reader: GraphReader, name: str, given: ToolArguments) -> dict[str, Any]:
    """Answer a call with JSON fields within their bounds: ``rows``, ``statements``, and ``cut`` where it was cut.

    Raises:
        LiantuError: there is no such tool, an argument does not fit, or the query was refused or failed.
    """
    tool = TOOLS.get(name)
    if tool is None:
        raise UsageError("tool_unknown", tool=name, known=list(TOOLS))
    arguments = checked_arguments(name, tool.parameters, given)
    return bounded_fields(tool.run(reader, arguments), reader.words, arguments.get(LIMIT.name))


def _search(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    hits = search_entities(reader.store, arguments["text"], MAX_TOOL_ROWS)
    rows = [
        {"id": hit.id, "name": hit.name, "label": hit.label, "kind": hit.kind, "aliases": list(hit.aliases)}
        for hit in hits
    ]

    def cite(shown: Sequence[AnswerRow]) -> Iterable[str]:
        return cited_statements(reader.store, [row["id"] for row in shown])

    return ToolAnswer(rows=rows, cite=cite)


def _entity(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return entity_answer(reader.store, arguments["entity"])


def _chain(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return chain_answer(reader.analysis(), arguments.get("chain", ""))


def _gaps(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return gaps_answer(reader.analysis(), arguments.get("chain", ""), reader.words)


def _explain(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return derivation_answer(reader.analysis(), arguments["gap"], reader.words)


def _ask(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return question_answer(reader.asker(), arguments["question"], reader.words)


def _query(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    given = query_texts("query", arguments.get(QUERY_PARAMETERS.name, {}))
    return _cited(
        reader,
        ask_catalogue(reader.store, arguments["name"], given, reader.settings, MAX_TOOL_ROWS),
    )


def _cypher(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return _cited(
        reader, ask_console(reader.store, arguments["text"], reader.settings, MAX_TOOL_ROWS, principal=reader.principal)
    )


def _cited(reader: GraphReader, answer: Answer) -> ToolAnswer:
    def cite(shown: Sequence[AnswerRow]) -> Iterable[str]:
        return cited_statements(reader.store, (cell for row in shown for cell in row.values()))

    return ToolAnswer(rows=answer.rows, cite=cite, cut=answer.cut)


def _schema(reader: GraphReader, arguments: ToolArguments) -> ToolAnswer:
    return ToolAnswer(text=schema_text(reader.words))


TOOLS: Mapping[str, GraphTool] = {
    tool.name: tool
    for tool in (
        GraphTool("search", (ToolParameter("text"), LIMIT), _search),
        GraphTool("entity", (ToolParameter("entity"), LIMIT), _entity),
        GraphTool("chain", (ToolParameter("chain", required=False), LIMIT), _chain),
        GraphTool("gaps", (ToolParameter("chain", required=False), LIMIT), _gaps),
        GraphTool("explain", (ToolParameter("gap"),), _explain),
        GraphTool("ask", (QUESTION, LIMIT), _ask),
        GraphTool("query", (ToolParameter("name"), QUERY_PARAMETERS, LIMIT), _query),
        GraphTool("cypher", (ToolParameter("text"), LIMIT), _cypher),
        GraphTool("schema", (), _schema),
    )
}
