"""The generated statements against a golden file: a change of the schema or of a builder shows as a difference."""

from __future__ import annotations

from pathlib import Path

from graph.model.schema import schema
from graph.store import writes as cypher
from graph.store.dialect import Neo4jDialect

GOLDEN = Path(__file__).parents[2] / "golden" / "cypher.txt"


def statements() -> str:
    nodes = schema().nodes
    park, segment, clause = nodes["Park"], nodes["Segment"], nodes["Clause"]
    found = [
        *cypher.constraints(schema()),
        *cypher.indexes(),
        cypher.combinations(schema()),
        *Neo4jDialect().search_setup(),
        cypher.create_nodes(park),
        cypher.create_nodes(clause),
        cypher.change_nodes(segment),
        cypher.relabel_nodes(park, nodes["Platform"]),
        cypher.remove_nodes("Entity"),
        cypher.create_described(park),
        cypher.create_edges(schema(), "DESCRIBES", "Dataset", "Clause"),
        cypher.create_edges(schema(), "ACTIVE_IN", "Entity", "Entity"),
        cypher.change_edges("MENTIONS", "Clause", "Entity", from_target=False),
        cypher.change_edges("MENTIONS", "Clause", "Entity", from_target=True),
        cypher.remove_edges("DESCRIBES", "Dataset", "Entity", from_target=True),
        cypher.held_rows(),
        cypher.held_edges("FEEDS"),
        cypher.descriptions(),
        cypher.present("Entity"),
        cypher.present_elsewhere("Entity"),
        cypher.edges_at(),
        cypher.still_locked(),
        cypher.witnessed(),
        cypher.lock(),
        cypher.seize(),
        cypher.all_nodes("Entity"),
        cypher.all_edges("FEEDS"),
        cypher.search(),
        cypher.search_part(),
    ]
    return "\n".join(found) + "\n"


def test_generated_statements() -> None:
    """To accept a change: python -m tests.graph.store.test_writes"""
    assert statements() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(statements(), "utf-8")
