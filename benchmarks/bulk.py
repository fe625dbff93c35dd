"""A first load from the product's own files: of a Neo4j by its importer, and of the embedded engine past Bolt.

    python -m benchmarks.bulk [NODES EDGES [BOLT]]     (Java, Maven; 1,200,000, 3,100,000 and 0 by default)

The records are random, the same for the same sizes; their hashes are as long as real ones and stand for nothing.
Timed are the making of the records, the writing of the files, Neo4j's import of them, the embedded engine's load of
them and, as a measure of the machine, the bare reading of the same bytes. The graph is then counted on the started
server and in the embedded store. BOLT is the number of nodes of a smaller graph, with edges in proportion, that the
embedded engine also loads as ``liantu import`` loads a snapshot: checked row by row, over Bolt. Both are exported.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from deploy.neo4j.server import USER, Neo4jServer
from graph.model.schema_file import default_schema
from graph.store.backup.archive import DigestingWriter, TextWriter
from graph.store.bulk_load import load_in_bulk
from graph.store.contents import GraphRecord
from graph.store.neo4j_import import ImportFiles
from graph.store.open import open_store
from graph.store.snapshot import export_graph, import_graph
from graph.store.snapshot_format import end_line, header_line, json_line
from graph.store.store import Store

LABELS = ("Enterprise", "Institute", "Platform", "Park")
COUNT_SECONDS = 600.0
"""How long the embedded engine may count."""
IMPORT_SECONDS = 57.0
"""What another project reports for its own 1.2 million nodes and 3.1 million relationships, on a machine of its own."""


def random_graph(nodes: int, edges: int) -> Iterator[GraphRecord]:
    """Yield the records of one dataset that describes every node; the other edges state that parks support some."""
    dice = random.Random(1)
    precedence = '{"default": 1}'
    dataset = {
        "id": "bench",
        "title": "benchmark",
        "publisher": "benchmark",
        "licence": "none",
        "precedence": precedence,
        "state": "ready",
    }
    yield {"node": "bench", "label": "Dataset", "props": dataset}
    for number in range(nodes):
        props = _node_props(dice, number)
        props["search_text"] = f"{props['name']}\n单位{number}"  # with a line break, as the product writes it
        yield {"node": f"n{number}", "label": LABELS[number % len(LABELS)], "props": props}
    for number in range(nodes):
        props = {**_node_props(dice, number), "id": f"bench/n{number}", "dataset": "bench"}
        props |= {"label": LABELS[number % len(LABELS)]}
        yield {"edge": props["id"], "type": "DESCRIBES", "source": "bench", "target": f"n{number}", "props": props}
    for number in range(edges - nodes):
        source = dice.randrange(nodes // len(LABELS)) * len(LABELS) + LABELS.index("Park")
        props = _edge_props(dice, number)
        ends = {"source": f"n{source}", "target": f"n{dice.randrange(nodes)}"}
        yield {"edge": props["id"], "type": "SUPPORTS", **ends, "props": props}


def _node_props(dice: random.Random, number: int) -> dict[str, object]:
    name = f"第{number}号单位"
    return {"id": f"n{number}", "hash": _hash(dice), "name": name, "aliases": [f"单位{number}"], "granularity": "named"}


def _edge_props(dice: random.Random, number: int) -> dict[str, object]:
    id_ = f"bench/e{number}"
    source = {"dataset": "bench", "evidence": f"表{number}", "year": dice.randint(2000, 2026), "char_start": number}
    return {"id": id_, "hash": _hash(dice), "status": "existing", "confidence": "explicit", "support": "lead", **source}


def _hash(dice: random.Random) -> str:
    return f"{dice.getrandbits(64):016x}"


def main() -> None:
    """Measure and print."""
    given = [int(text) for text in sys.argv[1:]]
    nodes, edges, bolt_nodes = given + [1_200_000, 3_100_000, 0][len(given) :]
    began = time.perf_counter()
    count = sum(1 for _ in random_graph(nodes, edges))
    making = time.perf_counter() - began
    with tempfile.TemporaryDirectory(prefix="liantu-bulk-") as temporary:
        folder = Path(temporary)
        began = time.perf_counter()
        files = write_files(folder / "files", nodes, edges)
        writing = time.perf_counter() - began - making
        began = time.perf_counter()
        size = sum(len(path.read_bytes()) for path in files.iterdir())
        reading = time.perf_counter() - began
        print(f"{count:,} records, {size / 1e6:.0f} MB of files", flush=True)
        print(f"made {making:.1f} s, files written {writing:.1f} s, bare reading of them {reading:.1f} s", flush=True)
        importing = import_by_neo4j(folder / "neo4j", files, count)
        limit = IMPORT_SECONDS * count / 4_300_000
        print(f"imported by Neo4j {importing:.1f} s: {importing / writing:.2f} times the writing of its files")
        print(
            f"{importing / limit:.2f} of the limit of {limit:.1f} s ({IMPORT_SECONDS:.0f} s for 4.3 million)",
            flush=True,
        )
        loading = load_embedded(folder / "embedded", files, count)
        print(
            f"loaded by the embedded engine {loading:.1f} s: {loading / importing:.2f} times Neo4j's import", flush=True
        )
        if bolt_nodes:
            compare_with_bolt(folder / "bolt", bolt_nodes, bolt_nodes * edges // nodes)


def write_files(folder: Path, nodes: int, edges: int) -> Path:
    """Write a random graph's files into a new folder, and return that."""
    folder.mkdir(parents=True)
    ImportFiles(default_schema(), folder).write(random_graph(nodes, edges))
    return folder


def import_by_neo4j(home: Path, files: Path, count: int) -> float:
    """Import the files by Neo4j's tool, count the records on a server; return the seconds of the import."""
    server = Neo4jServer(home)
    seconds = server.import_files(files)
    server.start()
    try:
        with open_store(server.url, USER, server.password) as store:
            print_count(store, count)
    finally:
        server.stop()
    return seconds


def load_embedded(home: Path, files: Path, count: int) -> float:
    """Load the files into a new embedded store, count the records there; return the seconds of the load."""
    with open_store(f"embedded:{home}", query_seconds=COUNT_SECONDS) as store:
        began = time.perf_counter()
        load_in_bulk(store, default_schema(), files, log_ops=lambda *_: ())
        seconds = time.perf_counter() - began
        print_count(store, count)
    return seconds


def compare_with_bolt(folder: Path, nodes: int, edges: int) -> None:
    """Load a graph in bulk and over Bolt, and say how long both took, and whether both exports are the same."""
    files, snapshot = write_files(folder / "files", nodes, edges), folder / "graph.jsonl"
    write_snapshot(snapshot, nodes, edges)
    with (
        open_store(f"embedded:{folder / 'bulk'}") as bulk,
        open_store(f"embedded:{folder / 'bolt'}") as bolt,
        snapshot.open(encoding="utf-8") as lines,
    ):
        began = time.perf_counter()
        load_in_bulk(bulk, default_schema(), files, log_ops=lambda *_: ())
        in_bulk = time.perf_counter() - began
        began = time.perf_counter()
        import_graph(bolt, default_schema(), lines, log_ops=lambda *_: ())
        over_bolt = time.perf_counter() - began
        same = exported_sum(bulk) == exported_sum(bolt)
    print(f"{nodes:,} nodes and {edges:,} edges: in bulk {in_bulk:.1f} s, checked and over Bolt {over_bolt:.1f} s")
    print(f"their exports are {'the same' if same else 'NOT THE SAME'}")


def write_snapshot(file: Path, nodes: int, edges: int) -> None:
    """Write a random graph as ``liantu export`` writes a graph, in another order."""
    digest, count = sha256(), -1
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for count, record in enumerate(chain([header_line(default_schema())], random_graph(nodes, edges))):  # noqa: B007
            line = json_line(record)
            digest.update(line.encode())
            out.write(line)
        out.write(json_line(end_line(count, digest.hexdigest())))


def exported_sum(store: Store) -> str:
    """Return the SHA-256 of a store's export."""
    out = DigestingWriter()
    export_graph(store, default_schema(), TextWriter(out), refuse_broken=False)
    return out.member("graph").sha256


def print_count(store: Store, count: int) -> None:
    """Say whether a store holds as many records as there are."""
    found = store.read("MATCH (n) WHERE NOT n:Graph RETURN count(n) AS count")[0]["count"]
    found += store.read("MATCH ()-[r]->() RETURN count(r) AS count")[0]["count"]
    print(f"{found:,} records in the {store.name} database: {'all' if found == count else 'NOT ALL'}", flush=True)


if __name__ == "__main__":
    main()
