"""A bureau's own chains: a spreadsheet becomes a dataset, and the region looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.dataset.folder import read_dataset
from loaders.dataset.skeleton import slug
from loaders.errors import LoadError
from loaders.history.event import LoadContext
from loaders.lists.chain_folder import write_chain_folder
from loaders.lists.chain_sheet import OwnChains, read_own_chains
from loaders.pipeline import load
from loaders.regions.gb2260 import admin_regions
from loaders.report import LoadReport
from loaders.service.regions import new_region
from loaders.sources.sheet import Sheet
from queries.region_rows import find_region
from queries.rows.chains import RegionsRow, SegmentsRow
from queries.run import fetch_rows

DATASET_PREFIX_OF_CHAINS = "chain-"


@dataclass(frozen=True)
class OwnChainsReport:
    """The chains of a file, and the report of their load."""

    chains: OwnChains
    report: LoadReport


def load_own_chains(
    store: Store,
    sheets: Sequence[Sheet],
    *,
    publisher: str,
    region: str = "",
    principal: Principal,
    context: LoadContext,
    folder: Path | None = None,
) -> OwnChainsReport:
    """Load the chains of a spreadsheet.

    Args:
        store: where to.
        sheets: of the file.
        publisher: whose chains they are.
        region: the id of the region that is to look at them, where it does not look at all chains; empty: none.
        principal: who loads.
        context: from which file.
        folder: where the dataset is kept as files; None: nowhere.

    Raises:
        AccessDeniedError: the person may not load.
        LoadError: no sheet has the columns, no row is good, or the folder is not empty.
    """
    store.setup(default_schema())
    own = read_own_chains(sheets, fetch_rows(store, SegmentsRow))
    if not own.segments:
        raise LoadError("chain_sheet_empty", file=context.file, refused=len(own.refused))
    title = Path(context.file).stem
    with TemporaryDirectory() as temporary:
        path = folder or Path(temporary) / "chains"
        dataset = f"{DATASET_PREFIX_OF_CHAINS}{slug(title)}"
        write_chain_folder(path, own, dataset=dataset, title=title, publisher=publisher)
        records = read_dataset(path)
    with principal.acting(Permission.LOAD, dataset):
        whole = replace(records, refused=(*own.refused, *records.refused))
        report = load(store, whole, context=replace(context, who=principal.signature))
    _look_at(store, region, list(own.chains), principal)
    return OwnChainsReport(own, report)


def _look_at(store: Store, region: str, chains: Sequence[str], principal: Principal) -> None:
    """Add chains to those that a region looks at, unless it looks at all."""
    row = find_region(fetch_rows(store, RegionsRow), region) if region else None
    admin_region = admin_regions().get(row.code or "") if row else None
    if row and admin_region and row.chains and not set(chains) <= set(row.chains):
        new_region(store, admin_region, principal, (*row.chains, *chains))
