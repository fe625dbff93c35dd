"""A reviewed document into the graph: matched with what is known, written as a dataset's folder, loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.documents.text_document import TextDocument
from loaders.lists.entity_index import EntityIndex
from loaders.plans.folder import write_plan_folder
from loaders.plans.known import find_issuer, find_known, region_index
from loaders.plans.plan import ChainTemplate, Plan, PlanSource
from loaders.report import LoadReport
from loaders.review.review import ReviewedProposal
from loaders.service.datasets import load_dataset
from loaders.sync.write import Progress
from queries.rows.chains import SegmentsRow
from queries.rows.quality import DatasetsRow, NamesRow
from queries.run import fetch_rows


def matched_plan(store: Store, document: TextDocument, source: PlanSource, items: Sequence[ReviewedProposal]) -> Plan:
    """Return a plan whose proposals are matched with the entities and the chains of the graph.

    Args:
        store: the graph.
        document: the document.
        source: its source.
        items: its proposals as they stand.
    """
    index, chains = plan_index(store, source.dataset, source.region)
    return Plan(
        document=document,
        source=source,
        items=items,
        known=find_known(items, index),
        issuer=find_issuer(source.publisher, index),
        template=ChainTemplate(index=index, chains=chains),
    )


def plan_index(store: Store, dataset: str, region: str) -> tuple[EntityIndex, dict[str, str]]:
    """Return what a plan of a region may mean, without what only its own dataset names, and the chains' names by id."""
    segments = list(fetch_rows(store, SegmentsRow))
    region_of = {row.dataset: row.region for row in fetch_rows(store, DatasetsRow) if row.region}
    names = fetch_rows(store, NamesRow, dataset=dataset)
    chains = {row.chain_id: row.chain for row in segments}
    return region_index(names, segments, region_of, region), chains


def load_plan(
    store: Store,
    plan: Plan,
    folder: Path,
    principal: Principal,
    progress: Progress = lambda done, total: None,
) -> LoadReport:
    """Write a plan's folder and load it, in place of what was loaded of an earlier state of its review.

    Args:
        store: where to.
        plan: the plan.
        folder: its folder, kept beside the store so that the plan can be loaded again.
        principal: who loads it.
        progress: called with what is done and what there is to do.

    Raises:
        AccessDeniedError: the person may not load.
        LiantuError: the folder cannot be written, or the load fails; nothing of it is in the graph then.
    """
    principal.check(Permission.LOAD, folder.name)
    write_plan_folder(folder, plan)
    return load_dataset(store, str(folder), principal, progress=progress)
