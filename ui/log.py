"""The log: lines of text or of JSON, each with the number of its request; none says who, or what they asked.

A trace has the places in the code and the kinds of the errors, without their messages: these may quote what somebody
typed or what a row holds.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

from graph.model.errors import LiantuError

LOGGERS = ("graph", "loaders", "queries", "ui", "liantu")  # ours: at DEBUG the driver would log all of the protocol
LINE = "%(asctime)s %(name)s %(levelname)s %(request)s%(message)s"
JSON = "json"
FIELDS = "fields"  # of a record: what `extra` gives beside the message, as names and values

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that this task or thread works for."""


class TextFormatter(logging.Formatter):
    """Writes a record as a line of text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the request's number in brackets where there is one."""
        number = getattr(record, "request_id", "")
        record.request = f"[{number}] " if number else ""
        return super().format(record)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name of logging
        """Return a trace without messages."""
        return "\n".join(trace_lines(ei[1]))


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON: at, level, logger, message, request, trace, and the record's fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := getattr(record, "request_id", ""):
            entry["request"] = number
        if record.exc_info:
            entry["trace"] = trace_lines(record.exc_info[1])
        return json.dumps(entry | getattr(record, FIELDS, {}), ensure_ascii=False, default=str)


def trace_lines(problem: BaseException | None) -> list[str]:
    """Return an error's places in the code and its kind, and those of what it came from; no messages.

    >>> trace_lines(LiantuError("port_taken", port=8501))
    ['LiantuError port_taken']
    """
    lines: list[str] = []
    while problem is not None:
        frames = traceback.extract_tb(problem.__traceback__)
        lines += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        lines.append(f"{type(problem).__name__} {problem.code if isinstance(problem, LiantuError) else ''}".rstrip())
        problem = problem.__cause__ or problem.__context__
    return lines


def configure_logging(log_format: str, level: int, page_request: Callable[[], str] = lambda: "") -> logging.Handler:
    """Write the records of our loggers, and warnings of others, to stderr; return what writes them.

    Args:
        log_format: ``text`` or ``json``.
        level: the lowest level of our loggers.
        page_request: the number of the request of a page's script, which runs in a thread that no request began.
    """

    def with_request(record: logging.LogRecord) -> bool:
        record.request_id = request_id.get() or page_request()
        return True

    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if log_format == JSON else TextFormatter(LINE))
    handler.addFilter(with_request)
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in LOGGERS:
        logging.getLogger(name).setLevel(level)
    return handler
