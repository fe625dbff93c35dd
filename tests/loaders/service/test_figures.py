"""The figures that the history keeps are those of the graph at that moment, whatever wrote it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.analysis.cell import CoverageState
from graph.model.errors import StoreError
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.history import figures as figures_module
from loaders.history.event import LoadContext
from loaders.history.figures import figures_log
from loaders.linking.judgements import Judgement
from loaders.pipeline import load, undo, unload
from loaders.service.figures import figures_at, load_effect
from loaders.service.linking import submit_judgements
from loaders.service.snapshots import check_store, restore_graph
from queries import region_figures
from queries.region import analyse_region
from queries.region_figures import analysis_figures, fetch_figures
from tests.support.people import LI_SI
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import exported

WITHOUT_FIRM = {**TABLES, "edges.csv": "\n".join(TABLES["edges.csv"].split("\n")[:3]) + "\n"}
STRONG, WEAK, ABSENT, UNKNOWN = (CoverageState(name) for name in ("强", "弱", "缺", "未知"))


@pytest.fixture
def load_rows(store: Store, tmp_path: Path) -> Callable[[dict[str, str]], None]:
    def one(tables: dict[str, str]) -> None:
        load(store, read_dataset(folder(tmp_path, "small", tables)), context=LoadContext(who="李四"))
        newest = figures_log(store.read)[-1]
        assert newest.regions == fetch_figures(store), "what is kept is what the graph says now"

    return one


def test_every_load_keeps_the_figures_of_the_graph_after_it(
    store: Store, load_rows: Callable[[dict[str, str]], None]
) -> None:
    load_rows(WITHOUT_FIRM)
    load_rows(TABLES)
    load_rows(TABLES)  # nothing changes
    undo(store, "L2")
    unload(store, "small")
    log = figures_log(store.read)
    states = [
        entry.regions["reg-x"].chains["chain-x"].states if entry.regions and "reg-x" in entry.regions else {}
        for entry in log
    ]
    nobody, firm = {ABSENT: 1, UNKNOWN: 1}, {WEAK: 1, ABSENT: 1}
    assert states == [nobody, firm, firm, nobody, {}]
    assert all(entry.recorded for entry in log)
    assert check_store(store).broken == ()


def test_of_very_many_regions_nothing_is_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_figures, "MOST_REGIONS", 0)
    load(store, read_dataset(folder(tmp_path, "small", TABLES)), context=LoadContext(who="李四"))
    (newest,) = figures_log(store.read)
    assert (newest.recorded, newest.regions) == (False, None)


def test_the_figures_are_those_of_the_region_s_analysis(bundled: Store) -> None:
    analysis, figures = analyse_region(bundled), fetch_figures(bundled)
    assert figures is not None and figures[analysis.region] == analysis_figures(analysis)


def test_a_load_s_effect_is_the_difference_of_two_computations(
    store: Store, load_rows: Callable[[dict[str, str]], None]
) -> None:
    load_rows(WITHOUT_FIRM)
    old = fetch_figures(store)["reg-x"]
    load_rows(TABLES)
    new = fetch_figures(store)["reg-x"]
    effect = load_effect(store)
    assert effect and effect.known
    assert (effect.event, effect.before, effect.after) == ("L2", 1, 2)
    name, (change,) = effect.regions["reg-x"]
    assert (name, change.before, change.after) == ("某市", old.chains["chain-x"], new.chains["chain-x"])
    load_rows(TABLES)
    unchanged = load_effect(store)
    assert unchanged and unchanged.known and not unchanged.regions
    assert load_effect(store, "l2") == effect
    with pytest.raises(LoadError, match="event_unknown"):
        load_effect(store, "L99")


def test_the_first_load_s_effect_is_everything(store: Store, load_rows: Callable[[dict[str, str]], None]) -> None:
    assert load_effect(store) is None
    load_rows(TABLES)
    effect = load_effect(store)
    assert effect and effect.before == 0 and effect.regions["reg-x"][1][0].before is None


def test_the_events_of_one_command_are_one_change(store: Store, load_rows: Callable[[dict[str, str]], None]) -> None:
    load_rows(TABLES)
    wrong = Judgement(id="", left="small/R3", right="", verdict="wrong", who="李四", at="", reason="已停产")
    submit_judgements(store, [wrong], LI_SI)
    effect = load_effect(store)
    assert effect and effect.before == 1
    ((change,),) = (changes for _, changes in effect.regions.values())
    assert change.after and change.after.states == {ABSENT: 1, UNKNOWN: 1}
    assert load_effect(store, "L2") == effect, "its first event has the same effect as its last"


def test_figures_at_a_moment(store: Store, load_rows: Callable[[dict[str, str]], None]) -> None:
    now = datetime.now(UTC)
    assert figures_at(store, now) is None
    load_rows(TABLES)
    entry = figures_at(store, datetime.now(UTC) + timedelta(seconds=1))
    assert entry and entry.event == "L1" and entry.regions == fetch_figures(store)
    assert figures_at(store, now - timedelta(days=1)) is None


def test_a_log_of_an_older_version_gets_figures_before_its_next_load(
    store: Store, load_rows: Callable[[dict[str, str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("loaders.pipeline.record_figures", lambda *_, **__: None)
        with pytest.raises(AssertionError):
            load_rows(WITHOUT_FIRM)
    unknown = load_effect(store)
    assert unknown and not unknown.known
    entry = figures_at(store, datetime.now(UTC) + timedelta(seconds=1))
    assert entry and entry.regions is None
    load_rows(TABLES)
    effect = load_effect(store)
    assert effect and effect.known and effect.before == 1 and effect.regions


def test_restoring_a_graph_is_an_event_with_figures(store: Store, load_rows: Callable[[dict[str, str]], None]) -> None:
    load_rows(WITHOUT_FIRM)
    text = exported(store)
    load_rows(TABLES)
    restore_graph(store, io.StringIO(text), replace_all=True)
    effect = load_effect(store)
    assert effect and effect.before == 2 and effect.regions["reg-x"]
    assert figures_log(store.read)[-1].regions == fetch_figures(store)


def test_a_load_stays_written_where_its_figures_cannot_be_computed(
    store: Store, load_rows: Callable[[dict[str, str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rows(WITHOUT_FIRM)

    def fail(_: Store) -> None:
        raise StoreError("store_gone")

    with monkeypatch.context() as broken:
        broken.setattr(figures_module, "fetch_figures", fail)
        unload(store, "small")
    assert not figures_log(store.read)[-1].recorded
    load_rows(TABLES)
    assert [entry.recorded for entry in figures_log(store.read)] == [True, True, True]
    assert figures_log(store.read)[1].regions == {}
