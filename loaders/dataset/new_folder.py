"""A new dataset's folder, written from rows: what is made for a person can be edited, and loads like any other."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from graph.model.errors import LiantuError
from graph.model.records import Value
from loaders.errors import LoadError

LIST_MARK = "|"  # between the items of a cell
FolderRow: TypeAlias = Mapping[str, Value]


def write_new_folder(folder: Path, manifest: Mapping[str, Any], tables: Mapping[str, Sequence[FolderRow]]) -> None:
    """Write dataset.yaml and the tables that have rows.

    Args:
        folder: a new or an empty folder.
        manifest: the keys of dataset.yaml.
        tables: the rows of each table by its name; a table's columns are those of its rows.

    Raises:
        LoadError: the folder is not empty.
        LiantuError: it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LoadError("folder_not_empty", folder=str(folder))
        (folder / "dataset.yaml").write_text(
            yaml.safe_dump(dict(manifest), allow_unicode=True, sort_keys=False), "utf-8"
        )
        for name, rows in tables.items():
            if rows:
                _write_table(folder / f"{name}.csv", rows)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(folder), reason=problem) from problem


def _write_table(file: Path, rows: Sequence[FolderRow]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows)


def _cell(value: Value) -> str:
    return LIST_MARK.join(value) if isinstance(value, tuple) else str(value)
