"""A first load of a Neo4j by its importer, from the product's own files.

    python -m benchmarks.bulk [NODES EDGES]     (Java, Maven; 1,200,000 and 3,100,000 by default)

The records are random, the same for the same sizes; their hashes are as long as real ones and stand for nothing.
Timed are the making of the records, the writing of the files, Neo4j's import of them and, as a measure of the machine,
the bare reading of the same bytes. The graph is then counted on the started server.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from deploy.neo4j.server import USER, Neo4jServer
from graph.model.schema_file import default_schema
from graph.store.contents import GraphRecord
from graph.store.neo4j_import import ImportFiles
from graph.store.open import open_store

LABELS = ("Enterprise", "Institute", "Platform", "Park")
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
    nodes, edges = (int(text) for text in sys.argv[1:] or ("1200000", "3100000"))
    began = time.perf_counter()
    count = sum(1 for _ in random_graph(nodes, edges))
    making = time.perf_counter() - began
    with tempfile.TemporaryDirectory(prefix="liantu-bulk-") as temporary:
        files, server = Path(temporary, "files"), Neo4jServer(Path(temporary, "neo4j"))
        files.mkdir()
        began = time.perf_counter()
        ImportFiles(default_schema(), files).write(random_graph(nodes, edges))
        writing = time.perf_counter() - began - making
        began = time.perf_counter()
        size = sum(len(path.read_bytes()) for path in files.iterdir())
        reading = time.perf_counter() - began
        importing = server.import_files(files)
        print(f"{count:,} records, {size / 1e6:.0f} MB of files", flush=True)
        print(f"made {making:.1f} s, files written {writing:.1f} s, bare reading of them {reading:.1f} s")
        print(f"imported by Neo4j {importing:.1f} s: {importing / writing:.2f} times the writing of its files")
        limit = IMPORT_SECONDS * count / 4_300_000
        print(f"{importing / limit:.2f} of the limit of {limit:.1f} s ({IMPORT_SECONDS:.0f} s for 4.3 million)")
        server.start()
        try:
            with open_store(server.url, USER, server.password) as store:
                found = store.read("MATCH (n) WHERE NOT n:Graph RETURN count(n) AS count")[0]["count"]
                found += store.read("MATCH ()-[r]->() RETURN count(r) AS count")[0]["count"]
        finally:
            server.stop()
        print(f"{found:,} records in the started database: {'all' if found == count else 'NOT ALL'}")


if __name__ == "__main__":
    main()
