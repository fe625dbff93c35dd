from __future__ import annotations

import threading

import pytest

from graph.model.errors import QueryError, StoreError
from graph.model.schema_file import default_schema
from graph.store.cypher import read_cypher
from graph.store.open import open_store
from graph.store.search import search
from graph.store.store import Store
from graph.store.transaction import Transaction

PARKS = [
    {"id": "p1", "name": "常州科教城", "aliases": ["科教城"], "search_text": "常州科教城\n科教城"},
    {"id": "p2", "name": "西太湖科技产业园", "search_text": "西太湖科技产业园"},
    {"id": "p3", "name": '科教园 "甲" (乙)+', "search_text": '科教园 "甲" (乙)+'},
]


def add_parks(tx: Transaction) -> None:
    tx.run("UNWIND $rows AS row CREATE (n:Entity:Park) SET n = row", {"rows": PARKS})


def count(store: Store) -> int:
    return int(store.read("MATCH (n:Entity) RETURN count(n) AS n")[0]["n"])


def test_setup_twice(store: Store) -> None:
    store.setup(default_schema())
    store.setup(default_schema())
    assert store.read("MATCH (g:Graph) RETURN count(g) AS n") == [{"n": 1}]


def test_a_write_is_all_or_nothing(store: Store) -> None:
    def broken(tx: Transaction) -> None:
        add_parks(tx)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        store.write(broken)
    assert count(store) == 0
    store.write(add_parks)
    assert count(store) == 3


def test_a_key_cannot_be_given_twice(store: Store) -> None:
    store.write(add_parks)
    with pytest.raises(QueryError):
        store.write(add_parks)
    assert count(store) == 3


def test_values_come_back_plain(store: Store) -> None:
    store.write(lambda tx: tx.run("CREATE (:Entity:Park {id: 'a', name: '甲', aliases: ['乙'], year: 2018, x: 0.5})"))
    row = store.read("MATCH (n:Entity) RETURN n, n.year AS year, n.x AS x, n.none AS none, labels(n) AS labels")[0]
    assert row["n"]["properties"] == {"id": "a", "name": "甲", "aliases": ["乙"], "year": 2018, "x": 0.5}
    assert (row["year"], row["x"], row["none"], sorted(row["labels"])) == (2018, 0.5, None, ["Entity", "Park"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("科教", ["p1", "p3"]),
        ("科教城", ["p1"]),
        ("西", ["p2"]),
        ("太湖", ["p2"]),
        ("没有这个", []),
        ("  ", []),
        ('"甲" (乙)+', ["p3"]),
        ("科教 OR 西太湖", []),
    ],
)
def test_search_in_chinese(store: Store, text: str, found: list[str]) -> None:
    store.setup(default_schema())
    store.write(add_parks)
    assert sorted(hit.id for hit in search(store, text)) == found


def test_searching_goes_on_while_many_are_removed(store: Store) -> None:
    store.setup(default_schema())
    store.write(add_parks)
    with store.fulltext_index_suspended(default_schema()):
        assert sorted(hit.id for hit in search(store, "科教")) == ["p1", "p3"]
        store.write(lambda tx: tx.run("MATCH (n:Entity {id: 'p3'}) DETACH DELETE n"))
    assert [hit.id for hit in search(store, "科教")] == ["p1"]
    with pytest.raises(ValueError, match="cut off"), store.fulltext_index_suspended(default_schema()):
        raise ValueError("cut off")
    assert [hit.id for hit in search(store, "太湖")] == ["p2"]


def test_the_closest_of_many_is_found_without_the_index(store: Store) -> None:
    names = [*(f"大江{n}号" for n in range(30)), "江", "江边"]
    rows = [{"id": f"e{n:02}", "name": name} for n, name in enumerate(names)]
    store.write(
        lambda tx: tx.run(
            "UNWIND $rows AS row CREATE (:Entity:Park {id: row.id, name: row.name, search_text: row.name})",
            {"rows": rows},
        )
    )
    assert [hit.name for hit in search(store, "江", 2)] == ["江", "江边"]


def test_an_index_that_was_not_made_again_is_made_by_the_next_setup(store: Store) -> None:
    store.setup(default_schema())
    store.write(add_parks)
    going = store.fulltext_index_suspended(default_schema())
    going.__enter__()  # and the process ends
    assert sorted(hit.id for hit in search(store, "科教")) == ["p1", "p3"]
    store.setup(default_schema())
    text = {"index": store.search_index, "text": '"科教"'}
    assert sorted(row["id"] for row in store.read(read_cypher("search"), text)) == ["p1", "p3"]


def test_an_exact_alias_comes_first(store: Store) -> None:
    store.setup(default_schema())
    store.write(add_parks)
    assert search(store, "科教城")[0].id == "p1"


def test_a_query_s_fault_names_the_query(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.read("MATCH (n RETURN n")
    assert caught.value.fields["query"] == "MATCH (n RETURN n"


def test_two_writers_of_one_key_both_succeed(store: Store) -> None:
    store.setup(default_schema())
    problems: list[Exception] = []

    def merge() -> None:
        try:
            for n in range(20):
                store.write(lambda tx, n=n: tx.run("MERGE (a:Entity {id: $id}) SET a.name = 'x'", {"id": f"m{n}"}))  # type: ignore[misc]
        except StoreError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=merge) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert count(store) == 20


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://localhost", "store_address"),
        ("bolt://neo4j:pa55word@localhost:1", "store_secret_in_address"),
        ("bolt://127.0.0.1:1", "store_unreachable"),
    ],
)
def test_a_wrong_address_is_reported(url: str, code: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.code == code
    assert "pa55word" not in str(caught.value)


def test_a_wrong_account_is_reported(neo4j_server_) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StoreError, match="store_account"):
        open_store(neo4j_server_.url, "neo4j", "wrong-password")
