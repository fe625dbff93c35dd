"""The log of loads in words; events as rows; two versions of a list compared."""

from __future__ import annotations

from typing import Any

from loaders.history.event import ALL_DATASETS, LoadContext, LoadEvent
from loaders.linking.list_diff import ListDiff
from ui.presenters.reports import counts_text
from ui.text import Words

HISTORY_COLUMNS = ("id", "at", "who", "action", "dataset", "file", "rows", "refused", "changes")


def event_fields(event: LoadEvent, words: Words) -> dict[str, str]:
    """Return an event as a row of a table, in words."""
    action = words(f"action.{event.context.action}")
    return {
        "id": event.id,
        "at": event.at[:16].replace("T", " "),
        "who": event.context.who,
        "action": f"{action} {event.context.undoes}".strip(),
        "dataset": event.dataset,
        "file": event.context.file,
        "rows": str(event.rows),
        "refused": str(event.refused),
        "changes": _changes(event, words),
    }


def _changes(event: LoadEvent, words: Words) -> str:
    if event.dataset == ALL_DATASETS:
        return words("history.restored")
    return counts_text(event.nodes, event.statements, words) or words("history.unchanged")


def event_json(event: LoadEvent) -> dict[str, Any]:
    """Return an event's documented fields for JSON."""
    return {
        **{"id": event.id, "at": event.at, "dataset": event.dataset, "title": event.title},
        **_context_json(event.context),
        **{"rows": event.rows, "refused": event.refused, "version": event.version, "before": event.previous_version},
        "records": vars(event.nodes),
        "statements": vars(event.statements),
    }


def _context_json(context: LoadContext) -> dict[str, str]:
    """Return a context by its documented keys: the fingerprint of the code is called ``program`` there."""
    return {{"code_version": "program"}.get(name, name): text for name, text in vars(context).items()}


def list_diff_rows(diff: ListDiff, words: Words) -> list[dict[str, str]]:
    """Return a comparison as rows: change, who, before, after."""
    rows = [("gone", entry, entry, "") for entry in diff.gone] + [("new", entry, "", entry) for entry in diff.new]
    rows += [("renamed", after, before, after) for before, after in diff.renamed]
    rows += [("moved", *entry) for entry in diff.moved]
    return [
        {"change": words(f"history.{what}"), "name": name, "before": before, "after": after}
        for what, name, before, after in rows
    ]
