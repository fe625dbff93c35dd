"""The linker's inputs as the store holds them: judgements, and ids that datasets have given up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.store.store import Reader
from loaders.linking.judgements import JUDGEMENTS, Judgement, judgements_from, stored_judgements
from loaders.linking.linker import Linker, build_linker
from loaders.records import RecordSet
from queries.reader import read_rows
from queries.rows.sync import MovedIdsRow


@dataclass(frozen=True)
class LinkState:
    """The sources of the linker.

    Attributes:
        judgements: every judgement, the oldest first.
        moved_ids: dataset -> the ids that it has given up, each as ``old new``.
    """

    judgements: tuple[Judgement, ...] = ()
    moved_ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def linker(self) -> Linker:
        """Return the linker that they make."""
        pairs = (pair for pairs in self.moved_ids.values() for pair in pairs)
        return build_linker(self.judgements, resolve_moved_ids(pairs))

    def with_dataset(self, dataset: str, records: RecordSet | None) -> LinkState:
        """Return the sources as they are once a dataset's own records are these; None: it is removed."""
        if dataset == JUDGEMENTS.id:
            return replace(self, judgements=tuple(judgements_from(records)) if records else ())
        other_moves = {other: pairs for other, pairs in self.moved_ids.items() if other != dataset}
        moved = records.dataset.moved_ids if records else ()
        return replace(self, moved_ids={**other_moves, dataset: moved} if moved else other_moves)


def fetch_link_state(read: Reader) -> LinkState:
    """Fetch the sources of the linker."""
    moved = {row.dataset: tuple(row.moved_ids) for row in read_rows(read, MovedIdsRow)}
    return LinkState(tuple(stored_judgements(read)), moved)


def resolve_moved_ids(pairs: Iterable[str]) -> dict[str, str]:
    """Return old id -> the id that is used now, through chains of moves; ids that move in a circle stay.

    >>> resolve_moved_ids(["a b", "b c"])
    {'a': 'c', 'b': 'c'}
    """
    moves = dict(pair.split(" ", 1) for pair in pairs)
    resolved = {}
    for old in moves:
        new, seen = old, {old}
        while new in moves and moves[new] not in seen:
            new = moves[new]
            seen.add(new)
        if new != old and new not in moves:
            resolved[old] = new
    return resolved
