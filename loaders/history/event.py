"""One entry of the log: a load, unload, judgement, addition or undo, with who, when, the file and the changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from graph.model.row_hash import event_hash
from loaders.report import ChangeCounts

EVENT_PREFIX = "L"
RESTORE = "restore"  # the action of restoring a backup: the log before it is the backup's, and stays valid
IMPORT = "import"  # the action of restoring a whole graph; every dataset begins anew with it
ALL_DATASETS = "*"  # the dataset of such an event; no dataset can have this id


@dataclass(frozen=True, kw_only=True)
class LoadContext:
    """The circumstances of a load: who loads, why, and from which file.

    Attributes:
        who: the person; empty where nobody is known.
        action: load, unload, undo, decide, add, import or restore.
        file: the file's name.
        sha256: the hash of the file's bytes.
        mapping: the mapping that the file was read by, as YAML.
        undoes: the id of the event that an undo takes back.
        code_version: the fingerprint of the code that read the file; other code may make other records of it.
    """

    who: str = ""
    action: str = "load"
    file: str = ""
    sha256: str = ""
    mapping: str = ""
    undoes: str = ""
    code_version: str = ""

    def reads_same_source(self, other: LoadContext) -> bool:
        """Return whether file (with its name, because evidence cites it), mapping and code are the same."""
        names = ("file", "sha256", "mapping", "code_version")
        return all(getattr(self, name) == getattr(other, name) for name in names)


LOAD_CONTEXT = LoadContext()
UNLOADING = LoadContext(action="unload")


@dataclass(frozen=True, kw_only=True)
class LoadEvent:
    """An event in the log: a dataset was loaded, unloaded, undone, judged or amended, or all were restored.

    Attributes:
        sequence: its number among all events.
        version: the hash of the dataset's own records afterwards; empty: it was removed.
        previous_version: the hash before; empty: it was not loaded.
        rows: the number of rows that the dataset had.
        refused: how many of them were refused.
        dangling: how many ids it used that nobody described.
        writer: the token of the writer that wrote it.
    """

    sequence: int
    dataset: str
    title: str
    at: str
    context: LoadContext
    version: str
    previous_version: str
    rows: int
    refused: int
    dangling: int
    nodes: ChangeCounts
    statements: ChangeCounts
    writer: str = ""

    @property
    def id(self) -> str:
        """Return the id that people use: ``L12``."""
        return f"{EVENT_PREFIX}{self.sequence}"

    @property
    def is_import(self) -> bool:
        """Return whether the whole graph was restored."""
        return self.context.action == IMPORT

    @property
    def touched(self) -> bool:
        """Return whether the dataset's own records changed."""
        return self.version != self.previous_version

    def props(self) -> dict[str, object]:
        """Return the properties of the event's node; empty texts are left out."""
        texts = {field.name: getattr(self.context, field.name) for field in fields(LoadContext)}
        texts |= {name: getattr(self, name) for name in ("title", "version", "previous_version", "writer")}
        counts = {
            f"{kind}_{name}": getattr(getattr(self, kind), name)
            for kind in ("nodes", "statements")
            for name in ("added", "changed", "removed")
        }
        numbers = {name: getattr(self, name) for name in ("sequence", "rows", "refused", "dangling")}
        props: dict[str, object] = {
            **{"id": self.id, "dataset": self.dataset, "at": self.at},
            **numbers,
            **counts,
            **{name: text for name, text in texts.items() if text},
        }
        return {**props, "hash": event_hash(props)}


def event_from_props(props: Mapping[str, Any]) -> LoadEvent:
    """Return the event that a node's properties hold."""
    return LoadEvent(
        sequence=props["sequence"],
        dataset=props["dataset"],
        title=props.get("title", ""),
        at=props["at"],
        context=LoadContext(**{field.name: props.get(field.name, "") for field in fields(LoadContext)}),
        version=props.get("version", ""),
        previous_version=props.get("previous_version", ""),
        rows=props["rows"],
        refused=props["refused"],
        dangling=props.get("dangling", 0),
        nodes=_counts(props, "nodes"),
        statements=_counts(props, "statements"),
        writer=props.get("writer", ""),
    )


def _counts(props: Mapping[str, Any], kind: str) -> ChangeCounts:
    return ChangeCounts(*(props[f"{kind}_{name}"] for name in ("added", "changed", "removed")))


def timestamp() -> str:
    """Return the time now, ISO 8601 with the zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
