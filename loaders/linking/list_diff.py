"""Two versions of a list, or the lists of two years: who is new, gone, renamed, moved to another park or district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.records import Node
from graph.model.schema import Schema
from graph.model.schema_file import default_schema
from loaders.linking.org_name import parse_name
from loaders.records import RecordSet

PLACE_PROPERTIES = ("park", "district")


@dataclass(frozen=True, kw_only=True)
class ListDiff:
    """Names that are new or gone, pairs of an old and a new name, who moved with where from and where to; the rest."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...]
    same: int


def diff_lists(before: RecordSet, after: RecordSet) -> ListDiff:
    """Compare by credit code where both have one, else by the entity that a row is, else by the name's parts."""
    schema = default_schema()
    old, new = _organisations(before, schema), _organisations(after, schema)
    pairs = _pairs(old, new)
    renamed, moved, same = [], [], 0
    for was, now in pairs.items():
        one, other = old[was], new[now]
        names = str(one.props["name"]), str(other.props["name"])
        if parse_name(names[0]).normalised != parse_name(names[1]).normalised:
            renamed.append(names)
        if (places := (_place(one), _place(other)))[0] != places[1] and all(places):
            moved.append((names[1], *places))
        same += names[0] == names[1] and places[0] == places[1]
    gone = tuple(str(node.props["name"]) for id_, node in old.items() if id_ not in pairs)
    taken = set(pairs.values())
    fresh = tuple(str(node.props["name"]) for id_, node in new.items() if id_ not in taken)
    return ListDiff(new=fresh, gone=gone, renamed=tuple(renamed), moved=tuple(moved), same=same)


def _organisations(records: RecordSet, schema: Schema) -> dict[str, Node]:
    """Return the row of each entity; of several that are one, the last with a code."""
    rows: dict[str, Node] = {}
    for node in records.nodes:
        id_ = records.same.get(node.id, node.id)
        if schema.nodes[node.label].entity and ("credit_code" in node.props or id_ not in rows):
            rows[id_] = node
    return rows


def _pairs(old: Mapping[str, Node], new: Mapping[str, Node]) -> dict[str, str]:
    """Return old id -> new id, each one once."""
    pairs: dict[str, str] = {}
    keys = (
        lambda id_, node: str(node.props.get("credit_code", "")),
        lambda id_, node: id_,
        lambda id_, node: parse_name(str(node.props["name"])).match_key,
    )
    for key in keys:
        taken = set(pairs.values())
        places = {key(id_, node): id_ for id_, node in new.items() if id_ not in taken}
        for id_, node in old.items():
            mark = key(id_, node)
            if id_ not in pairs and mark in places:
                pairs[id_] = places.pop(mark) if mark else pairs.get(id_, "")
        pairs = {left: right for left, right in pairs.items() if right}
    return pairs


def _place(node: Node) -> str:
    return next((str(node.props[name]) for name in PLACE_PROPERTIES if node.props.get(name)), "")
