"""Loading, unloading and listing datasets; writing the skeleton of a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.dataset.document_text import matching_text, own_text
from loaders.dataset.folder import bundled, folder_sha256, read_dataset
from loaders.dataset.manifest import read_manifest
from loaders.errors import LoadError
from loaders.gc_pause import gc_paused
from loaders.history.event import LoadContext
from loaders.linking.judgements import JUDGEMENTS
from loaders.pipeline import load, unload
from loaders.report import LoadReport
from loaders.service.dataset_permission import permission_on
from loaders.sync.write import Progress
from queries.reader import read_rows
from queries.rows.internal import DocumentTextsRow
from queries.rows.quality import DatasetsRow
from queries.run import fetch_rows


def load_bundled(
    store: Store,
    principal: Principal,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
    *,
    updates: Path | None = None,
) -> list[LoadReport]:
    """Load every dataset that comes with the product, in the newest version. Raises AccessDeniedError.

    Args:
        store: where to.
        principal: who loads them.
        progress: called with the dataset, how many are done and how many there are.
        updates: the folder of the versions that update files brought; None: none.
    """
    paths = bundled(updates)
    reports = []
    for place, (name, path) in enumerate(paths.items()):
        progress(name, place, len(paths))
        reports.append(_load(store, path, {}, principal))
    progress("", len(paths), len(paths))
    return reports


def load_dataset(
    store: Store,
    name: str,
    principal: Principal,
    text: Path | None = None,
    progress: Progress = lambda done, total: None,
    *,
    updates: Path | None = None,
) -> LoadReport:
    """Load a bundled dataset by its name, or a folder by its path.

    Args:
        store: where to.
        name: the name or the path.
        principal: who loads it.
        text: a file with the text of the dataset's document, to be shown with its clauses.
        progress: called with what is done and what there is to do.
        updates: the folder of the versions that update files brought; None: none.

    Raises:
        AccessDeniedError: the person may not load.
        LoadError: neither a name nor a folder, or the source is unusable.
    """
    path = dataset_folder(name, updates)
    return _load(store, path, matching_text(path, text) if text else {}, principal, progress)


def dataset_folder(name: str, updates: Path | None = None) -> Path:
    """Return the folder of a dataset by name, in its newest version, or by path. Raises LoadError."""
    bundled_folders = bundled(updates)
    if name in bundled_folders:
        return bundled_folders[name]
    try:
        path = Path(name).expanduser()
        exists = (path / "dataset.yaml").is_file()
    except (OSError, RuntimeError, ValueError):  # a name that no folder can have
        exists = False
    if not exists:
        raise LoadError("dataset_unknown", name=name, known=list(bundled_folders))
    id_ = read_manifest(path).id
    if id_ in (*bundled_folders, JUDGEMENTS.id):
        raise LoadError("dataset_reserved", dataset=id_)
    return path


def _load(
    store: Store,
    path: Path,
    texts: Mapping[str, str],
    principal: Principal,
    progress: Progress = lambda done, total: None,
) -> LoadReport:
    store.setup(default_schema())
    stored = {row.id: row.text for row in read_rows(store.read, DocumentTextsRow)}
    context = LoadContext(who=principal.signature, file=path.name, sha256=folder_sha256(path))
    with principal.acting(Permission.LOAD, path.name), gc_paused():
        records = read_dataset(path, stored | own_text(path) | dict(texts))
        return load(store, records, progress, context=context)


def unload_dataset(
    store: Store, dataset: str, principal: Principal, progress: Progress = lambda done, total: None
) -> LoadReport:
    """Take a dataset out of the store. Raises LoadError when it is not loaded, and AccessDeniedError."""
    with principal.acting(permission_on(dataset, Permission.UNLOAD), dataset):
        return unload(store, dataset, LoadContext(who=principal.signature, action="unload"), progress)


def loaded_dataset(store: Store, name: str) -> str:
    """Return the id of a loaded dataset by its id or its title.

    Raises:
        LoadError: none has that id or title, or several have the title; the error names those that are loaded.
    """
    titles = {row.dataset: row.title for row in fetch_rows(store, DatasetsRow)}
    if name in titles:
        return name
    titled = [id_ for id_, title in titles.items() if title == name.strip().strip("《》")]
    if len(titled) != 1:
        known = [f"{id_}（{title}）" for id_, title in titles.items() if id_ in titled or not titled]
        raise LoadError("dataset_not_loaded", name=name, known=known)
    return titled[0]
