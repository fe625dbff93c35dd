"""A progress report loaded: values at their targets, proposals as leads, undone like every list."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analysis.plans.progress import ProgressState
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.errors import LoadError
from loaders.history.event import LoadContext
from loaders.progress.progress_table import read_progress
from loaders.service.history import history, undo_event
from loaders.service.progress import ProgressReading, entry_key, load_progress, match_progress
from loaders.sources.sheet import Sheet
from queries.target_progress import fetch_target_overview
from tests.support.people import ZHANG_SAN
from tests.support.two_plans import EARLIER, load_plans, target_id

HEAD = ("指标", "实际值", "单位", "时间", "来源")
SHARE = ("全社会研发投入占比", "2.9", "%", "2023年", "统计公报")


def reading(store: Store, *rows: tuple[str, ...]) -> ProgressReading:
    return match_progress(store, read_progress([Sheet(rows=(HEAD, *rows), file="2023年进展.xlsx")]))


def state(store: Store, name: str) -> ProgressState:
    overview = fetch_target_overview(store)
    states = {
        target.id: progress.state
        for series in overview.series
        for target, progress in zip(series.targets, series.progress, strict=True)
    }
    return states[target_id(EARLIER, name)]


def test_a_value_reaches_its_target_and_undoing_takes_it_away(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    report = load_progress(store, reading(store, SHARE), ZHANG_SAN, context=LoadContext(file="2023年进展.xlsx"))
    assert (report.dataset, report.refused, report.dangling) == ("progress-2023-nian-jin-zhan", (), ())
    assert state(store, "全社会研发投入占比") == ProgressState.REACHED
    undo_event(store, history(store, report.dataset)[0].id, ZHANG_SAN)
    assert state(store, "全社会研发投入占比") == ProgressState.UNKNOWN


def test_a_corrected_report_replaces_what_it_said(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    load_progress(store, reading(store, SHARE), LOCAL_USER)
    corrected = load_progress(store, reading(store, (SHARE[0], "2.7", *SHARE[2:])), LOCAL_USER)
    assert (corrected.nodes.added, corrected.nodes.changed) == (0, 1)
    assert state(store, "全社会研发投入占比") == ProgressState.MISSED
    again = load_progress(store, reading(store, (SHARE[0], "2.7", *SHARE[2:])), LOCAL_USER)
    assert not again.changed


def test_a_likely_target_is_a_lead_until_a_person_chooses(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    near = reading(store, ("全社会研发经费投入占比", "2.9", "%", "2023年", ""))
    (item,) = near.unsure
    assert item.match
    assert item.match.rule == "target_near"
    load_progress(store, near, LOCAL_USER)
    assert state(store, "全社会研发投入占比") == ProgressState.UNKNOWN
    load_progress(store, near.chosen({entry_key(item.entry): target_id(EARLIER, "全社会研发投入占比")}), LOCAL_USER)
    assert state(store, "全社会研发投入占比") == ProgressState.REACHED


def test_rows_without_a_target_are_refused_and_the_others_loaded(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    report = load_progress(
        store,
        reading(store, SHARE, ("降水量", "3", "毫米", "2023", ""), ("授权量", "很多", "件", "2023", "")),
        LOCAL_USER,
    )
    assert [problem.code for problem in report.refused] == ["bad_cell", "progress_unmatched"]
    assert state(store, "全社会研发投入占比") == ProgressState.REACHED


def test_a_value_that_a_person_sets_aside_is_not_loaded(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    two = reading(store, SHARE, ("发明专利授权量", "1", "件", "2023", ""))
    report = load_progress(store, two.chosen({entry_key(two.matched[1].entry): ""}), LOCAL_USER)
    assert report.nodes.added == 1


def test_without_any_target_nothing_is_written(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    with pytest.raises(LoadError, match="progress_no_target"):
        load_progress(store, reading(store, ("降水量", "3", "毫米", "2023", "")), LOCAL_USER)
    assert all(not event.dataset.startswith("progress-") for event in history(store))


def test_a_trial_writes_nothing(store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    assert load_progress(store, reading(store, SHARE), LOCAL_USER, dry=True).nodes.added == 1
    assert state(store, "全社会研发投入占比") == ProgressState.UNKNOWN
