"""Loading against bare UNWIND ... MERGE through the driver, for the same records.

    python -m benchmarks.loading [NODES EDGES]          on a fresh embedded store
    LIANTU_BENCH=neo4j python -m benchmarks.loading     on a fresh Neo4j (Java, Maven)

100,000 nodes and 300,000 edges by default, of the product's own schema, their DESCRIBES counted in both. The bare
baseline MERGEs nodes, DESCRIBES and edges by id in batches of 5,000, each with the properties that the product stores,
on a store with the product's own constraints. DESCRIBES are written from the node's side, or the baseline would scan
the dataset's edges for each row (docs: the embedded engine).
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.neo4j.server import USER, Neo4jServer
from graph.model.merge import Description, merge_descriptions
from graph.model.records import Dataset, Edge, Node, Value, statement_id
from graph.model.schema_file import default_schema
from graph.store.open import open_store
from graph.store.store import Store
from loaders.gc_pause import gc_paused
from loaders.pipeline import load
from loaders.records import RecordSet
from loaders.sync.diff import EdgeState, desired_edges

BATCH = 5_000
LABELS = ("Enterprise", "Institute", "Platform", "Park")
DATASET = Dataset(id="bench", title="benchmark", publisher="benchmark", licence="none", precedence={"default": 1})


class Generated:
    """A source of random records, the same for the same sizes."""

    def __init__(self, nodes: int, edges: int) -> None:
        self.count, self.edges = nodes, edges

    def records(self) -> RecordSet:
        """Return nodes of four types, and supports of each by parks."""
        dice = random.Random(1)
        nodes, parks = [], []
        for n in range(self.count):
            label = LABELS[n % len(LABELS)]
            id_ = f"{label.lower()}-{n}"
            if label == "Park":
                parks.append(id_)
            props: dict[str, Value] = {
                "name": f"{label}第{n}号单位",
                "aliases": (f"单位{n}",),
                "kind": "测试",
                "granularity": "named",
            }
            nodes.append(Node(id=id_, label=label, row=statement_id("bench", id_), props=props))
        edges = []
        for n in range(self.edges):
            source, target = dice.choice(parks), nodes[dice.randrange(self.count)].id
            edges.append(
                Edge(
                    id=statement_id("bench", f"e{n}"),
                    type="SUPPORTS",
                    source=source,
                    target=target,
                    props={**STATED, "note": f"第{n}条"},
                )
            )
        return RecordSet(dataset=DATASET, nodes=tuple(nodes), edges=tuple(edges))


STATED: dict[str, Value] = {
    "dataset": "bench",
    "evidence": "https://example.com/list",
    "source_title": "名录",
    "publisher_kind": "official",
    "status": "existing",
    "confidence": "explicit",
    "support": "established",
    "as_of": "2020",
    "year": 2020,
}


@contextmanager
def fresh() -> Iterator[Store]:
    """Yield a new store of the engine that the environment picks, set up, ended and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="liantu-bench-"))
    try:
        if os.environ.get("LIANTU_BENCH") == "neo4j":
            server = Neo4jServer(home)
            server.start()
            try:
                with open_store(server.url, USER, server.password) as store:
                    store.setup(default_schema())
                    yield store
            finally:
                server.stop()
        else:
            with open_store(f"embedded:{home / 'store'}", query_seconds=600) as store:
                store.setup(default_schema())
                yield store
    finally:
        shutil.rmtree(home, ignore_errors=True)


def bare(store: Store, records: RecordSet) -> float:
    """Return seconds for plain MERGE of the same records."""
    schema = default_schema()
    desired = desired_edges(records, schema)
    shown = [
        merge_descriptions(
            node.id, [Description(DATASET, node.row, node.label, node.props)], statuses={"existing"}, schema=schema
        )
        for node in records.nodes
    ]
    began = time.perf_counter()
    store.write(lambda tx: tx.run("MERGE (d:Dataset {id: 'bench'}) SET d.title = 'benchmark'"))
    by_label: dict[str, list[dict[str, object]]] = defaultdict(list)
    for node in shown:
        by_label[node.label].append({"id": node.id, "props": plain(node.props)})
    for label, found in by_label.items():
        send(store, f"UNWIND $rows AS row MERGE (n:Entity:{label} {{id: row.id}}) SET n += row.props", found)
    describes = (
        "UNWIND $rows AS row MATCH (d:Dataset {id: row.source}) MATCH (n:Entity {id: row.target}) "
        "MERGE (n)<-[r:DESCRIBES {id: row.id}]-(d) SET r += row.props"
    )
    send(store, describes, [link_row(link) for link in desired.descriptions])
    merge = (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
        "MERGE (a)-[r:SUPPORTS {id: row.id}]->(b) SET r += row.props"
    )
    send(store, merge, [link_row(link) for link in desired.statements])
    return time.perf_counter() - began


def send(store: Store, statement: str, rows: list[dict[str, object]]) -> None:
    """Write in batches, a transaction each."""
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        store.write(lambda tx, part=part: tx.run(statement, {"rows": part}))  # type: ignore[misc]


def link_row(link: EdgeState) -> dict[str, object]:
    """Return a link as a row of the bare statement."""
    return {"id": link.id, "source": link.source, "target": link.target, "props": plain(link.props)}


def plain(props: object) -> dict[str, object]:
    """Return properties as the driver takes them."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in dict(props).items()}  # type: ignore[call-overload]


def timed(store: Store, source: Generated) -> float:
    """Return the seconds to load a source, reading, checking and comparing included."""
    began = time.perf_counter()
    with gc_paused():
        report = load(store, source.records())
    assert not report.refused
    return time.perf_counter() - began


def main() -> None:
    """Print the ratios."""
    nodes, edges = (int(argument) for argument in sys.argv[1:3]) if len(sys.argv) > 2 else (100_000, 300_000)
    source = Generated(nodes, edges)
    records = source.records()
    with fresh() as store:
        name, base = store.name, bare(store, records)
    with fresh() as store:
        first, again = timed(store, source), timed(store, source)
    print(f"{name}: {nodes} nodes, {edges} edges, {nodes} DESCRIBES")
    print(f"bare MERGE        {base:7.1f} s")
    print(f"load              {first:7.1f} s   {first / base:5.2f} of bare")
    print(f"load again        {again:7.1f} s   {again / base:5.2f} of bare, {again / first:5.2f} of the first load")


if __name__ == "__main__":
    main()
