"""Follow-ups: noted, replaced, taken back and undone, without touching any figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.follow_up import FOLLOW_UPS, FollowUp, standing
from loaders.history.log import load_events
from loaders.pipeline import load, undo
from loaders.service.follow_ups import note_follow_ups
from queries.region import analyse_region
from queries.rows.targeting import FollowUpsRow
from queries.run import fetch_rows
from tests.support.people import ZHANG_SAN, person
from tests.support.small_datasets import folder
from tests.support.stores import exported

GAP = FollowUp(
    state="follow", about="x/two", chain="chain-x", region="reg-x", owner="李四", day="2026-12", note="等省里的批复"
)
PARTNER = FollowUp(state="intended", about="park-a", region="reg-x")


@pytest.fixture
def small(store: Store, tmp_path: Path) -> Store:
    load(store, read_dataset(folder(tmp_path)))
    return store


def states(store: Store) -> dict[tuple[str, str], str]:
    rows = standing(fetch_rows(store, FollowUpsRow, region="reg-x"))
    return {key: row.state for key, row in rows.items()}


def test_the_newest_follow_up_counts_and_each_can_be_undone(small: Store) -> None:
    nothing = exported(small)
    note_follow_ups(small, [GAP, PARTNER], ZHANG_SAN)
    note_follow_ups(small, [replace(PARTNER, state="in_touch")], ZHANG_SAN)
    assert states(small) == {("chain-x", "x/two"): "follow", ("", "park-a"): "in_touch"}
    note_follow_ups(small, [replace(GAP, state="dropped")], person("王五"))
    assert states(small) == {("", "park-a"): "in_touch"}
    events = [event for event in load_events(small.read) if event.dataset == FOLLOW_UPS.id]
    assert [event.context.who for event in events] == ["张三", "张三", "王五"]
    for event in reversed(events):
        undo(small, event.id)
    assert exported(small) == nothing


def test_what_was_noted_is_read_with_the_name_of_its_subject(small: Store) -> None:
    note_follow_ups(small, [GAP], person(" 张三 "))
    (row,) = fetch_rows(small, FollowUpsRow, region="reg-x")
    assert (row.owner, row.day, row.note, row.who, row.label) == ("李四", "2026-12", "等省里的批复", "张三", "Segment")
    assert row.name


def test_a_solved_gap_stays_a_gap(small: Store) -> None:
    before = analyse_region(small, "reg-x")
    note_follow_ups(small, [replace(GAP, state="solved")], ZHANG_SAN)
    after = analyse_region(small, "reg-x")
    assert [(gap.id, gap.score) for gap in after.gaps] == [(gap.id, gap.score) for gap in before.gaps]
    assert {c: v.completeness() for c, v in after.coverages.items()} == {
        c: v.completeness() for c, v in before.coverages.items()
    }


@pytest.mark.parametrize(
    ("follow_up", "who", "code"),
    [
        (GAP, " ", "who_missing"),
        (replace(GAP, state="landed"), "张三", "word_unknown"),
        (replace(PARTNER, state="solved"), "张三", "word_unknown"),
        (replace(GAP, about="nowhere"), "张三", "segment_unknown"),
        (replace(PARTNER, about="nobody"), "张三", "entity_unknown"),
    ],
)
def test_a_wrong_follow_up_is_refused(small: Store, follow_up: FollowUp, who: str, code: str) -> None:
    with pytest.raises(UsageError) as refusal:
        note_follow_ups(small, [follow_up], person(who))
    assert refusal.value.code == code
    assert states(small) == {}


@pytest.mark.parametrize(("field", "code"), [({"day": "下月"}, "fact_since"), ({"note": "长" * 501}, "follow_note")])
def test_a_day_begins_with_a_year_and_a_note_is_short(small: Store, field: dict[str, str], code: str) -> None:
    with pytest.raises(LoadError) as refusal:
        note_follow_ups(small, [replace(GAP, **field)], ZHANG_SAN)
    assert refusal.value.code == code
