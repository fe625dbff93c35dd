"""What changed this week: compared with a week ago where that was recorded, and an honest sentence where not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.analysis.cell import CoverageState
from graph.analysis.figures import ChainFigures, RegionFigures
from loaders.history.event import LoadContext, LoadEvent
from loaders.history.figures import RecordedFigures
from loaders.report import ChangeCounts
from ui.presenters.overview.week import comparison_text, figure_lines, load_lines, week_changes
from ui.text import words

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
ZH = words("zh")


def _event(sequence: int, days_ago: int, added: int = 3) -> LoadEvent:
    return LoadEvent(
        sequence=sequence,
        dataset="list",
        title="企业名单",
        at=(NOW - timedelta(days=days_ago)).isoformat(),
        context=LoadContext(),
        version=f"v{sequence}",
        previous_version="",
        rows=added,
        refused=0,
        dangling=0,
        nodes=ChangeCounts(added=added),
        statements=ChangeCounts(),
    )


def _entry(sequence: int, days_ago: int, strong: int | None) -> RecordedFigures:
    states = {CoverageState.STRONG: strong or 0, CoverageState.UNKNOWN: 9 - (strong or 0)}
    chain = ChainFigures(
        name="轨道交通", states=states, known_share=0.1, known_completeness=1.0, gaps={}, certain_gaps=0
    )
    return RecordedFigures(
        sequence=sequence,
        event=f"L{sequence}",
        dataset="list",
        at=NOW - timedelta(days=days_ago),
        writer=f"w{sequence}",
        regions=None if strong is None else {"reg": RegionFigures(name="某市", chains={"rail": chain})},
        recorded=strong is not None,
    )


def test_today_is_compared_with_the_last_load_before_a_week_ago() -> None:
    log = [_entry(1, 30, 2), _entry(2, 8, 5), _entry(3, 1, 7)]
    changes = week_changes([], log, "reg", NOW)
    assert (changes.base, changes.is_week) == ("L2", True)
    assert figure_lines(changes, ZH, {}) == ["轨道交通 强 5→7"]
    assert comparison_text(changes, ZH) == "与一周前相比："


def test_a_week_without_a_load_changed_nothing() -> None:
    changes = week_changes([_event(1, 30)], [_entry(1, 30, 2)], "reg", NOW)
    assert figure_lines(changes, ZH, {}) == ["各条链的数字没有变化。"]
    assert load_lines(changes, ZH) == []


def test_where_nothing_is_older_than_a_week_the_first_record_is_the_base_and_it_is_said() -> None:
    changes = week_changes([], [_entry(1, 3, 2), _entry(2, 1, 4)], "reg", NOW)
    assert "2026-11-25" in comparison_text(changes, ZH)
    assert figure_lines(changes, ZH, {}) == ["轨道交通 强 2→4"]


def test_where_no_figures_were_recorded_nothing_is_claimed() -> None:
    old = week_changes([], [_entry(1, 30, None), _entry(2, 1, None)], "reg", NOW)
    new = week_changes([], [_entry(1, 1, None)], "reg", NOW)
    assert figure_lines(old, ZH, {}) == figure_lines(new, ZH, {}) == []
    assert "没有记下" in comparison_text(old, ZH)
    assert "没有更早的数字可比" in comparison_text(new, ZH)
    assert week_changes([], [], "reg", NOW).figures is None


def test_loads_of_one_list_on_one_day_are_one_line() -> None:
    changes = week_changes([_event(1, 20), _event(2, 2), _event(3, 2, added=4), _event(4, 1, added=0)], [], "reg", NOW)
    assert load_lines(changes, ZH) == ["2026-11-27 装载《企业名单》", "2026-11-26 装载《企业名单》：新增 7 条"]
