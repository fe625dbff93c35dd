from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.errors import QueryError
from graph.store.cypher_tokens import TokenKind, tokenize
from graph.store.open import open_store
from graph.store.readonly import FORBIDDEN_KEYWORDS, ensure_read_only, run_console_query
from graph.store.store import Store
from tests.support.stores import Server, exported
from ui.text import words

HONEST = [
    "MATCH (start:Chain)-[:HAS_SEGMENT]->(next:Segment) RETURN start.name AS a, next.name AS b ORDER BY a, b LIMIT 1",
    "MATCH (a:Entity)-[set:SUPPORTS]->(b) RETURN set.status AS s ORDER BY s LIMIT 1",
    "MATCH (n:Clause) RETURN n.char_start AS start ORDER BY `start` LIMIT 1",
    "MATCH (p:Park) RETURN p.name ORDER BY p.name LIMIT 3",
    "match (n) where n.name contains '石墨烯' return n.id order by n.id limit 5;",
    "MATCH (n) WHERE n.`set` IS NULL AND n.start IS NULL RETURN count(n) AS n",
    "MATCH (a)-[r:SUPPORTS|FUNDS]->(b) RETURN type(r) AS t, count(*) AS n ORDER BY t",
    "MATCH (i:Institute) WHERE EXISTS { MATCH (i)-[:ACTIVE_IN]->(:Segment) } RETURN count(i) AS n",
    "MATCH (p:Park) RETURN p.name, COUNT { (p)<-[:LOCATED_IN]-() } AS n ORDER BY n DESC, p.name LIMIT 3",
    "MATCH (n:Park) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN c LIMIT 1",
    "CALL db.labels() YIELD label RETURN label ORDER BY label LIMIT 2",
    "RETURN 'CREATE (n) // LOAD CSV' AS s, \"it's\" AS t",
    "RETURN {set: 1, create: 2}.set AS n",
    "UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 RETURN collect(x) AS xs",
    "RETURN date('2018-02-08') AS d, duration.between(date('2018-01-01'), date('2018-02-08')).days AS n",
    "MATCH p = shortestPath((a:Entity {id: 'inst-jngri'})-[*..4]-(b:Entity {id: 'carbon'})) RETURN length(p) AS n",
    "RETURN CASE WHEN 1 < 2 THEN 'a' ELSE 'b' END AS c /* a comment */ // another",
    "MATCH (n:Park|Platform) RETURN count(n) AS n UNION MATCH (n:Institute) RETURN count(n) AS n",
    "RETURN toUpper('a\\u0062') AS s",
    "MATCH (show:Park)-[use]-(load) WITH show, count(use) AS create RETURN create, show.name ORDER BY show.name, create",
    "MATCH (stop:Park) WITH stop AS commit, 1 AS grant RETURN commit.name AS rename, grant ORDER BY rename LIMIT 1",
    "MATCH (p:Park) WITH p.name AS start, 1 AS set RETURN start, set",
    "RETURN '\\ud83d\\ude00' AS face",
    "CALL db.index.fulltext.queryNodes($search_index, '石墨烯') YIELD node RETURN node.id LIMIT 1",
]
HOSTILE = [
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE //x\rSHOW SETTINGS",
    "RETURN " + "(" * 200 + "1" + ")" * 200,
    'WITH 1 AS AS LOAD CSV FROM "file:///etc/passwd" AS line RETURN line',
    "MATCH (AS) WITH AS SET AS.x = 1",
    "MATCH (RETURN) WITH RETURN, 1 AS AS SET RETURN.x = 1",
    "BEGIN",
    "COMMIT",
    "DRYRUN REALLOCATE DATABASE x",
    "WITH 1 AS x //\rCALL dbms.listConfig() YIELD name RETURN name",
    "WITH 1 AS x //\\u000dCALL dbms.listConfig() YIELD name RETURN name",
    "WITH 1 AS x //\u2028CALL dbms.listConfig() YIELD name RETURN name",
    "WITH 1 AS x //\x85CALL dbms.listConfig() YIELD name RETURN name",
    "WITH 1 AS `.` CALL dbms.listConfig() YIELD name RETURN name",
    "WITH 1 AS `:` CALL dbms.components() YIELD name RETURN name",
    "WITH 1 AS `:` CREATE (n) RETURN n",
    "RETURN [1, 2, 3][0..apoc.util.sleep(1)]",
    "RETURN 'a\\u\uff10\uff10\uff12\uff17 AS y LOAD CSV //'",
    "WITH 1 AS x \\u\uff10\uff10\uff12f\\u\uff10\uff10\uff12f x\nCREATE (n)",
    "CREATE (n)",
    "MERGE (n:X {id: 1})",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) SET (n).x = 1",
    "MATCH (n) WITH n CREATE (m)",
    "MATCH (n) REMOVE n.x",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) WITH n SET n:Y RETURN n",
    "FOREACH (x IN [1] | CREATE (n))",
    "CALL { CREATE (n) } RETURN 1",
    "CALL { MATCH (n) DELETE n } IN TRANSACTIONS OF 1 ROWS",
    "RETURN 1 UNION CREATE (n) RETURN 1",
    "MATCH (n) WHERE n:Park CREATE (m) RETURN m",
    "PROFILE CREATE (n)",
    "INSERT (n:X)",
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "LOA\\u0044 CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "\\u004cOAD CSV FROM 'x' AS l RETURN l",
    "CR\\u0045ATE (n)",
    "RETURN 'a\\u0027 CREATE (n) //'",
    "MATCH (n) RETURN n \\u003b CREATE (m)",
    "WITH 1 AS x LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l",
    "EXPLAIN LOAD CSV FROM 'x' AS l RETURN l",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL `dbms`.`listConfig`()",
    "CALL dbms . components ()",
    "OPTIONAL CALL dbms.components() YIELD name RETURN name",
    "CALL /* x */ dbms.components()",
    "CALL db.createLabel('x')",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "WITH 1 AS x CALL db.clearQueryCaches() YIELD value RETURN value",
    "RETURN apoc.cypher.runFirstColumnSingle('x', {})",
    "RETURN `apoc`.`cypher`.run('1')",
    "RETURN apoc . version ()",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW DATABASES",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'x'",
    "USE system MATCH (n) RETURN n",
    "CALL { USE system RETURN 1 } RETURN 1",
    "CREATE USER eve SET PASSWORD 'longenough1'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "GRANT ROLE admin TO eve",
    "DROP INDEX entity_name",
    "CREATE INDEX FOR (n:X) ON (n.x)",
    "DROP CONSTRAINT entity_id",
    "START n = node(*) RETURN n",
    "CYPHER 5 RETURN 1",
    "CYPHER runtime=slotted CREATE (n)",
    "RETURN 1; CREATE (n)",
    "MATCH (n) RETURN n /* not closed",
    "RETURN 'not closed",
    "RETURN `not closed",
    "/* x */ CREATE (n)",
    "// x\nCREATE (n)",
    "\ufeffCREATE (n)",
    "RETURN 1 AS x\u00a0CREATE (n)",
    "MATCH (n) RETURN n.CREATE (1)",
    "RETURN '\\\\' CREATE (n) //'",
    "",
    ";",
    "   ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_statements_are_refused_before_they_are_sent(text: str) -> None:
    with pytest.raises(QueryError, match="console_"):
        ensure_read_only(text)


@given(st.text(alphabet="MATCHcreate(n) '\"`/*\\u0043;\n.$", max_size=60))
def test_judging_any_text_refuses_or_returns(text: str) -> None:
    try:
        sent = ensure_read_only(text)
    except QueryError:
        return
    for word, after in pairwise(tokenize(sent)):
        assert not (word.kind == TokenKind.WORD and word.text.upper() in FORBIDDEN_KEYWORDS and after.is_symbol("(")), (
            sent
        )


@pytest.mark.parametrize("text", HONEST)
def test_honest_statements_are_served(bundled: Store, text: str) -> None:
    assert run_console_query(bundled, text, rows=100, seconds=10).rows


def test_nothing_is_written_even_past_the_judge(bundled: Store) -> None:
    before = exported(bundled)
    for text in ("CREATE (n:Entity {id: 'x'})", "MATCH (n:Park) SET n.x = 1", "MATCH (n:Park) DETACH DELETE n"):
        with pytest.raises(QueryError):
            bundled.run_read_only(text, rows=1, seconds=5)
    assert exported(bundled) == before


def test_no_file_is_read_even_past_the_judge(bundled: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("secret\n")
    with pytest.raises(QueryError):
        bundled.run_read_only(f"LOAD CSV FROM 'file://{tmp_path}/secret.csv' AS line RETURN line", rows=1, seconds=5)


def test_rows_are_limited(bundled: Store) -> None:
    table = run_console_query(bundled, "UNWIND range(1, 100000) AS x RETURN x", rows=7, seconds=10)
    assert (len(table.rows), table.cut) == (7, True)
    assert not run_console_query(bundled, "UNWIND range(1, 7) AS x RETURN x", rows=7, seconds=10).cut


def test_time_is_limited(bundled: Store) -> None:
    text = "MATCH (a:Entity)-[*1..9]-(b:Entity) RETURN count(*)"
    with pytest.raises(QueryError, match="query_timeout"):
        run_console_query(bundled, text, rows=1, seconds=2)


def test_work_that_never_looks_up_is_limited_too(server: Server, tmp_path: Path) -> None:
    """Inside one expression neither server looks at its limit: the embedded engine is ended and comes back."""
    inner, outer = (3_000_000, 3_000_000) if server.engine == "embedded" else (150_000_000, 1)
    text = f"RETURN reduce(a = 0, x IN range(1, {outer}) | a + reduce(b = 0, y IN range(1, {inner}) | (b + x * y) % 7)) AS r"
    url = f"embedded:{tmp_path / 'store'}" if server.engine == "embedded" else server.url
    with open_store(url, server.user, server.password, query_seconds=2) as store:
        with pytest.raises(QueryError, match="query_timeout"):
            run_console_query(store, text, rows=1, seconds=1)
        assert store.read("RETURN 1 AS x") == [{"x": 1}]


def test_the_size_of_an_answer_is_limited_too(bundled: Store) -> None:
    table = run_console_query(
        bundled, "UNWIND range(1, 1000) AS x RETURN range(1, 200000) AS xs", rows=1000, seconds=20
    )
    assert table.cut
    assert 1 <= len(table.rows) <= 20


def test_durations_and_points_are_text(bundled: Store) -> None:
    text = "RETURN duration('P1Y2M') AS d, point({x: 1, y: 2}) AS p"
    assert [type(value) for value in run_console_query(bundled, text, rows=1, seconds=5).rows[0]] == [str, str]


def test_a_statement_that_quotes_a_limit_is_not_late(bundled: Store) -> None:
    with pytest.raises(QueryError, match="query_failed"):
        run_console_query(bundled, "RETURN 'timeout terminated' x y", rows=1, seconds=5)


def test_what_eats_the_memory_is_an_error_and_the_store_lives(bundled: Store) -> None:
    with pytest.raises(QueryError):
        run_console_query(bundled, "RETURN reduce(s = 'a', x IN range(1, 40) | s + s)", rows=1, seconds=20)
    assert run_console_query(bundled, "RETURN 1 AS x", rows=1, seconds=5).rows == ((1,),)


@pytest.mark.parametrize("pattern", ["'((((a'", "'a{2'", "'['", "'*a'", "$pattern"])
def test_a_malformed_regular_expression_is_refused(bundled: Store, pattern: str) -> None:
    with pytest.raises(QueryError, match="console_regex") as caught:
        run_console_query(bundled, f"RETURN 'a' =~ {pattern} AS x", {"pattern": "(("}, rows=1, seconds=10)
    assert "正则表达式" in words("zh").error(caught.value)


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [("'a.*'", True), (r"'\\p{IsHan}'", False), ("'[a-z&&[^b]]++'", True), ("$pattern", True), ("'(?i)A' + ''", True)],
)
def test_an_honest_regular_expression_is_served(bundled: Store, pattern: str, matches: bool) -> None:
    query = f"RETURN 'a' =~ {pattern} AS x"
    assert run_console_query(bundled, query, {"pattern": "a|b"}, rows=1, seconds=10).rows == ((matches,),)
