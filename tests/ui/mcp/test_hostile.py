"""Sixty hostile calls of the tools that take a query: none writes, and none reads a file, a setting or the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.stores import exported
from ui.mcp.graph_reader import GraphReader
from ui.mcp.server import tool_result

pytestmark = pytest.mark.both_engines
SECRET = "a-secret-that-no-answer-may-hold"
FILE = "@file@"  # stands for the address of a file that the test writes
STATEMENTS = [
    f"LOAD CSV FROM '{FILE}' AS line RETURN line",
    f"LOAD CSV WITH HEADERS FROM '{FILE}' AS line RETURN line",
    f"LOA\\u0044 CSV FROM '{FILE}' AS line RETURN line",
    f"\\u004cOAD CSV FROM '{FILE}' AS line RETURN line",
    f"WITH 1 AS x LOAD CSV FROM '{FILE}' AS line RETURN line",
    f"WITH 1 AS AS LOAD CSV FROM '{FILE}' AS line RETURN line",
    f"MATCH (n) WITH n LIMIT 1 CALL {{ LOAD CSV FROM '{FILE}' AS line RETURN line }} RETURN line",
    f"EXPLAIN LOAD CSV FROM '{FILE}' AS line RETURN line",
    f"PROFILE LOAD CSV FROM '{FILE}' AS line RETURN line",
    f"RETURN 'a\\u0027 AS y LOAD CSV FROM \"{FILE}\" AS line RETURN line //'",
    f"RETURN 1 AS x UNION LOAD CSV FROM '{FILE}' AS line RETURN line AS x",
    "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.components() YIELD name RETURN name",
    "CALL `dbms`.`listConfig`()",
    "CALL dbms . listConfig ()",
    "CALL /* x */ dbms.listConfig()",
    "WITH 1 AS x //\\u000dCALL dbms.listConfig() YIELD name RETURN name",
    "WITH 1 AS x //\rCALL dbms.listConfig() YIELD name RETURN name",
    "OPTIONAL CALL dbms.components() YIELD name RETURN name",
    "CALL dbms.security.listUsers()",
    "CALL dbms.setConfigValue('dbms.security.procedures.unrestricted', '*')",
    "CALL db.createLabel('Hostile')",
    "CALL db.clearQueryCaches()",
    f"CALL apoc.load.csv('{FILE}') YIELD list RETURN list",
    f"CALL apoc.load.json('{FILE}') YIELD value RETURN value",
    f"CALL apoc.load.jsonParams('{FILE}', null, null) YIELD value RETURN value",
    "CALL apoc.export.csv.all('@file@.out', {})",
    "CALL apoc.cypher.runWrite('CREATE (:Hostile)', {})",
    "CALL apoc.cypher.doIt('CREATE (:Hostile)', {})",
    "CALL apoc.create.node(['Hostile'], {})",
    "CALL apoc.periodic.submit('x', 'CREATE (:Hostile)')",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (:Hostile) RETURN 1', {})",
    "RETURN `apoc`.`cypher`.runFirstColumnMany('RETURN 1', {})",
    "RETURN apoc . util . sha1(['x'])",
    "RETURN [1, 2][0..apoc.util.sleep(1)]",
    "USE system MATCH (n) RETURN n",
    "USE neo4j CREATE (:Hostile)",
    "CALL { USE system RETURN 1 AS x } RETURN x",
    "U\\u0053E system SHOW USERS",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW DATABASES",
    "SHOW PROCEDURES",
    "SHOW TRANSACTIONS YIELD *",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CREATE (:Hostile)",
    "CR\\u0045ATE (:Hostile)",
    "MERGE (:Hostile)",
    "MATCH (n) SET n.hostile = 1",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "FOREACH (x IN [1] | CREATE (:Hostile))",
    "CALL { CREATE (:Hostile) } RETURN 1",
    "RETURN 1; CREATE (:Hostile)",
    "DROP INDEX entity_name",
]
QUERIES: list[tuple[str, dict[str, Any]]] = [
    ("statement", {"id": "x' OR true CREATE (:Hostile) RETURN '"}),
    ("statement", {"id": f"x'}} LOAD CSV FROM '{FILE}' AS line RETURN line //"}),
    ("listing", {"label": "Park) DETACH DELETE (n", "limit": 5}),
    ("../../../etc/passwd", {}),
    ("marking", {"entity": "inst-jngri"}),
    ("organisations", {"labels": ["Hostile\\u0027 CREATE (n)"], "region": "reg-changzhou"}),
    (FILE, {}),
]


@pytest.mark.parametrize("kind", ["cypher", "query"])
def test_nothing_is_written_and_no_file_is_read(reader: GraphReader, tmp_path: Path, kind: str) -> None:
    assert len(STATEMENTS) + len(QUERIES) >= 60
    (tmp_path / "secret.csv").write_text(f"{SECRET}\n")
    address = f"file://{tmp_path}/secret.csv"
    before = exported(reader.store)
    calls: list[dict[str, Any]] = [{"text": text.replace(FILE, address)} for text in STATEMENTS]
    if kind == "query":
        calls = [{"name": name.replace(FILE, address), "parameters": _at(values, address)} for name, values in QUERIES]
    for arguments in calls:
        result = tool_result(reader, kind, arguments)
        assert SECRET not in result.model_dump_json(), arguments
        if kind == "cypher":
            assert result.is_error, arguments
        elif not result.is_error:
            assert result.structured_content is not None
            assert result.structured_content["rows"] == [], arguments
    assert exported(reader.store) == before
    assert [file.name for file in tmp_path.iterdir()] == ["secret.csv"]


def _at(values: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the values with the file's address in its place."""
    return {name: value.replace(FILE, address) if isinstance(value, str) else value for name, value in values.items()}
