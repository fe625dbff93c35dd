"""A dataset's folder: dataset.yaml and its tables, read into records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.model.errors import LiantuError
from graph.model.records import Edge, Node
from graph.model.schema import Schema, schema
from loaders.base import LoadError, Records, Row
from loaders.declaration import dataset_of, read_spec
from loaders.forms import documents
from loaders.forms.every import FORMS
from loaders.forms.form import Context, Form
from loaders.tables import read_table, read_text


@dataclass(frozen=True)
class Folder:
    """A dataset on disk.

    Args:
        path: the folder.
        texts: document id -> text that the user gave; see ``matching_text``.
    """

    path: Path
    texts: Mapping[str, str]

    def records(self) -> Records:
        """Read every table.

        Returns:
            The records, and the rows refused with their reasons.

        Raises:
            LoadError: dataset.yaml or a table's header is unusable, or a table holds fewer or more rows than stated.
        """
        spec = read_spec(self.path)
        context = Context(schema(), dataset_of(spec), self.texts)
        nodes: list[Node] = []
        links: list[Edge] = []
        refused: list[LiantuError] = []
        for form in FORMS:
            taken = 0
            for row in self._rows(form, context.schema, spec):
                try:
                    found = list(form.records(row, context))
                except LiantuError as problem:
                    if isinstance(problem, LoadError):
                        raise
                    refused.append(problem)
                    continue
                taken += 1
                nodes += (record for record in found if isinstance(record, Node))
                links += (record for record in found if isinstance(record, Edge))
            _check_count(form, taken, spec)
        return Records(context.dataset, tuple(nodes), tuple(links), tuple(refused), tuple(spec.get("refers_to", ())))

    def _rows(self, form: Form, known: Schema, spec: Mapping[str, Any]) -> Iterator[Row]:
        path = self.path / f"{form.name}.csv"
        if not path.exists():
            return
        defaults = {name: str(value) for name, value in spec.get("defaults", {}).get(form.name, {}).items()}
        for row in read_table(path, form.columns(known)):
            stated = {name: text for name, text in row.cells.items() if text.strip()}
            yield Row(row.file, row.line, {**row.cells, **defaults, **stated})


def bundled() -> dict[str, Path]:
    """The datasets that come with the product, in the order in which they are loaded."""
    home = Path(str(files("loaders"))) / "datasets"
    return {name: home / name for name in ("changzhou-2018", "chains", "changzhou-public", "candidates")}


def _check_count(form: Form, taken: int, spec: Mapping[str, Any]) -> None:
    low, high = spec.get("counts", {}).get(form.name, (0, None))
    if taken < low or (high is not None and taken > high):
        raise LoadError("count_out_of_range", file=f"{form.name}.csv", found=taken, low=low, high=high)


def matching_text(path: Path, text_file: Path) -> dict[str, str]:
    """The user's text, under the id of the document of this dataset that it is.

    Raises:
        LoadError: it is none of them, not to the letter (line ends and a BOM aside).
    """
    text = read_text(text_file)
    found = hashlib.sha256(text.encode()).hexdigest()
    known = (
        list(read_table(path / "documents.csv", documents.columns(schema())))
        if (path / "documents.csv").exists()
        else []
    )
    for row in known:
        if row["sha256"] == found:
            return {row["id"]: text}
    raise LoadError("text_differs", file=str(text_file), length=len(text), wanted=[row["length"] for row in known])
