"""What a node shows when several rows describe it: each property from the dataset with the highest precedence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from graph.model.pinyin import pinyin_initials
from graph.model.records import STATUSES, Dataset, Props, Value, fingerprint
from graph.model.schema import STUB, NodeType, Schema

SEPARATOR, SEGMENT, LABEL = "\n", "Segment", "label"


@dataclass(frozen=True, slots=True)
class Description:
    """What one row says of an entity, and the dataset it belongs to."""

    dataset: Dataset
    row: str
    label: str
    props: Props


@dataclass(frozen=True, slots=True)
class MergedNode:
    """A node as it stands in the store: its label, and what it shows, made when it is asked for: a list has many."""

    id: str
    label: str
    compute_props: Callable[[], Mapping[str, Value]]

    @property
    def props(self) -> dict[str, Value]:
        """All its properties, with id and fingerprint."""
        props = self.compute_props()
        return {**props, "id": self.id, "hash": fingerprint(self.label, props)}

    @property
    def hash(self) -> str:
        """The fingerprint of what it shows."""
        return fingerprint(self.label, self.compute_props())


def merge_descriptions(
    node_id: str, descriptions: Sequence[Description], statuses: Collection[str], schema: Schema
) -> MergedNode:
    """The entity that these descriptions make: what is said of it, as far as its type can have it.

    Args:
        node: its id.
        said: at least one description.
        statuses: of the established statements about it, a template's left out; the surest says whether it exists
            where no row does. Where nothing does either, that stays unsaid; a segment is a place, it does not exist.
        schema: says which properties a type has.
    """
    label = _highest_precedence(LABEL, descriptions).label
    return MergedNode(node_id, label, partial(_merged_props, label, descriptions, statuses, schema))


def _merged_props(
    label: str, descriptions: Sequence[Description], statuses: Collection[str], schema: Schema
) -> Mapping[str, Value]:
    allowed = schema.nodes[label].properties
    stated = {name: None for one in descriptions for name in one.props if name in allowed}
    props = {name: _highest_precedence(name, descriptions).props[name] for name in stated}
    props["aliases"] = tuple(sorted(set(_names(descriptions)) - {props["name"]}))
    if existence := next((s for s in STATUSES if s in statuses and label != SEGMENT), None):
        props.setdefault("existence", existence)
    if not props["aliases"]:
        del props["aliases"]
    names = [str(props["name"]), *props.get("aliases", ())]  # type: ignore[misc]
    props["search_text"] = SEPARATOR.join([*names, *dict.fromkeys(filter(None, map(pinyin_initials, names)))])
    return props


def placeholder_node(node: str) -> MergedNode:
    """An end that statements refer to and no loaded row describes."""
    return MergedNode(node, STUB, lambda: {"name": node, "search_text": node})


def single_source_node(node: str, kind: NodeType, props: Props, dataset: str) -> MergedNode:
    """A node that is no entity: one row of one dataset is all there is to it."""
    return MergedNode(
        node, kind.label, lambda: {**props, "dataset": dataset} if "dataset" in kind.properties else props
    )


def _highest_precedence(name: str, descriptions: Sequence[Description]) -> Description:
    """Of those that say something of a property; every one says what type it is."""
    if len(descriptions) == 1:
        return descriptions[0]

    def weight(one: Description) -> tuple[int, str, str]:
        precedence = one.dataset.precedence
        return -precedence.get(name, precedence.get("default", 0)), one.dataset.id, one.row

    return min((one for one in descriptions if name == LABEL or name in one.props), key=weight)


def _names(descriptions: Iterable[Description]) -> Iterable[str]:
    for one in descriptions:
        yield str(one.props["name"])
        aliases = one.props.get("aliases", ())
        yield from aliases if isinstance(aliases, tuple) else ()
