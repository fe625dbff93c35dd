"""A dataset's folder: dataset.yaml and its tables, read into records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from graph.model.records import Node
from graph.model.schema_file import default_schema
from loaders.dataset.document_text import current_texts
from loaders.dataset.extract import extract_rows
from loaders.dataset.manifest import read_manifest
from loaders.dataset.table_format import RowContext
from loaders.dataset.tables import TABLE_FORMATS
from loaders.dataset.transform import transform_rows
from loaders.errors import LoadError
from loaders.records import RecordSet
from loaders.release.data_release import newest_folders, packaged_datasets

BUNDLED = ("changzhou-2018", "chains", "changzhou-public", "candidates")  # in the order in which they are loaded
BUNDLED_OF_ONE_REGION = ("changzhou-2018", "changzhou-public")  # the others serve whatever region
BUNDLED_OF_ALL_REGIONS = ("chains", "candidates")


def bundled(updates: Path | None = None) -> dict[str, Path]:
    """Return the folders of the datasets that come with the product, in the order in which they are loaded.

    Args:
        updates: the folder of the versions that update files brought; a newer one takes the packaged one's place.
    """
    return newest_folders({name: packaged_datasets() / name for name in BUNDLED}, updates)


def read_dataset(path: Path, texts: Mapping[str, str] | None = None) -> RecordSet:
    """Read a dataset's folder: extract the rows of its tables, then transform them into records.

    Args:
        path: the folder.
        texts: document id -> text that the user gave; see ``matching_text``.

    Returns:
        The records, and the rows refused with their reasons.

    Raises:
        LoadError: dataset.yaml, a table's name or a table's header is unusable, or a plan's dataset has no region.
    """
    schema, manifest = default_schema(), read_manifest(path)
    context = RowContext(schema, manifest.id, current_texts(path, texts or {}))
    rows = transform_rows(extract_rows(path, manifest, schema), context)
    if not manifest.region and any(node.label == "Clause" for node in rows.nodes):
        raise LoadError("dataset_region", file=str(path / "dataset.yaml"), what="clauses.csv")
    dataset = replace(manifest.dataset, moved_ids=rows.moved_ids)
    schema.check_node(
        Node(id=dataset.id, label="Dataset", row=dataset.id, props=dataset.props(), location="dataset.yaml")
    )
    return RecordSet(
        dataset=dataset,
        nodes=rows.nodes,
        edges=rows.edges,
        refused=rows.refused,
        refers_to=manifest.refers_to,
        counts={f"{table}.csv": span for table, span in manifest.counts.items()},
    )


def folder_sha256(path: Path) -> str:
    """Hash a folder's files: the name and bytes of each, dataset.yaml first, then the tables in their order.

    Raises:
        LoadError: a file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for file in (path / name for name in ("dataset.yaml", *(table.file for table in TABLE_FORMATS))):
            if file.is_file():
                digest.update(f"{file.name}\n".encode() + file.read_bytes())
    except OSError as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
    return digest.hexdigest()
