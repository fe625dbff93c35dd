"""A dataset's folder: dataset.yaml and its tables, read into records."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from graph.model.errors import LiantuError
from graph.model.normalize import normalize_text
from graph.model.records import Edge, Node
from graph.model.schema import Schema, default_schema
from loaders.dataset.manifest import Manifest, read_manifest
from loaders.dataset.tables import documents
from loaders.dataset.tables.registry import TABLE_FORMATS
from loaders.dataset.tables.table import Context, TableFormat
from loaders.errors import LoadError
from loaders.records import RecordSet, TableRow
from loaders.sources.csv_table import read_table, read_text

TABLES = frozenset({".csv", ".tsv", ".xls", ".xlsx"})


def read_dataset(path: Path, texts: Mapping[str, str] | None = None) -> RecordSet:
    """Read a dataset's folder into records.

    Args:
        path: the folder.
        texts: document id -> text that the user gave; see ``matching_text``.

    Returns:
        The records, and the rows refused with their reasons.

    Raises:
        LoadError: dataset.yaml, a table's name or a table's header is unusable.
    """
    manifest = read_manifest(path)
    _check_tables(path)
    context = Context(default_schema(), manifest.dataset, dict(_current_texts(path, texts or {})))
    own = context.dataset
    context.schema.check_node(Node(id=own.id, label="Dataset", row=own.id, props=own.props(), location="dataset.yaml"))
    nodes: list[Node] = []
    links: list[Edge] = []
    refused: list[LiantuError] = []
    for form in TABLE_FORMATS:
        for row in _rows(path, form, context.schema, manifest):
            try:
                found = list(form.records(row, context))
            except LiantuError as problem:
                if isinstance(problem, LoadError):
                    raise
                refused.append(problem)
                continue
            nodes += (record for record in found if isinstance(record, Node))
            links += (record for record in found if isinstance(record, Edge))
    counts = {f"{name}.csv": (low, high) for name, (low, high) in manifest.counts.items()}
    return RecordSet(context.dataset, tuple(nodes), tuple(links), tuple(refused), manifest.refers_to, counts)


def folder_sha256(path: Path) -> str:
    """Hash a folder's files: the name and bytes of each, in the order of the names. Raises LoadError."""
    whole = hashlib.sha256()
    names = ["dataset.yaml", *(f"{form.name}.csv" for form in TABLE_FORMATS)]
    try:
        for file in (path / name for name in names):
            if file.is_file():
                whole.update(f"{file.name}\n".encode() + file.read_bytes())
    except OSError as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
    return whole.hexdigest()


def _current_texts(path: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts that are still those of the dataset's documents."""
    for row in _documents(path) if texts else ():
        text = texts.get(row["id"], "")
        if text and _digest(text) == row["sha256"].strip().lower():
            yield row["id"], text


def _rows(path: Path, form: TableFormat, schema: Schema, manifest: Manifest) -> Iterator[TableRow]:
    file = path / f"{form.name}.csv"
    if not os.path.lexists(file):
        return
    defaults = manifest.default_cells(form.name)
    for row in read_table(file, form.columns(schema)):
        stated = {name: text for name, text in row.cells.items() if text.strip()}
        yield TableRow(row.file, row.line, {**row.cells, **defaults, **stated})


def bundled() -> dict[str, Path]:
    """The datasets that come with the product, in the order in which they are loaded."""
    home = Path(str(files("loaders"))) / "datasets"
    return {name: home / name for name in ("changzhou-2018", "chains", "changzhou-public", "candidates")}


def _check_tables(path: Path) -> None:
    """A table under another name would be passed over in silence."""
    known = [f"{form.name}.csv" for form in TABLE_FORMATS]
    try:
        found = sorted(path.iterdir())
    except OSError as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
    for file in found:
        if file.suffix.lower() in TABLES and file.name not in known:
            raise LoadError("table_unknown", file=file.name, known=known)


def matching_text(path: Path, text_file: Path) -> dict[str, str]:
    """The user's text, under the id of the document of this dataset that it is.

    Raises:
        LoadError: it is none of them, not to the letter (line ends and a BOM aside).
    """
    text = read_text(text_file)
    known = _documents(path)
    for row in known:
        if row["sha256"].strip().lower() == _digest(text):
            return {row["id"]: text}
    if not known:
        raise LoadError("text_of_none", file=str(text_file))
    raise LoadError("text_differs", file=str(text_file), length=len(text), wanted=[row["length"] for row in known])


def _documents(path: Path) -> list[TableRow]:
    """The rows of documents.csv, their ids cleaned as the form cleans them."""
    table = path / "documents.csv"
    rows = list(read_table(table, documents.columns(default_schema()))) if table.exists() else []
    return [
        TableRow(row.file, row.line, {**row.cells, "id": " ".join(normalize_text(row["id"]).split())}) for row in rows
    ]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
