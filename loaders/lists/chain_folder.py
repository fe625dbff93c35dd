"""The chains of a bureau's own spreadsheet as a dataset's folder, which loads and can be edited like any other."""

from __future__ import annotations

from pathlib import Path

from loaders.dataset.manifest import USER_PRECEDENCE
from loaders.dataset.new_folder import FolderRow, write_new_folder
from loaders.lists.chain_sheet import OwnChains, OwnSegment

CHAIN_KIND = "自定"


def write_chain_folder(folder: Path, own: OwnChains, *, dataset: str, title: str, publisher: str) -> None:
    """Write the dataset of some chains. Its rows are judgements, as the template's are.

    Args:
        folder: a new or an empty folder.
        own: the chains.
        dataset, title, publisher: of the dataset.

    Raises:
        LoadError: the folder is not empty.
    """
    manifest = {
        "id": dataset,
        "title": title,
        "publisher": publisher,
        "licence": "内部资料",
        "precedence": USER_PRECEDENCE,
        "defaults": {table: {"publisher_kind": "expert_judgement"} for table in ("segments", "feeds")},
    }
    tables = {
        "entities": [_chain(id_, name) for id_, name in own.chains.items()],
        "segments": [_segment(segment) for segment in own.segments],
        "feeds": [_feed(source, segment) for segment in own.segments for source in segment.upstream],
    }
    write_new_folder(folder, manifest, tables)


def _chain(id_: str, name: str) -> FolderRow:
    names = {"id": id_, "label": "Chain", "name": name, "kind": CHAIN_KIND}
    return {**names, "existence": "existing", "granularity": "named"}


def _segment(segment: OwnSegment) -> FolderRow:
    return {
        "id": segment.id,
        "chain_id": segment.chain,
        "name": segment.name,
        "stage": segment.stage,
        "critical": "是" if segment.critical else "否",
        "supply_roles": segment.supply_roles,
        "keywords": segment.keywords,
        "evidence": segment.location,
    }


def _feed(source: str, segment: OwnSegment) -> FolderRow:
    ends = {"from_id": source, "to_id": segment.id}
    return {"id": f"{source}>{segment.id}", **ends, "evidence": segment.location}
