"""A store and a snapshot of an older schema become what a fresh load would make of the same sources."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from graph.model.errors import QueryError, StoreError
from graph.model.schema_file import default_schema
from graph.store import migrate as migrate_module
from graph.store.migrate import migrate
from graph.store.migrations.migration import migration_statements, migrations
from graph.store.open import open_store
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.dataset.folder import read_dataset
from loaders.history.event import LoadContext
from loaders.history.log import load_events
from loaders.linking.judgements import Judgement, stored_judgements
from loaders.lists.detect import tables_of
from loaders.pipeline import judge, load, undo
from loaders.service.lists import guess_list, load_list
from loaders.service.snapshots import restore_graph
from loaders.sources.workbook import parse_sheets
from loaders.sync import session
from tests.support.small_datasets import folder
from tests.support.stores import Server, exported

DATA = Path(__file__).parent / "data"
LIST = "企业名称,统一社会信用代码,主要产品,所在区\n常州甲光有限公司,,电池片,武进区\n甲光有限公司,,组件,武进区\n"


OLD_VERSIONS = (1, 2, 3)


@pytest.fixture(params=OLD_VERSIONS)
def old_version(request: pytest.FixtureRequest) -> int:
    version: int = request.param
    return version


@pytest.fixture
def old_store(tmp_path: Path, old_version: int) -> Iterator[Store]:
    """The store of an old version: the small plan, a list, a judgement, the list of a second year and its undoing."""
    with tarfile.open(DATA / f"schema-{old_version}" / "store.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    with open_store(f"embedded:{tmp_path / 'store'}", idle_seconds=0) as store:
        yield store


def load_the_same(store: Store, home: Path) -> None:
    """Load afresh what the old store holds."""
    load(store, read_dataset(folder(home)))
    load_companies(store)
    same = Judgement(verdict="same", left="org:常州甲光有限公司", right="org:甲光有限公司", reason="同一家")
    judge(store, [same], LoadContext(who="李四", action="decide"))


def load_companies(store: Store) -> None:
    tables = tables_of(parse_sheets(LIST.encode(), "list.csv"))
    mapping = structs.replace(guess_list(store, tables, "常州市科技局").mapping, dataset="companies")
    load_list(store, tables, mapping, LOCAL_USER)


@pytest.mark.store
def test_an_old_store_becomes_what_a_fresh_load_makes(
    old_store: Store, old_version: int, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match="store_older"):
        old_store.setup(default_schema())
    report = migrate(old_store, default_schema(), tmp_path / "backups")
    assert report is not None
    assert (report.before, report.after) == (old_version, default_schema().version)
    (judgement,) = stored_judgements(old_store.read)
    monkeypatch.setattr(session, "timestamp", lambda: judgement.at)
    load_companies(old_store)  # version 4: a list's statements name their publisher from its next load on
    load_the_same(embedded, tmp_path)
    assert without_hashes(exported(old_store)) == without_hashes(exported(embedded))
    assert migrate(old_store, default_schema(), tmp_path / "backups") is None


def without_hashes(snapshot: str) -> list[dict[str, object]]:
    """The rows of a snapshot; rows of before version 4 keep the hashes of their time until they are loaded again."""
    rows = [json.loads(line) for line in snapshot.splitlines()[1:-1]]
    for row in rows:
        row["props"] = {name: value for name, value in row["props"].items() if name not in ("hash", "fingerprint")}
    return rows


@pytest.mark.full_profile
@pytest.mark.store
def test_the_log_of_an_old_store_can_still_be_undone(old_store: Store, tmp_path: Path) -> None:
    migrate(old_store, default_schema(), tmp_path)
    before = without_hashes(exported(old_store))
    events = load_events(old_store.read)
    assert [event.context.action for event in events] == ["load", "load", "decide", "load", "undo"]
    assert events[0].nodes.added == 14
    undo(old_store, "L5")
    assert "新北区" in exported(old_store)
    undo(old_store, "L6")
    assert without_hashes(exported(old_store)) == before


@pytest.mark.full_profile
@pytest.mark.store
def test_the_backup_is_the_old_graph_and_can_be_imported(
    old_store: Store, old_version: int, embedded: Store, tmp_path: Path
) -> None:
    report = migrate(old_store, default_schema(), tmp_path)
    assert report is not None
    backup = report.backup.read_text("utf-8")
    old_snapshot = (DATA / f"schema-{old_version}" / "snapshot.jsonl").read_text("utf-8")
    assert backup.splitlines()[1:-1] == old_snapshot.splitlines()[1:-1]
    restore_graph(embedded, io.StringIO(backup))
    assert exported(embedded) == exported(old_store)


def test_an_old_snapshot_is_read_as_todays(server: Server, old_version: int) -> None:
    store = server.empty()
    old = (DATA / f"schema-{old_version}" / "snapshot.jsonl").read_text("utf-8")
    restore_graph(store, io.StringIO(old))
    renamed = old.replace('"said":', '"source_version":')
    # keys are sorted, and a renamed one may stand elsewhere
    assert sorted(map(sorted, exported(store).splitlines()[1:-1])) == sorted(map(sorted, renamed.splitlines()[1:-1]))


def test_a_migration_renames_on_both_engines(server: Server, tmp_path: Path) -> None:
    store = server.empty()
    load_the_same(store, tmp_path)
    today, events = exported(store), load_events(store.read)
    store.write(lambda tx: [tx.run(statement) for statement in statements_back()])
    assert migrate(store, default_schema(), tmp_path) is not None
    assert (exported(store), load_events(store.read)) == (today, events)


def statements_back() -> list[str]:
    """Cypher that gives a store the names of schema version 1 again."""
    migration = migrations()[0]  # the only one yet that renames
    backward = replace_names(migration)
    return [*backward, "MATCH (g:Graph {id: 'graph'}) REMOVE g.schema_version"]


def replace_names(migration) -> list[str]:  # type: ignore[no-untyped-def]
    inverse = type(migration)(
        version=1,
        labels={new: old for old, new in migration.labels.items()},
        properties={
            migration.old_labels.get(label, label): {new: old for old, new in names.items()}
            for label, names in migration.properties.items()
        },
    )
    return migration_statements(inverse)


@pytest.mark.store
def test_a_migration_that_is_cut_off_leaves_the_old_store(
    old_store: Store, old_version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrate_module, "migration_statements", lambda migration: [*migration_statements(migration), "X"])
        with pytest.raises(StoreError, match="migration_failed") as failed:
            migrate(old_store, default_schema(), tmp_path / "backups")
    assert old_store.schema_version() == old_version
    (backup,) = (tmp_path / "backups").iterdir()
    assert failed.value.fields["file"] == str(backup) and isinstance(failed.value.fields["reason"], QueryError)
    before = (DATA / f"schema-{old_version}" / "snapshot.jsonl").read_text("utf-8").splitlines()[1:-1]
    assert backup.read_text("utf-8").splitlines()[1:-1] == before  # restoring it is another test's
    assert migrate(old_store, default_schema(), tmp_path)
    assert len(load_events(old_store.read)) == 5


def test_a_store_of_a_newer_version_is_refused(store: Store, tmp_path: Path) -> None:
    store.setup(default_schema())
    version = default_schema().version + 1
    store.write(lambda tx: tx.run("MATCH (g:Graph) SET g.schema_version = $v", {"v": version}))
    try:
        with pytest.raises(StoreError, match="store_newer"):
            store.setup(default_schema())
        with pytest.raises(StoreError, match="store_newer"):
            migrate(store, default_schema(), tmp_path)
    finally:
        store.write(lambda tx: tx.run("MATCH (g:Graph) SET g.schema_version = $v", {"v": version - 1}))


def test_a_snapshot_of_a_newer_version_is_refused(store: Store) -> None:
    header = '{"format":"liantu-graph","schema":99,"version":2}\n'
    with pytest.raises(StoreError, match="import_newer"):
        restore_graph(store, io.StringIO(header))
