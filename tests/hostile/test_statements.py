"""500 hostile statements through console, model and agent: none writes, reads a file, a setting or the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.asking import loaded_asker
from graph.model.errors import QueryError
from graph.store import store as store_module
from graph.store.readonly import ensure_read_only
from graph.store.store import Store
from tests.support.hostile.corpus import HostileStatement, kinds, statements
from tests.support.hostile.doors import Door, open_doors
from tests.support.hostile.state import census, logs, private_texts, settings_of
from tests.support.hostile.traps import SECRET, Traps, set_traps
from tests.support.profiles import FULL, PROFILE
from tests.support.stores import Server, exported

SECONDS = 1.0
"""The console's limit of time here: bombs run until then."""
GRACE_SECONDS = 1.0
"""How long after that the embedded engine may still answer, before it is ended: the product gives it more."""
SAMPLE = 7
"""Every which statement of a kind the everyday profile sends."""
BOMBS = "bombs"
"""What only takes time: neither engine ends one expression, so the stores of the other kinds would go on computing."""
SLOW = ("large",)
"""Kinds whose statements go through one door each, in turn: the doors do not differ in what they let run."""


@pytest.fixture
def traps(tmp_path: Path) -> Iterator[Traps]:
    (tmp_path / "traps").mkdir()
    with set_traps(tmp_path / "traps") as traps:
        yield traps


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that reach the store."""
    texts: list[str] = []
    run = Store.run_read_only

    def noted(store: Store, text: str, *arguments: Any, **more: Any) -> Any:
        texts.append(text)
        return run(store, text, *arguments, **more)

    monkeypatch.setattr(Store, "run_read_only", noted)
    monkeypatch.setattr(store_module, "GRACE_SECONDS", GRACE_SECONDS)
    return texts


@pytest.fixture(scope="module")
def doors(server: Server) -> Iterator[dict[str, Door]]:
    with open_doors(server.store, loaded_asker(server.store), seconds=SECONDS) as doors:
        yield doors


def chosen(kind: str) -> list[HostileStatement]:
    found = [statement for statement in statements() if statement.kind == kind]
    return found if PROFILE == FULL else found[::SAMPLE]


def test_there_are_500_and_each_is_another() -> None:
    assert len(statements()) >= 500
    assert len({statement.text for statement in statements()}) == len(statements())


@pytest.mark.parametrize("statement", [s for s in statements() if s.is_refused], ids=lambda s: s.kind)
def test_what_is_not_plainly_reading_is_refused_before_it_is_sent(statement: HostileStatement) -> None:
    with pytest.raises(QueryError, match="console_"):
        ensure_read_only(statement.text)


@pytest.mark.both_engines
@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind != BOMBS])
def test_no_statement_does_harm(
    server: Server,
    doors: dict[str, Door],
    traps: Traps,
    reached: list[str],
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    private = [SECRET, *private_texts(server)]
    before, settings = census(server.store), settings_of(server)
    for number, statement in enumerate(chosen(kind)):
        text = traps.placed(statement.text)
        names = [list(doors)[number % len(doors)]] if kind in SLOW else list(doors)
        for name in names:
            reached.clear()
            told = doors[name](text)
            where = (name, text[:500], told.text[:500])
            assert not (statement.is_refused and reached), where
            assert told.is_error or not statement.is_refused, where
            assert not [secret for secret in private if secret in told.text], where
            assert "Traceback" not in told.text, where
            assert not reached or census(server.store) == before, where
    assert exported(server.store) == server.snapshot
    assert settings_of(server) ^ settings == set()
    assert traps.sprung() == []
    assert SECRET not in caplog.text
    assert not [log for log in logs(server) if SECRET in log.read_text("utf-8", "replace")]


UNJUDGED = (
    "LOAD CSV FROM '@FILE@' AS line RETURN line[0] AS found",
    "LOAD CSV FROM '@URL@' AS line RETURN line[0] AS found",
    "CALL apoc.load.json('@FILE@') YIELD value RETURN value.secret AS found",
    "CALL apoc.load.json('@URL@') YIELD value RETURN value.secret AS found",
)
"""What reads the traps on a server that lets it."""


def test_the_traps_work(neo4j_target: Server, traps: Traps) -> None:
    store = neo4j_target.store
    for statement in UNJUDGED:
        rows = store.read(traps.placed(statement))
        assert SECRET in str(rows), statement
    assert len(traps.sprung()) == 2
    written = "CALL apoc.cypher.runWrite('CREATE (n:Hostile) DELETE n RETURN 1 AS x', {}) YIELD value RETURN value"
    assert store.write(lambda tx: tx.run(written))
    store.read(traps.placed("CALL apoc.export.json.all('@OUT@', {}) YIELD file RETURN file"))
    assert "out" in traps.sprung()
