"""What an entity has to do with others, as calm lists: who supports it, whom it supports, what else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from queries.rows.plan import ProgrammeActorsRow
from queries.rows.support import EverythingRow
from ui.text import Words

SUPPORTING = frozenset({"SUPPORTS", "FUNDS", "BUILDS", "CO_BUILDS", "HOSTS", "SERVES"}) | {
    "LEADS",
    "OPERATES",
    "ATTRACTS",
    "IMPLEMENTS",
    "CONTRIBUTES_TO",
}
IN_CHAINS = frozenset({"ACTIVE_IN", "HAS_SEGMENT", "FEEDS"})  # shown as chains and links


@dataclass(frozen=True, kw_only=True)
class RelatedEntity:
    """All statements of one direction between the entity and another, in words.

    Attributes:
        id: the other's id.
        name: the other's name.
        label: the other's type.
        relations: what ties them, each relation once with its number: 支持×2、孵化.
        status: existing where any statement says so.
        best: the statement that is cited: an existing one of the best grade.
    """

    id: str
    name: str
    label: str
    relations: str
    status: str
    best: EverythingRow


@dataclass(frozen=True)
class EntityRelations:
    """The lists of an entity's page."""

    supporters: tuple[RelatedEntity, ...]
    supported: tuple[RelatedEntity, ...]
    others: tuple[RelatedEntity, ...]


def entity_relations(rows: Sequence[EverythingRow], words: Words) -> EntityRelations:
    """Return the lists from the established statements of an entity."""
    supporting = [row for row in rows if row.relation in SUPPORTING]
    others = [row for row in rows if row.relation not in SUPPORTING | IN_CHAINS]
    return EntityRelations(
        _merged([row for row in supporting if row.direction == "in"], words),
        _merged([row for row in supporting if row.direction == "out"], words),
        _merged(others, words),
    )


def relation_text(row: EverythingRow | ProgrammeActorsRow, words: Words) -> str:
    """Return a relation in words: the finer word where there is one, such as 孵化; never the word of the data."""
    kind = row.kind or ""
    if words.has(f"relation_kind.{kind}"):
        return words(f"relation_kind.{kind}")
    finer = next((words(key) for key in (f"role.{kind}", f"correspondence.{kind}") if kind and words.has(key)), "")
    return words("entity.finer", relation=words.label(row.relation), kind=finer) if finer else words.label(row.relation)


def _merged(rows: Sequence[EverythingRow], words: Words) -> tuple[RelatedEntity, ...]:
    by_other: dict[str, list[EverythingRow]] = {}
    for row in rows:
        by_other.setdefault(row.other_id, []).append(row)
    merged = [_related(id_, rows_, words) for id_, rows_ in by_other.items()]
    return tuple(sorted(merged, key=lambda other: (other.status != "existing", other.best.grade or "Z", other.name)))


def _related(id_: str, rows: Sequence[EverythingRow], words: Words) -> RelatedEntity:
    counts = Counter(relation_text(row, words) for row in rows)
    best = min(rows, key=lambda row: (row.status != "existing", row.grade or "Z", row.statement))
    return RelatedEntity(
        id=id_,
        name=best.other or id_,
        label=best.other_label,
        relations=words.join([f"{text}×{count}" if count > 1 else text for text, count in counts.items()]),
        status=best.status,
        best=best,
    )
