"""The merge of several rows that describe one node: each property from the dataset with the highest precedence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from graph.model.pinyin import pinyin_initials
from graph.model.records import STATUSES, Dataset, Props, Value
from graph.model.row_hash import node_hash
from graph.model.schema import STUB, NodeType, Schema

NAME_SEPARATOR = "\n"  # between the names of ``search_text``: the substring search then never matches across two
SEGMENT = "Segment"  # a place in a chain: it neither exists nor is planned
LABEL = "label"  # precedence may be given for the label as for a property


@dataclass(frozen=True, slots=True)
class Description:
    """The properties that one row states of an entity, and the row's dataset."""

    dataset: Dataset
    row: str
    label: str
    props: Props


@dataclass(frozen=True, slots=True)
class MergedNode:
    """A node as the store has it.

    Properties are computed when they are asked for, because of most nodes of a long list only the hash is compared.
    """

    id: str
    label: str
    compute_props: Callable[[], Mapping[str, Value]]

    @property
    def props(self) -> dict[str, Value]:
        """Return all properties, with id and hash."""
        props = self.compute_props()
        return {**props, "id": self.id, "hash": node_hash(self.label, props)}

    @property
    def hash(self) -> str:
        """Return the fingerprint of label and properties."""
        return node_hash(self.label, self.compute_props())


def merge_descriptions(
    node_id: str, descriptions: Sequence[Description], statuses: Collection[str], schema: Schema
) -> MergedNode:
    """Merge the descriptions of one entity, as far as its type has the properties.

    Args:
        node_id: the entity's id.
        descriptions: at least one.
        statuses: of the established statements about the entity, a template's left out. Where no row states whether
            it exists, the surest of them does; without any, the property stays empty. A segment has none.
        schema: gives the properties of each type.
    """
    label = _highest_precedence(LABEL, descriptions).label
    return MergedNode(node_id, label, partial(_merged_props, label, descriptions, statuses, schema))


def _merged_props(
    label: str, descriptions: Sequence[Description], statuses: Collection[str], schema: Schema
) -> Mapping[str, Value]:
    allowed = schema.nodes[label].properties
    stated = {name: None for description in descriptions for name in description.props if name in allowed}
    props = {name: _highest_precedence(name, descriptions).props[name] for name in stated}
    props["aliases"] = tuple(sorted(set(_names(descriptions)) - {props["name"]}))
    if existence := next((s for s in STATUSES if s in statuses and label != SEGMENT), None):
        props.setdefault("existence", existence)
    if not props["aliases"]:
        del props["aliases"]
    names = [str(props["name"]), *props.get("aliases", ())]  # type: ignore[misc]
    props["search_text"] = NAME_SEPARATOR.join([*names, *dict.fromkeys(filter(None, map(pinyin_initials, names)))])
    return props


def placeholder_node(node: str) -> MergedNode:
    """Return the node of an id that statements refer to and no loaded row describes."""
    return MergedNode(node, STUB, lambda: {"name": node, "search_text": node})


def single_source_node(node: str, kind: NodeType, props: Props, dataset: str) -> MergedNode:
    """Return a node that is no entity: exactly one row of one dataset describes it."""
    return MergedNode(
        node, kind.label, lambda: {**props, "dataset": dataset} if "dataset" in kind.properties else props
    )


def _highest_precedence(name: str, descriptions: Sequence[Description]) -> Description:
    """Return the description that decides a property: the highest precedence, then the first dataset and row by id."""
    if len(descriptions) == 1:
        return descriptions[0]

    def rank(description: Description) -> tuple[int, str, str]:
        dataset = description.dataset
        precedence = dataset.precedence.get(name, dataset.precedence.get("default", 0))
        return -precedence, dataset.id, description.row

    return min((d for d in descriptions if name == LABEL or name in d.props), key=rank)


def _names(descriptions: Iterable[Description]) -> Iterable[str]:
    for description in descriptions:
        yield str(description.props["name"])
        aliases = description.props.get("aliases", ())
        yield from aliases if isinstance(aliases, tuple) else ()
