"""The whole graph as one file of JSON lines, and back: the same file for every engine, in one fixed order.

The first line names the format. Then come the nodes in the order of their ids, then the edges by type and id. Keys are
sorted, so equal graphs give equal bytes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from graph.model.errors import LiantuError, StoreError
from graph.model.records import Edge, Node
from graph.model.schema import Schema
from graph.store import cypher
from graph.store.batches import batches
from graph.store.store import Store, Transaction, entity_label

FORMAT = "liantu-graph"
VERSION = 1
PAGE = 5_000
ONE_TRANSACTION = 20_000
SYSTEM = frozenset({"id", "hash", "search_text", "label"})
Steps = list[tuple[str, list[dict[str, Any]]]]


def export_graph(store: Store, schema: Schema, out: IO[str]) -> int:
    """Write the graph; returns the number of nodes and edges written."""
    out.write(_line({"format": FORMAT, "version": VERSION}))
    count = 0
    for record in (*_nodes(store, schema), *_edges(store, schema)):
        out.write(_line(record))
        count += 1
    return count


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _nodes(store: Store, schema: Schema) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for anchor in _anchors(schema):
        last = ""
        while rows := store.read(cypher.all_nodes(anchor), {"after": last, "size": PAGE}):
            found += (
                {"node": row["id"], "label": entity_label(row["labels"]), "props": row["node"]["properties"]}
                for row in rows
            )
            last = rows[-1]["id"]
    return sorted(found, key=lambda record: str(record["node"]))


def _edges(store: Store, schema: Schema) -> Iterator[dict[str, Any]]:
    for name in sorted(schema.edges):
        rows = store.read(cypher.all_edges(name))
        for row in sorted(rows, key=lambda row: str(row["edge"]["properties"]["id"])):
            props = row["edge"]["properties"]
            yield {"edge": props["id"], "type": name, "source": row["source"], "target": row["target"], "props": props}


def _anchors(schema: Schema) -> list[str]:
    return sorted({kind.anchor for kind in schema.nodes.values() if not kind.internal})


def import_graph(
    store: Store, schema: Schema, lines: Iterable[str], *, replace: bool = False, name: str = "snapshot"
) -> int:
    """Restore a graph that ``export_graph`` wrote; returns the number of nodes and edges.

    Everything is checked before anything is written. Up to ``ONE_TRANSACTION`` records are one transaction; a larger
    import that fails leaves an empty store.

    Raises:
        StoreError: not such a file, a line is broken, or the store is not empty and ``replace`` is False.
        SchemaError: a record breaks the schema.
    """
    steps, count = _read(schema, lines, name)
    store.setup(schema)
    emptiness = " UNION ".join(f"MATCH (n:{anchor}) WITH n LIMIT 1 RETURN n.id AS id" for anchor in _anchors(schema))
    if not replace and store.read(emptiness):
        raise StoreError("import_not_empty")
    if count <= ONE_TRANSACTION:
        store.write(lambda tx: _replace(tx, schema, steps))
        return count
    _empty(store, schema)
    try:
        for statement, rows in steps:
            store.write(lambda tx, text=statement, part=rows: tx.run(text, {"rows": part}))  # type: ignore[misc]
    except LiantuError:  # a fault of the server arrives as a QueryError
        _empty(store, schema)
        raise
    return count


def _replace(tx: Transaction, schema: Schema, steps: Steps) -> None:
    for anchor in _anchors(schema):
        tx.run(f"MATCH (n:{anchor}) DETACH DELETE n")
    for statement, rows in steps:
        tx.run(statement, {"rows": rows})


def _empty(store: Store, schema: Schema) -> None:
    for anchor in _anchors(schema):
        part = f"MATCH (n:{anchor}) WITH n LIMIT {PAGE} DETACH DELETE n RETURN count(*) AS gone"

        def some(tx: Transaction, text: str = part) -> int:
            return int(tx.run(text)[0]["gone"])

        while store.write(some):
            pass


def _read(schema: Schema, lines: Iterable[str], name: str) -> tuple[Steps, int]:
    numbered = enumerate(lines, 1)
    header = _parsed(name, *next(numbered, (1, "{}")))
    if header.get("format") != FORMAT or header.get("version") != VERSION:
        raise StoreError("import_format", file=name, found=header.get("format"), version=header.get("version"))
    labels: dict[str, str] = {}
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for number, line in numbered:
        record = _parsed(name, number, line)
        key = ("", str(record["node"])) if "node" in record else (str(record.get("type")), str(record.get("edge")))
        if key in seen:  # deleting and creating in one transaction would not meet the unique index
            raise _broken(f"{name}:{number}", f"{key[1]} twice")
        seen.add(key)
        make = _node if "node" in record else _edge
        statement, row = make(schema, record, labels, f"{name}:{number}")
        groups[statement].append(row)
    steps = [(text, [dict(row) for row in part]) for text, rows in groups.items() for part in batches(rows)]
    return steps, sum(len(rows) for rows in groups.values())


def _parsed(name: str, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as problem:
        raise StoreError("import_line", file=name, line=number, reason=str(problem)) from problem
    if not isinstance(record, dict):
        raise StoreError("import_line", file=name, line=number, reason="no object")
    return record


def _node(schema: Schema, record: dict[str, Any], labels: dict[str, str], origin: str) -> tuple[str, dict[str, Any]]:
    id_, label, props = _needed(record, origin, "node", "label", "props")
    kind = schema.node_type(label, origin)
    schema.check_node(Node(id_, label, id_, _stated(props), origin))
    labels[id_] = label
    return cypher.create_nodes(kind), {"id": id_, "props": props}


def _edge(schema: Schema, record: dict[str, Any], labels: dict[str, str], origin: str) -> tuple[str, dict[str, Any]]:
    id_, name, source, target, props = _needed(record, origin, "edge", "type", "source", "target", "props")
    for end in (source, target):
        if end not in labels:
            raise _broken(origin, f"no node {end}")
    kind = schema.edge_type(name, origin)
    edge = Edge(id_, name, source, target, _stated(props), origin)
    if not kind.describes:
        schema.check_edge(edge)
    schema.check_ends(edge, labels[source], labels[target])
    ends = (schema.nodes[labels[end]].anchor for end in (source, target))
    return cypher.create_edges(name, *ends), {"source": source, "target": target, "props": props}


def _broken(origin: str, reason: str) -> StoreError:
    file, _, line = origin.rpartition(":")
    return StoreError("import_line", file=file, line=line, reason=reason)


def _needed(record: dict[str, Any], origin: str, *keys: str) -> list[Any]:
    missing = [key for key in keys if key not in record]
    if missing:
        raise _broken(origin, f"no {missing[0]}")
    return [record[key] for key in keys]


def _stated(props: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in props.items() if key not in SYSTEM
    }
