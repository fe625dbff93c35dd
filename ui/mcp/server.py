"""The server of the Model Context Protocol: tools are listed and called; nothing else is offered."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from graph.model.errors import LiantuError
from ui.mcp.arguments import input_schema
from ui.mcp.graph_reader import GraphReader
from ui.mcp.tools import TOOLS, GraphTool, call_tool
from ui.text import Words

MAX_ERROR_CHARACTERS = 2_000
"""Characters of an error: a failed query is repeated in it, and may be of 20,000 characters."""

logger = logging.getLogger(__name__)


def build_server(reader: GraphReader) -> Server[dict[str, Any]]:
    """Return a server whose tools read a graph."""

    async def list_tools(
        context: ServerRequestContext[dict[str, Any]], params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[described_tool(tool, reader.words) for tool in TOOLS.values()])

    async def on_call(context: ServerRequestContext[dict[str, Any]], params: CallToolRequestParams) -> CallToolResult:
        # A tool waits for the store: in a thread, so that other calls and pings are answered meanwhile.
        return await asyncio.to_thread(tool_result, reader, params.name, params.arguments or {})

    return Server(
        "liantu",
        version=version("liantu"),
        instructions=reader.words("mcp.instructions"),
        on_list_tools=list_tools,
        on_call_tool=on_call,
    )


async def serve_stdio(reader: GraphReader) -> None:
    """Answer on stdin and stdout until stdin ends."""
    server = build_server(reader)
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def described_tool(tool: GraphTool, words: Words) -> Tool:
    """Return a tool as clients are told of it."""
    key = f"mcp.tool.{tool.name}"
    title = words(f"{key}.title")
    descriptions = {parameter.name: words(f"{key}.{parameter.name}") for parameter in tool.parameters}
    return Tool(
        name=tool.name,
        title=title,
        description=words(f"{key}.about"),
        input_schema=input_schema(tool.parameters, descriptions),
        annotations=ToolAnnotations(
            title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def tool_result(reader: GraphReader, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    """Call a tool; an error becomes a sentence that says what to do."""
    try:
        fields = call_tool(reader, name, arguments)
    except LiantuError as problem:
        return _failed(error_text(problem, reader.words))
    except Exception:  # the one place where a tool's fault ends: the client is told, the log has the trace
        logger.exception("the tool %r failed", name)
        return _failed(reader.words("mcp.failed"))
    # Lone surrogates, which Cypher's escapes can make, are no UTF-8.
    text = json.dumps(fields, ensure_ascii=False, default=str).encode("utf-8", "replace").decode("utf-8")
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=json.loads(text))


def error_text(problem: LiantuError, words: Words) -> str:
    """Write an error as sentences: what is wrong, and which tool helps.

    ``mcp.error.CODE`` is in place of a sentence that speaks of the command line.
    """
    own = f"mcp.error.{problem.code}"
    text = words(own, **problem.fields) if words.has(own) else words.error(problem)
    if len(text) > MAX_ERROR_CHARACTERS:
        text = text[:MAX_ERROR_CHARACTERS] + "…"
    hint = f"mcp.hint.{problem.code}"
    return f"{text} {words(hint)}" if words.has(hint) else text


def _failed(text: str) -> CallToolResult:
    sendable = text.encode("utf-8", "replace").decode("utf-8")
    return CallToolResult(content=[TextContent(type="text", text=sendable)], is_error=True)
