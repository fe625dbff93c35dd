"""The first day of a region: its own dataset, the template, and the bundled data of another region."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.model.errors import UsageError
from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.principal import Principal
from loaders.dataset.folder import BUNDLED_OF_ALL_REGIONS, BUNDLED_OF_ONE_REGION
from loaders.regions.gb2260 import AdminRegion
from loaders.regions.region_dataset import region_dataset_id, write_region_folder
from loaders.report import LoadReport
from loaders.service.datasets import load_dataset, unload_dataset
from loaders.sync.write import Progress, no_progress
from queries.reader import read_rows
from queries.rows.chains import SegmentsRow
from queries.rows.sync import ReadyDatasetsRow
from queries.run import fetch_rows


def new_region(
    store: Store,
    region: AdminRegion,
    principal: Principal,
    chains: Sequence[str] = (),
    *,
    folder: Path | None = None,
    updates: Path | None = None,
) -> list[LoadReport]:
    """Load a region's dataset, and the template and the candidates where they are not there.

    Loading it again with other chains changes which it looks at.

    Args:
        store: where to.
        region: the region.
        principal: who loads it.
        chains: ids or names of the chains that it looks at; none: all.
        folder: where the dataset is kept as files; None: nowhere.
        updates: the folder of the versions of bundled datasets that update files brought; None: none.

    Raises:
        AccessDeniedError: the person may not load.
        UsageError: there is no such chain.
        LoadError: the folder is not empty.
    """
    reports = load_bundled_datasets(store, BUNDLED_OF_ALL_REGIONS, principal, updates=updates)
    ids = _chain_ids(store, chains)
    with TemporaryDirectory() as temporary:
        path = folder or Path(temporary) / region_dataset_id(region.code)
        write_region_folder(path, region, ids)
        return [*reports, load_dataset(store, str(path), principal)]


def _chain_ids(store: Store, chains: Sequence[str]) -> list[str]:
    """Return the ids of chains, each given by its id or its name. Raises UsageError for an unknown one."""
    names = {row.chain_id: row.chain for row in fetch_rows(store, SegmentsRow)}
    ids = {name: id_ for id_, name in names.items()} | {id_: id_ for id_ in names}
    for chain in chains:
        if chain not in ids:
            raise UsageError("chain_unknown", text=chain, known=[f"{id_} {name}" for id_, name in names.items()])
    return list(dict.fromkeys(ids[chain] for chain in chains))


def load_sample(
    store: Store, principal: Principal, progress: Progress = no_progress, *, updates: Path | None = None
) -> list[LoadReport]:
    """Load the bundled data of the region that comes with the product, and what is of all regions."""
    names = (*BUNDLED_OF_ONE_REGION, *BUNDLED_OF_ALL_REGIONS)
    return load_bundled_datasets(store, names, principal, progress, updates=updates)


def unload_sample(store: Store, principal: Principal, progress: Progress = no_progress) -> list[LoadReport]:
    """Take the bundled data of one region out; what is of all regions stays."""
    loaded = [name for name in BUNDLED_OF_ONE_REGION if name in loaded_datasets(store)]
    reports = []
    for place, name in enumerate(loaded):
        progress(place, len(loaded))
        reports.append(unload_dataset(store, name, principal))
    return reports


def load_bundled_datasets(
    store: Store,
    names: Sequence[str],
    principal: Principal,
    progress: Progress = no_progress,
    *,
    updates: Path | None = None,
) -> list[LoadReport]:
    """Load those of some bundled datasets that are not there, in their order."""
    store.setup(default_schema())
    missing = [name for name in names if name not in loaded_datasets(store)]
    reports = []
    for place, name in enumerate(missing):
        progress(place, len(missing))
        reports.append(load_dataset(store, name, principal, updates=updates))
    return reports


def loaded_datasets(store: Store) -> frozenset[str]:
    """Return the ids of the datasets that are loaded."""
    return frozenset(row.dataset for row in read_rows(store.read, ReadyDatasetsRow))
