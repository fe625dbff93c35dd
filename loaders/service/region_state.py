"""A region's chains in a state: now, after a load, as of a year, by a grade of sources, assumed, or as planned."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.analysis.chain import Holding
from graph.analysis.method import Method, default_method
from graph.analysis.source_filter import ALL_SOURCES, GRADES, SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.history.event import EVENT_PREFIX
from loaders.history.figures import figures_log
from loaders.service.past_rows import rows_after_event
from queries.region import RegionAnalysis, analyse, analyse_region
from queries.scenarios import INTENDED, analysis_with_completed, analysis_with_holdings

EVENT_STATE = re.compile(rf"{EVENT_PREFIX}\d{{1,9}}", re.ASCII)
YEAR_STATE = re.compile(r"\d{4}", re.ASCII)
GRADE_PREFIX = "grade:"


class StateKind(StrEnum):
    """The kinds of states; the first three are written so."""

    NOW = "now"
    ASSUMED = "whatif"
    FULFILLED = "plan"
    EVENT = "event"
    YEAR = "year"
    GRADE = "grade"


@dataclass(frozen=True)
class RegionState:
    """A state that a region is looked at in.

    Args:
        kind: its kind.
        value: an event's number (0: before all events), a year, or a grade; empty for the other kinds.
    """

    kind: StateKind
    value: str = ""

    @property
    def text(self) -> str:
        """Return how people write it.

        >>> [RegionState(StateKind(kind), value).text for kind, value in (("now", ""), ("event", "12"), ("grade", "B"))]
        ['now', 'L12', 'grade:B']
        """
        match self.kind:
            case StateKind.EVENT:
                return f"{EVENT_PREFIX}{self.value}"
            case StateKind.GRADE:
                return f"{GRADE_PREFIX}{self.value}"
            case StateKind.YEAR:
                return self.value
            case _:
                return str(self.kind)


NOW = RegionState(StateKind.NOW)


def parse_state(text: str) -> RegionState:
    """Parse a state: ``now``, ``plan``, ``whatif``, ``L12`` (after that load; ``L0``: before all), 2018, ``grade:B``.

    >>> parse_state("L12"), parse_state("2018").kind
    (RegionState(kind=<StateKind.EVENT: 'event'>, value='12'), <StateKind.YEAR: 'year'>)

    Raises:
        UsageError: it is none of these.
    """
    stripped = text.strip()
    if stripped in (StateKind.NOW, StateKind.ASSUMED, StateKind.FULFILLED):
        return RegionState(StateKind(stripped))
    if EVENT_STATE.fullmatch(stripped.upper()):
        return RegionState(StateKind.EVENT, str(int(stripped[len(EVENT_PREFIX) :])))
    if YEAR_STATE.fullmatch(stripped):
        return RegionState(StateKind.YEAR, stripped)
    if stripped.startswith(GRADE_PREFIX) and stripped.removeprefix(GRADE_PREFIX) in GRADES:
        return RegionState(StateKind.GRADE, stripped.removeprefix(GRADE_PREFIX))
    raise UsageError("state_unknown", text=text)


def state_filter(state: RegionState, source_filter: SourceFilter) -> SourceFilter:
    """Return the sources that count in a state; a year or a grade takes the place of the filter's own."""
    match state.kind:
        case StateKind.YEAR:
            return replace(source_filter, as_of=int(state.value))
        case StateKind.GRADE:
            return replace(source_filter, grade=state.value)
        case _:
            return source_filter


def analyse_state(
    store: Store,
    state: RegionState,
    region: str = "",
    source_filter: SourceFilter = ALL_SOURCES,
    method: Method | None = None,
    assumed: Callable[[RegionAnalysis], Collection[Holding]] | None = None,
) -> RegionAnalysis:
    """Read a region and compute its chains in a state.

    Args:
        store: The store to read.
        state: The state.
        region: The region's id or name; empty: the region with most holdings.
        source_filter: The sources that count in every state.
        method: The parameters; the product's own by default.
        assumed: Gives the holdings that are assumed, of today's analysis; the state ``whatif`` needs it.

    Raises:
        UsageError: There is no such region or event, the year is out of range, or nothing is assumed.
        LoadError: The records of that time are no longer kept.
    """
    if state.kind == StateKind.EVENT:
        sequence = check_event(store, int(state.value))
        return analyse(rows_after_event(store, region, sequence), method or default_method(), source_filter)
    today = analyse_region(store, region, state_filter(state, source_filter), method)
    return in_scenario(today, state, assumed(today) if assumed else ())


def in_scenario(today: RegionAnalysis, state: RegionState, assumed: Collection[Holding]) -> RegionAnalysis:
    """Return today's analysis with what a state assumes: everything planned and aspired done, or some holdings more.

    Raises:
        UsageError: The state assumes something, and nothing is given.
    """
    if state.kind == StateKind.FULFILLED:
        return analysis_with_completed(today, INTENDED)
    if state.kind == StateKind.ASSUMED:
        if not assumed:
            raise UsageError("state_nothing_assumed")
        return analysis_with_holdings(today, assumed)
    return today


def check_event(store: Store, sequence: int) -> int:
    """Return the number of an event after checking that the log has it; 0 is before all events.

    Raises:
        UsageError: The log has no such event.
    """
    if sequence and all(entry.sequence != sequence for entry in figures_log(store.read)):
        raise UsageError("state_no_event", event=f"{EVENT_PREFIX}{sequence}")
    return sequence
