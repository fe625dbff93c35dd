"""One load, unload, decision or undoing: who, when, from which file, what became different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from graph.store import writes as cypher
from graph.store.store import Reader
from loaders.errors import LoadError
from loaders.report import ChangeCounts, LoadReport

EVENT_PREFIX = "L"


@dataclass(frozen=True)
class LoadContext:
    """On which occasion a dataset is brought: by whom, from which file (with its hash), through which mapping.

    ``program`` marks what read a list: another program may make other records of the same file.
    ``action`` is load, unload, undo, decide or add; ``undoes`` the event that an undoing takes back.
    """

    who: str = ""
    action: str = "load"
    file: str = ""
    sha256: str = ""
    mapping: str = ""
    undoes: str = ""
    program: str = ""


LOADING, UNLOADING = LoadContext(), LoadContext(action="unload")


@dataclass(frozen=True)
class Event:
    """What happened to a dataset; ``version`` is what it said afterwards ("": it was gone), ``before`` what before."""

    id: str
    dataset: str
    title: str
    at: str
    occasion: LoadContext
    version: str
    before: str
    rows: int
    refused: int
    nodes: ChangeCounts
    statements: ChangeCounts

    @property
    def touched(self) -> bool:
        """Whether anything became different."""
        return self.version != self.before


def timestamp() -> str:
    """The time, ISO 8601 with the zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def event_props(
    number: int,
    title: str,
    context: LoadContext,
    report: LoadReport,
    rows: int,
    versions: tuple[str, str],
    writer: str,
) -> dict[str, object]:
    """The properties of an event's node.

    Args:
        number: its place among all events.
        title: the dataset's.
        occasion, report: why and what.
        rows: how many the dataset had.
        versions: what it said before and says now.
        writer: the store's writer that brings it.
    """
    nodes, said = report.nodes, report.statements
    texts = {one.name: getattr(context, one.name) for one in fields(context)}
    texts |= {"title": title, "before": versions[0], "version": versions[1], "writer": writer}
    return {
        "id": f"{EVENT_PREFIX}{number}",
        "n": number,
        "dataset": report.dataset,
        "at": timestamp(),
        "rows": rows,
        "refused": len(report.refused),
        "missing": len(report.dangling),
        "added": nodes.added,
        "changed": nodes.changed,
        "removed": nodes.removed,
        "s_added": said.added,
        "s_changed": said.changed,
        "s_removed": said.removed,
        **{name: text for name, text in texts.items() if text},
    }


def load_events(read: Reader) -> list[Event]:
    """All of them, the first first."""
    return [_event(row["load"]["properties"]) for row in read(cypher.loads(), {})]


def find_event(read: Reader, id_: str) -> Event:
    """The event of that id. Raises LoadError when there is none."""
    found = next((one for one in load_events(read) if one.id == id_.strip().upper()), None)
    if found is None:
        raise LoadError("event_unknown", id=id_)
    return found


def _event(props: Mapping[str, Any]) -> Event:
    occasion = LoadContext(**{one.name: props.get(one.name, "") for one in fields(LoadContext)})
    return Event(
        props["id"],
        props["dataset"],
        props.get("title", ""),
        props["at"],
        occasion,
        props.get("version", ""),
        props.get("before", ""),
        props["rows"],
        props["refused"],
        ChangeCounts(props["added"], props["changed"], props["removed"]),
        ChangeCounts(props["s_added"], props["s_changed"], props["s_removed"]),
    )
