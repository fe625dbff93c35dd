"""The whole graph as one file of JSON lines, and back: the same file for every engine, in one fixed order.

The first line names the format. Then come the nodes in the order of their ids, then the edges by type and id, and a
last line with their number and the SHA-256 of all lines before it: a file cut short or edited is refused. Keys are
sorted, so equal graphs give equal bytes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from graph.model.errors import LiantuError, StoreError
from graph.model.records import Edge, Node
from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.batching import ParameterRow, batches
from graph.store.columns import KEY, SEARCH_PROPERTY, edge_columns, from_store, to_row
from graph.store.store import Store, Transaction, entity_label

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

FORMAT = "liantu-graph"
VERSION = 2
PAGE = 5_000
DATASET = "Dataset"
HISTORY = ("Load", "Version")  # not part of a snapshot, but for the versions that datasets call what they say
ONE_TRANSACTION = 20_000
SYSTEM = frozenset({*KEY, SEARCH_PROPERTY, "label", "aliases"})  # aliases: those of all datasets together
Steps = list[tuple[str, list[ParameterRow]]]
Groups = Mapping[str, list[Any]]


def export_graph(store: Store, schema: Schema, out: IO[str]) -> int:
    """Write the graph; returns the number of nodes and edges written."""
    count, digest, before = -1, sha256(), _states(store)
    for record in chain([{"format": FORMAT, "version": VERSION}], _nodes(store, schema), _edges(store, schema)):
        line = _line(record)
        digest.update(line.encode())
        out.write(line)
        count += 1
    if _states(store) != before:
        raise StoreError("export_changed")
    out.write(_line({"end": count, "sha256": digest.hexdigest()}))
    return count


def _states(store: Store) -> list[dict[str, Any]]:
    """Differs when a load has written in between."""
    return store.read("MATCH (g:Graph {id: 'graph'}) RETURN g.writer AS writer")


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def _nodes(store: Store, schema: Schema) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for anchor in _exported(schema):
        last = ""
        while rows := store.read(cypher.all_nodes(anchor), {"after": last, "size": PAGE}):
            found += (
                {"node": row["id"], "label": entity_label(row["labels"]), "props": row["node"]["properties"]}
                for row in rows
            )
            last = rows[-1]["id"]
    said = (row["node"]["properties"] for row in store.read(cypher.source_versions()))
    found += ({"node": props["id"], "label": "Version", "props": props} for props in said)
    return sorted(found, key=lambda record: str(record["node"]))


def _edges(store: Store, schema: Schema) -> Iterator[dict[str, Any]]:
    for name in sorted(schema.edges):
        rows = store.read(cypher.all_edges(name))
        for row in sorted(rows, key=lambda row: str(row["edge"]["properties"]["id"])):
            props = row["edge"]["properties"]
            yield {"edge": props["id"], "type": name, "source": row["source"], "target": row["target"], "props": props}


def _exported(schema: Schema) -> list[str]:
    return ["Dataset", *schema.merge_labels]


def import_graph(
    store: Store, schema: Schema, lines: Iterable[str], *, replace: bool = False, name: str = "snapshot"
) -> int:
    """Restore a graph that ``export_graph`` wrote; returns the number of nodes and edges.

    Everything is checked before anything is written. Up to ``ONE_TRANSACTION`` records are one transaction; a larger
    import that fails leaves an empty store, and one that was killed leaves datasets that are marked as loading.

    Raises:
        StoreError: not such a file, a line is broken, or the store is not empty and ``replace`` is False.
        SchemaError: a record breaks the schema.
    """
    groups, count = _read(schema, lines, name)
    store.setup(schema)
    emptiness = " UNION ".join(f"MATCH (n:{anchor}) WITH n LIMIT 1 RETURN n.id AS id" for anchor in _exported(schema))
    if not replace and store.read(emptiness):
        raise StoreError("import_not_empty")
    if count <= ONE_TRANSACTION:
        store.write(lambda tx: _replace(tx, schema, _steps(groups)))
        return count
    empty_graph(store, schema)
    try:
        for statement, rows in _steps(_marked(schema, groups)):
            store.write(lambda tx, text=statement, part=rows: tx.run_rows(text, part))  # type: ignore[misc]
    except LiantuError:  # a fault of the server arrives as a QueryError
        empty_graph(store, schema)
        raise
    return count


def _steps(groups: Groups) -> Steps:
    return [(text, part) for text, rows in groups.items() for part in batches(rows)]


def _marked(schema: Schema, groups: Groups) -> Groups:
    """The same, with every dataset's state set last."""
    statement = cypher.create_nodes(schema.nodes["Dataset"])
    rows = groups.get(statement, [])
    loading = [{**row, "props": {**row["props"], "state": "loading"}} for row in rows]
    states = [{"id": row["id"], "state": row["props"].get("state", "loading")} for row in rows]
    return {statement: loading, **{key: found for key, found in groups.items() if key != statement}} | {
        cypher.set_state(): states
    }


def _replace(tx: Transaction, schema: Schema, steps: Steps) -> None:
    for anchor in (*_exported(schema), *HISTORY):
        tx.run(f"MATCH (n:{anchor}) DETACH DELETE n")
    for statement, rows in steps:
        tx.run_rows(statement, rows)


def empty_graph(store: Store, schema: Schema) -> None:
    """Take everything out but the set-up, page by page."""
    for anchor in (*_exported(schema), *HISTORY):
        part = f"MATCH (n:{anchor}) WITH n LIMIT {PAGE} DETACH DELETE n RETURN count(*) AS gone"

        def some(tx: Transaction, text: str = part) -> int:
            return int(tx.run(text)[0]["gone"])

        while store.write(some):
            pass


def _read(schema: Schema, lines: Iterable[str], name: str) -> tuple[Groups, int]:
    numbered = enumerate(lines, 1)
    digest, last = sha256(), 1
    header = _parsed(name, *next(numbered, (1, "{}")), digest)
    if header.get("format") != FORMAT or header.get("version") != VERSION:
        raise StoreError("import_format", file=name, found=header.get("format"), version=header.get("version"))
    labels: dict[str, str] = {}
    groups: dict[str, list[ParameterRow]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for number, line in numbered:
        expected, last = digest.hexdigest(), number
        record = _parsed(name, number, line, digest)
        if "end" in record:
            if (record["end"], record.get("sha256")) != (len(seen), expected) or any(
                text.strip() for _, text in numbered
            ):
                raise StoreError("import_edited", file=name, line=number)
            return groups, len(seen)
        if "node" in record:
            key = (DATASET if record.get("label") == DATASET else "", str(record["node"]))
        else:
            key = (str(record.get("type")), str(record.get("edge")))
        if key in seen:  # deleting and creating in one transaction would not meet the unique index
            raise _broken(f"{name}:{number}")
        seen.add(key)
        make = _node if "node" in record else _edge
        statement, row = make(schema, record, labels, f"{name}:{number}")
        groups[statement].append(row)
    raise StoreError("import_cut", file=name, line=last)


def _parsed(name: str, number: int, line: str, digest: Hash) -> dict[str, Any]:
    digest.update(line.encode("utf-8", "surrogatepass"))
    try:
        record = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise StoreError("import_line", file=name, line=number) from problem
    if not isinstance(record, dict):
        raise StoreError("import_line", file=name, line=number)
    return record


def _refuse(constant: str) -> float:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _node(schema: Schema, record: dict[str, Any], labels: dict[str, str], origin: str) -> tuple[str, ParameterRow]:
    id_, label = _texts(record, origin, "node", "label")
    props = _props(record, origin)
    kind = schema.node_type(label, origin)
    if (kind.internal and label != "Version") or props.get("id") != id_:
        raise _broken(origin)
    schema.check_node(Node(id=id_, label=label, row=id_, props=from_store(props, SYSTEM), location=origin))
    labels[(DATASET if label == DATASET else "") + id_] = label
    return cypher.create_nodes(kind), {"id": id_, "props": props}


def _edge(schema: Schema, record: dict[str, Any], labels: dict[str, str], origin: str) -> tuple[str, ParameterRow]:
    id_, name, source, target = _texts(record, origin, "edge", "type", "source", "target")
    props = _props(record, origin)
    kind = schema.edge_type(name, origin)
    ends_ = (DATASET + source if kind.is_provenance else source, target)  # a dataset and a thing may have one id
    if not set(ends_) <= labels.keys() or props.get("id") != id_ or not isinstance(props.get("dataset"), str):
        raise _broken(origin)
    edge = Edge(id=id_, type=name, source=source, target=target, props=from_store(props, SYSTEM), location=origin)
    if not kind.is_provenance:
        schema.check_edge(edge)
    ends = tuple(schema.nodes[labels[end]].merge_label for end in ends_)
    # not check_ends: rows of several datasets may have made of an entity what an older statement cannot join
    if ends not in {(schema.nodes[a].merge_label, schema.nodes[b].merge_label) for a, b in kind.endpoints}:
        raise _broken(origin)
    fields = edge_columns(schema, name)
    if not set(fields) >= props.keys():
        raise _broken(origin)
    return cypher.create_edges(schema, name, *ends), [source, target, *to_row(props, fields)]


def _broken(origin: str) -> StoreError:
    file, _, line = origin.rpartition(":")
    return StoreError("import_line", file=file, line=line)


def _texts(record: dict[str, Any], origin: str, *keys: str) -> list[str]:
    found = [record.get(key) for key in keys]
    if not all(isinstance(value, str) and value for value in found):
        raise _broken(origin)
    return [str(value) for value in found]


def _props(record: dict[str, Any], origin: str) -> dict[str, Any]:
    props = record.get("props")
    if not isinstance(props, dict) or not all(map(_storable, props.values())):
        raise _broken(origin)
    return props


def _storable(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | float) or (isinstance(value, int) and abs(value) < 2**63)
