"""What was loaded when and by whom; taking it back; comparing what a list said in two years."""

from __future__ import annotations

from typing import Any

from graph.model.schema import schema
from graph.store.store import Store
from loaders.history.event import PREFIX, Event, event, events
from loaders.history.log import kept, original
from loaders.linking.list_diff import Comparison, compared
from loaders.pipeline import undo
from loaders.records import LoadError, LoadReport
from loaders.sync.writer import Progress
from ui.text import Words

COLUMNS = ("id", "at", "who", "action", "dataset", "file", "rows", "refused", "changes")


def history(store: Store, dataset: str = "") -> list[Event]:
    """The events, the newest first; of one dataset or of all."""
    return [one for one in reversed(events(store.read)) if dataset in ("", one.dataset)]


def undo_event(
    store: Store, id_: str, who: str, progress: Progress = lambda done, whole: None
) -> tuple[Event, LoadReport]:
    """Bring back what a dataset said before an event. Raises LoadError."""
    return undo(store, id_, who, progress)


def compare_versions(store: Store, before: str, after: str) -> Comparison:
    """What is new, gone, renamed or moved between two versions.

    Args:
        store: where they are kept.
        before, after: each an event (what its dataset said then) or a dataset (what it says now).

    Raises:
        LoadError: no such event or dataset, or its version is no longer kept.
    """
    known = schema()

    def records(name: str) -> Any:
        if name.upper().startswith(PREFIX) and name[len(PREFIX) :].isdecimal():
            found = event(store.read, name)
            if not found.version:
                raise LoadError("event_gone", id=found.id, dataset=found.dataset)
            return kept(store.read, found.version)
        said = original(store.read, known, name)
        if said is None:
            raise LoadError("not_loaded", dataset=name)
        return said

    return compared(records(before), records(after))


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


def comparison_rows(found: Comparison, words: Words) -> list[dict[str, str]]:
    """A comparison as rows: what, who, before, after."""
    rows = [("gone", one, one, "") for one in found.gone] + [("new", one, "", one) for one in found.new]
    rows += [("renamed", after, before, after) for before, after in found.renamed]
    rows += [("moved", *one) for one in found.moved]
    return [
        {"change": words(f"history.{what}"), "name": name, "before": before, "after": after}
        for what, name, before, after in rows
    ]
