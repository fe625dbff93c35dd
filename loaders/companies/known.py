"""What the store knows, as a file beside the run: tasks may run where the store is out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from graph.model.credit_code import CREDIT_CODE
from graph.store.store import Store
from loaders.linking.judgements import LIST_ID_PREFIX, Judgement
from loaders.linking.link_state import LinkState, fetch_link_state
from loaders.linking.linker import Linker
from loaders.lists.entity_index import EntityIndex, build_entity_index
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow
from queries.run import fetch_rows


class Known(msgspec.Struct, frozen=True):
    """The names of the store's entities, the segments for a company, what people judged, and ids that moved.

    Who judged, and why, stays in the store: the folder may be shared.
    """

    names: list[NamesRow]
    segments: list[SegmentsRow]
    judgements: tuple[Judgement, ...]
    moved_ids: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class KnownState:
    """The index of the store's entities, and the linker by the judgements on them."""

    index: EntityIndex
    linker: Linker

    def code_of(self, id_: str) -> str:
        """Return an organisation's credit code: the store's, else the one that a list's id consists of."""
        own = id_.removeprefix(LIST_ID_PREFIX)
        return self.index.code_of.get(id_, "") or (own if CREDIT_CODE.fullmatch(own) else "")


def known_bytes(store: Store, dataset: str) -> bytes:
    """Return what the store knows, without what only this dataset describes."""
    links = fetch_link_state(store.read)
    names, segments = fetch_rows(store, NamesRow, dataset=dataset), fetch_rows(store, SegmentsRow)
    judgements = tuple(Judgement(one.verdict, one.left, one.right, id=one.id) for one in links.judgements)
    return msgspec.json.encode(Known(names, segments, judgements, dict(links.moved_ids)))


@lru_cache(1)
def known_state(file: Path, run: str) -> KnownState:
    """Return what a file says, built once in each process; ``run`` says which file of that path it is."""
    known = msgspec.json.decode(file.read_bytes(), type=Known)
    links = LinkState(known.judgements, known.moved_ids)
    return KnownState(build_entity_index(known.names, known.segments), links.linker)
