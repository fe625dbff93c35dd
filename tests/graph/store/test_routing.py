"""``neo4j://``: a routing table, bookmarks, and connections that are lost, before one real Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from graph.model.errors import StoreError
from graph.store.open import open_store
from graph.store.store import Store
from tests.support.bolt_proxy import BoltProxy
from tests.support.stores import Server

pytestmark = pytest.mark.full_profile
BOOKMARK = b"FB:"
"""What every bookmark of a Neo4j begins with."""


@pytest.fixture
def member(neo4j_server_: Server) -> Iterator[BoltProxy]:
    neo4j_server_.empty()
    with BoltProxy(urlsplit(neo4j_server_.url).port or 0) as proxy:
        yield proxy


@pytest.fixture
def routed(neo4j_server_: Server, member: BoltProxy) -> Iterator[Store]:
    with open_store(member.url, neo4j_server_.user, neo4j_server_.password) as store:
        yield store


def create(store: Store, id_: str) -> None:
    store.write(lambda tx: tx.run("CREATE (:Entity {id: $id})", {"id": id_}))


def ids(store: Store) -> list[str]:
    return [row["id"] for row in store.read("MATCH (n:Entity) RETURN n.id AS id ORDER BY id")]


def test_statements_go_to_the_server_that_the_routing_table_names(neo4j_server_: Server, member: BoltProxy) -> None:
    with BoltProxy(urlsplit(neo4j_server_.url).port or 0, elsewhere=member.port) as entry:
        with open_store(entry.url, neo4j_server_.user, neo4j_server_.password) as store:
            create(store, "a")
            assert ids(store) == ["a"]
        assert b"CREATE" in member.sent
        assert b"CREATE" not in entry.sent


def test_reads_and_writes_go_on_after_dropped_connections(member: BoltProxy, routed: Store) -> None:
    create(routed, "a")
    member.drop()
    assert ids(routed) == ["a"]
    before = member.connections
    member.drop()
    create(routed, "b")
    assert ids(routed) == ["a", "b"]
    assert member.connections > before


def test_a_read_waits_for_what_was_written_before_it(member: BoltProxy, routed: Store) -> None:
    create(routed, "a")
    already = len(member.sent)
    ids(routed)
    assert BOOKMARK in member.sent[already:]


def test_a_write_that_is_cut_at_its_commit_is_told_as_such(member: BoltProxy, routed: Store) -> None:
    create(routed, "a")
    member.cut_commit.set()
    with pytest.raises(StoreError, match="store_lost_at_commit"):
        create(routed, "b")
    assert "a" in ids(routed)
    create(routed, "c")
    assert {"a", "c"} <= set(ids(routed))
