"""What was loaded when and by whom; taking it back; comparing what a list said in two years."""

from __future__ import annotations

from typing import Any

from loaders.history.event import Event
from loaders.linking.list_diff import ListDiff
from ui.text import Words

COLUMNS = ("id", "at", "who", "action", "dataset", "file", "rows", "refused", "changes")


def event_fields(one: Event, words: Words) -> dict[str, str]:
    """An event as a row of a table, in words."""
    nodes, said = one.nodes, one.statements
    counts = {"added": nodes.added, "changed": nodes.changed, "removed": nodes.removed}
    counts |= {"s_added": said.added, "s_changed": said.changed, "s_removed": said.removed}
    action = words(f"action.{one.occasion.action}")
    return {
        "id": one.id,
        "at": one.at[:16].replace("T", " "),
        "who": one.occasion.who,
        "action": f"{action} {one.occasion.undoes}".strip(),
        "dataset": one.dataset,
        "file": one.occasion.file,
        "rows": str(one.rows),
        "refused": str(one.refused),
        "changes": words("history.changes", **counts) if one.touched else words("history.unchanged"),
    }


def event_json(one: Event) -> dict[str, Any]:
    """An event as documented for JSON."""
    return {
        **{"id": one.id, "at": one.at, "dataset": one.dataset, "title": one.title},
        **vars(one.occasion),
        **{"rows": one.rows, "refused": one.refused, "version": one.version, "before": one.before},
        "records": vars(one.nodes),
        "statements": vars(one.statements),
    }


def list_diff_rows(found: ListDiff, words: Words) -> list[dict[str, str]]:
    """A comparison as rows: what, who, before, after."""
    rows = [("gone", one, one, "") for one in found.gone] + [("new", one, "", one) for one in found.new]
    rows += [("renamed", after, before, after) for before, after in found.renamed]
    rows += [("moved", *one) for one in found.moved]
    return [
        {"change": words(f"history.{what}"), "name": name, "before": before, "after": after}
        for what, name, before, after in rows
    ]
