"""The states that a region can be looked at in, by the names that a planner chooses from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.history.event import LoadEvent
from loaders.service.region_state import RegionState, StateKind
from ui.text import Words


def event_states(events: Iterable[LoadEvent]) -> dict[RegionState, LoadEvent]:
    """Return the states after each command of the log, the newest first, with the event that names it.

    The events of one command make one state, which the first of them that changed something names.

    Args:
        events: the log, the oldest first.
    """
    commands: list[list[LoadEvent]] = []
    for event in events:
        if commands and event.writer and commands[-1][-1].writer == event.writer:
            commands[-1].append(event)
        else:
            commands.append([event])
    return {
        RegionState(StateKind.EVENT, str(own[-1].sequence)): next((event for event in own if event.touched), own[-1])
        for own in reversed(commands)
    }


def event_text(event: LoadEvent, words: Words) -> str:
    """Write the state after an event by what was done, to what, and when."""
    at = event.at[:16].replace("T", " ")
    if event.is_import:
        return words("compare.state.event_restored", at=at)
    title = event.title or event.dataset
    return words("compare.state.event", action=words(f"action.{event.context.action}"), title=title, at=at)


def state_text(state: RegionState, events: dict[RegionState, LoadEvent], words: Words, assumed: int = 0) -> str:
    """Write a state.

    Args:
        state: the state.
        events: the states after each command.
        words: the words of the user's language.
        assumed: how many organisations are assumed.
    """
    match state.kind:
        case StateKind.EVENT if state in events:
            return event_text(events[state], words)
        case StateKind.EVENT:
            return words("compare.state.start") if state.value == "0" else state.text
        case StateKind.YEAR:
            return words("compare.state.year", year=state.value)
        case StateKind.GRADE:
            return words("compare.state.grade", grade=words(f"source_filter.{state.value}"))
        case StateKind.ASSUMED if assumed:
            return words("compare.state.whatif", count=assumed)
        case StateKind.ASSUMED:
            return words("compare.state.whatif_none")
        case _:
            return words(f"compare.state.{state.kind}")


def selectable_states(
    events: dict[RegionState, LoadEvent], years: Sequence[str], grades: Sequence[str]
) -> list[RegionState]:
    """Return the states in the order of the list to choose from: now, plans, loads, years, grades of sources."""
    return [
        *(RegionState(kind) for kind in (StateKind.NOW, StateKind.FULFILLED, StateKind.ASSUMED)),
        *events,
        *([RegionState(StateKind.EVENT, "0")] if events else []),
        *(RegionState(StateKind.YEAR, year) for year in years),
        *(RegionState(StateKind.GRADE, grade) for grade in grades),
    ]
