"""No use case changes anything for somebody whose role does not allow it; the refusal is in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.access.audit import AuditLog
from loaders.access.principal import AccessDeniedError, Principal
from loaders.access.role import Role
from loaders.facts import Fact
from loaders.follow_up import FollowUp
from loaders.history.log import load_events
from loaders.linking.judgements import Judgement
from loaders.needs.need import Need
from loaders.regions.gb2260 import admin_regions
from loaders.service.backups import Backups
from loaders.service.datasets import load_bundled, load_dataset, unload_dataset
from loaders.service.facts import add_fact_to_store
from loaders.service.follow_ups import note_follow_ups
from loaders.service.history import undo_event
from loaders.service.linking import submit_judgements
from loaders.service.needs import keep_needs
from loaders.service.regions import load_sample, new_region, unload_sample
from loaders.service.snapshots import import_from
from tests.support.people import ZHANG_SAN
from tests.support.stores import exported

REGION = "reg-changzhou"
MARK = FollowUp(state="follow", about="pv/cell", chain="pv", region=REGION)
FACT = Fact(segment="pv/cell", role="production", region=REGION, source="走访", organisation="新公司")
Act = Callable[[Store, Principal, Path], object]
EDITORS: dict[str, Act] = {
    "mark": lambda store, who, _: note_follow_ups(store, [MARK], who),
    "needs": lambda store, who, _: keep_needs(store, [Need(id="1", what="检测")], "需求", REGION, who),
}
STEWARDS: dict[str, Act] = {
    "load all": lambda store, who, _: load_bundled(store, who),
    "load": lambda store, who, _: load_dataset(store, "chains", who),
    "unload": lambda store, who, _: unload_dataset(store, "chains", who),
    "fact": lambda store, who, _: add_fact_to_store(store, FACT, who),
    "judge": lambda store, who, _: submit_judgements(store, [Judgement("wrong", a_statement(store), "")], who),
    "undo": lambda store, who, _: undo_event(store, last_load(store), who),
    "region": lambda store, who, _: new_region(store, admin_regions()["340200"], who),
    "sample": lambda store, who, _: unload_sample(store, who),
}
ADMINS: dict[str, Act] = {
    "back up": lambda store, who, folder: Backups(store=store, folder=folder / "b", principal=who).make(verify=False),
    "import": lambda store, who, folder: import_from(store, a_file(folder), replace_all=True, principal=who),
}
REFUSED = [
    *((Role.VIEWER, name, act) for name, act in {**EDITORS, **STEWARDS, **ADMINS}.items()),
    *((Role.EDITOR, name, act) for name, act in {**STEWARDS, **ADMINS}.items()),
    *((Role.STEWARD, name, act) for name, act in ADMINS.items()),
]


def a_statement(store: Store) -> str:
    return str(store.read("MATCH ()-[r:ACTIVE_IN]->() RETURN r.id AS id ORDER BY id LIMIT 1")[0]["id"])


def last_load(store: Store) -> str:
    return load_events(store.read)[-1].id


def a_file(folder: Path) -> Path:
    (folder / "graph.jsonl").write_text("")
    return folder / "graph.jsonl"


@pytest.fixture
def loaded_by_somebody(embedded_bundled: Store) -> Store:
    """The bundled data, with an event that could be undone."""
    load_sample(embedded_bundled, ZHANG_SAN)
    submit_judgements(embedded_bundled, [Judgement("wrong", a_statement(embedded_bundled), "")], ZHANG_SAN)
    return embedded_bundled


def test_who_may_not_changes_nothing(loaded_by_somebody: Store, tmp_path: Path) -> None:
    store, log = loaded_by_somebody, AuditLog(tmp_path / "audit.jsonl")
    before, events = exported(store), len(load_events(store.read))
    for role, name, act in REFUSED:
        person = Principal(name="李四", account="lisi", role=role, audit=log)
        with pytest.raises(AccessDeniedError):
            act(store, person, tmp_path)
        assert len(load_events(store.read)) == events, (role, name)
    assert exported(store) == before
    assert [entry.outcome for entry in log.entries()] == ["denied"] * len(REFUSED)
    assert not (tmp_path / "b").exists()


def test_an_editor_undoes_a_mark_and_nothing_else(loaded_by_somebody: Store) -> None:
    editor = Principal(name="李四", account="lisi", role=Role.EDITOR)
    with pytest.raises(AccessDeniedError):
        undo_event(loaded_by_somebody, last_load(loaded_by_somebody), editor)
    note_follow_ups(loaded_by_somebody, [MARK], editor)
    event, _ = undo_event(loaded_by_somebody, last_load(loaded_by_somebody), editor)
    assert (event.dataset, event.context.who) == ("follow-ups", "李四(lisi)")
