"""The texts of a dataset's documents. They come from the user, and must be the documents to the letter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from graph.model.normalize import normalize_text
from graph.model.schema_file import default_schema
from loaders.dataset.tables import TABLE_FORMATS
from loaders.errors import LoadError
from loaders.records import TableRow
from loaders.sources.csv_table import read_table
from loaders.sources.text_file import read_text

TEXT_FILE = "text.txt"  # of a dataset that was read from a document
DOCUMENT_TABLE = next(table for table in TABLE_FORMATS if table.name == "documents")


def matching_text(folder: Path, text_file: Path) -> dict[str, str]:
    """Return a user's text under the id of the document that it is.

    Args:
        folder: the dataset's folder.
        text_file: a text file; its line ends and a byte order mark do not matter.

    Raises:
        LoadError: ``text_of_none``: the dataset has no document; ``text_differs``: the text is none of them.
    """
    return _matching(folder, read_text(text_file), text_file)


def _matching(folder: Path, text: str, text_file: Path) -> dict[str, str]:
    documents = _documents(folder)
    for row in documents:
        if _is_text_of(row, text):
            return {row["id"]: text}
    if not documents:
        raise LoadError("text_of_none", file=str(text_file))
    lengths = [row["length"] for row in documents]
    raise LoadError("text_differs", file=str(text_file), length=len(text), wanted=lengths)


def own_text(folder: Path) -> dict[str, str]:
    """Return the text that a dataset's folder itself holds, under the id of the document that it is.

    It is read to the letter: a carriage return on its own is part of a document, and offsets count it.

    Raises:
        LoadError: as ``matching_text``; or the file cannot be read, or is no UTF-8.
    """
    file = folder / TEXT_FILE
    if not file.is_file():
        return {}
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(file), reason=problem) from problem
    return _matching(folder, text, file)


def current_texts(folder: Path, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that are still those of the dataset's documents, by document id.

    Args:
        folder: the dataset's folder.
        texts: document id -> text.
    """
    documents = [row for row in _documents(folder) if texts.get(row["id"])] if texts else []
    return {row["id"]: texts[row["id"]] for row in documents if _is_text_of(row, texts[row["id"]])}


def _documents(folder: Path) -> list[TableRow]:
    """Return the rows of documents.csv that have a digest, their ids normalised as the table's format does it."""
    file = folder / DOCUMENT_TABLE.file
    rows = list(read_table(file, DOCUMENT_TABLE.columns(default_schema()))) if file.exists() else []
    return [
        TableRow(row.file, row.line, {**row.cells, "id": " ".join(normalize_text(row["id"]).split())})
        for row in rows
        if row["sha256"].strip()
    ]


def _is_text_of(row: TableRow, text: str) -> bool:
    """Return whether a text has the digest that a document's row states."""
    return hashlib.sha256(text.encode()).hexdigest() == row["sha256"].strip().lower()
