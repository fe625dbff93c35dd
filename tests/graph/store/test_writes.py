"""The generated statements against a golden file: a change of the schema or of a builder shows as a difference."""

from __future__ import annotations

from pathlib import Path

from graph.model.schema_file import default_schema
from graph.store import reads
from graph.store import writes as cypher
from graph.store.dialect import Neo4jDialect
from graph.store.migrations.migration import migration_statements, migrations

GOLDEN = Path(__file__).parents[2] / "golden" / "cypher.txt"


def statements() -> str:
    nodes = default_schema().nodes
    park, segment, clause = nodes["Park"], nodes["Segment"], nodes["Clause"]
    found = [
        *cypher.constraints(default_schema()),
        *cypher.indexes(),
        cypher.warm_up_label_sets(default_schema()),
        *Neo4jDialect().fulltext_statements(),
        cypher.create_nodes(park),
        cypher.create_nodes(clause),
        cypher.update_nodes(segment),
        cypher.relabel_nodes(park, nodes["Platform"]),
        cypher.delete_nodes("Entity"),
        cypher.create_nodes_with_description(park),
        cypher.create_edges(default_schema(), "DESCRIBES", "Dataset", "Clause"),
        cypher.create_edges(default_schema(), "ACTIVE_IN", "Entity", "Entity"),
        cypher.update_edges("MENTIONS", "Clause", "Entity", from_target=False),
        cypher.update_edges("MENTIONS", "Clause", "Entity", from_target=True),
        cypher.delete_edges("DESCRIBES", "Dataset", "Entity", from_target=True),
        *(statement for migration in migrations() for statement in migration_statements(migration)),
        reads.edges_of_dataset("FEEDS"),
        reads.existing("Entity"),
        reads.existing_statements(["FEEDS", "LACKS"]),
        reads.existing_in_other_datasets("Entity"),
        cypher.verify_writer_token(),
        cypher.acquire_lock(),
        cypher.set_writer_token(),
        cypher.begin_pause(),
        cypher.read_pause(),
        cypher.end_pause(),
        cypher.set_restoring(),
        reads.source_versions(),
        reads.writing_state(),
        reads.node_page("Entity"),
        reads.edges("FEEDS"),
        reads.endpoint_labels("FEEDS"),
    ]
    return "\n".join(found) + "\n"


def test_generated_statements() -> None:
    """To accept a change: python -m tests.graph.store.test_writes"""
    assert statements() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(statements(), "utf-8")
