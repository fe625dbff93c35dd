"""Rows of one list that are surely one organisation, so that nobody is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model.records import Node
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import name_key, normalise_name, parse_name


def join_own_rows(nodes: Iterable[Node], same: Mapping[str, str]) -> dict[str, str]:
    """Return which rows are one: a row's own id -> the id of the entity, or of another row.

    Rows are one if their names differ only in what tells nobody apart and at most one of them has a code. With two
    codes they are two, and a row of that name without a code stays by itself.

    Args:
        nodes: the rows as nodes, each with its own id.
        same: own id -> the entity that a rule found it to be.
    """
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for node in nodes:
        name = str(node.props["name"])
        groups[node.label, name_key(name)][node.id] = name
    joined = dict(same)
    for ids in groups.values():
        target = one_of_name(ids, same)
        if target:
            joined |= {id_: target for id_ in ids if id_ != target}
    return joined


def one_of_name(ids: Mapping[str, str], same: Mapping[str, str]) -> str:
    """Return the one id that rows of one name stand for; "" when they are several, or one already.

    Args:
        ids: own id -> name, of the rows of one name and label.
        same: own id -> the entity that a rule found it to be.
    """
    entities = {same[id_] for id_ in ids if id_ in same}
    coded = [id_ for id_, name in ids.items() if id_ != f"{LIST_ID_PREFIX}{normalise_name(name)}"]
    name = parse_name(next(iter(ids.values())))
    if len(ids) < 2 or len(coded) > 1 or len(entities) > 1 or not name.is_whole:
        return ""
    if entities and not same.keys() >= set(coded):  # a code that is not the entity's was refused before
        return ""
    return next(iter(entities), "") or next(iter(coded), "") or next(iter(ids))
