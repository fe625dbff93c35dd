"""The template of an atlas: its segments, their own roles, and the shape of each chain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from graph.analysis.array_types import Flags
from graph.analysis.atlas.cells import role_order
from graph.analysis.atlas.chain_shape import ChainShape, chain_shape
from graph.analysis.chain import Segment, build_chain
from graph.analysis.method import Method
from graph.model.errors import LiantuError


@dataclass(frozen=True, eq=False, kw_only=True)
class Template:
    """All segments in id order, and the chains in id order.

    Attributes:
        segments: their ids; a segment's place here is its column in every array.
        own_roles: segments x roles, whether a segment is supplied by a role.
        chains: the shapes of the chains.
    """

    segments: tuple[str, ...]
    own_roles: Flags
    chains: tuple[ChainShape, ...]


def read_template(connection: duckdb.DuckDBPyConnection, method: Method) -> Template:
    """Read the template from the views ``segments`` and ``feeds``.

    Raises:
        LiantuError: there is no segment, or one has a role that the method does not know.
    """
    rows = connection.execute("SELECT chain, segment, critical, supply_roles FROM segments ORDER BY ALL").fetchall()
    if not rows:
        raise LiantuError("atlas_empty", table="segments")
    chains_of: dict[str, set[str]] = defaultdict(set)
    segments: dict[str, dict[str, Segment]] = defaultdict(dict)
    for chain, segment, critical, supply_roles in rows:
        _check_roles(segment, supply_roles, method)
        segments[chain][segment] = Segment(segment, segment, "", critical, tuple(supply_roles))
        chains_of[segment].add(chain)
    feeds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, target in connection.execute("SELECT from_id, to_id FROM feeds ORDER BY ALL").fetchall():
        for chain in chains_of[source] & chains_of[target] if {source, target} <= chains_of.keys() else ():
            feeds[chain].append((source, target))
    ids = tuple(sorted(chains_of))
    places = {segment: place for place, segment in enumerate(ids)}
    own = {segment.id: segment.supply_roles for group in segments.values() for segment in group.values()}
    return Template(
        segments=ids,
        own_roles=np.array([[role in own[id_] for role in method.roles] for id_ in ids], np.bool_),
        chains=tuple(
            chain_shape(
                build_chain(chain, chain, segments=segments[chain].values(), feeds=feeds[chain]), method, places
            )
            for chain in sorted(segments)
        ),
    )


def create_places(connection: duckdb.DuckDBPyConnection, template: Template, method: Method) -> None:
    """Make the tables that turn ids into places: ``segment_places``, ``role_places``, ``own_roles``, ``levels``."""
    roles = role_order(method)
    _numbered(connection, "segment", template.segments, pa.int16())
    _numbered(connection, "role", roles, pa.int8())
    segments, of_roles = np.nonzero(template.own_roles)
    own = {
        "segment_place": pa.array(segments, pa.int16()),
        "role": [roles[role] for role in of_roles],
        "role_place": pa.array(of_roles, pa.int8()),
        "is_only": template.own_roles.sum(axis=1)[segments] == 1,
    }
    connection.register("own_roles", pa.table(own))
    levels: dict[int | None, float] = {None: method.no_level, **dict(method.levels.items())}
    weights = pa.array(list(levels.values()), pa.float64())
    connection.register("levels", pa.table({"level": pa.array(list(levels), pa.int32()), "weight": weights}))


def _numbered(connection: duckdb.DuckDBPyConnection, name: str, values: tuple[str, ...], places: pa.DataType) -> None:
    table = pa.table({name: pa.array(values, pa.string()), "place": pa.array(range(len(values)), places)})
    connection.register(f"{name}_places", table)


def _check_roles(segment: str, roles: list[str], method: Method) -> None:
    if not roles or not set(roles) <= set(method.roles):
        raise LiantuError("atlas_word", column="supply_roles", values=[segment, *roles], known=list(method.roles))
