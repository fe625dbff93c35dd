"""What else a word of a question may have meant: the choices beside the reading."""

from __future__ import annotations

from collections.abc import Mapping

from graph.analysis.cell import CoverageState
from queries.asking.reading import Slot
from ui.components.page_context import PageContext


def slot_choices(slot: Slot, context: PageContext) -> Mapping[str, str]:
    """Return the captions of the values that a slot can have, its own first."""
    return {slot.value: _caption(slot), **_others(slot, context)}


def _others(slot: Slot, context: PageContext) -> Mapping[str, str]:
    words = context.words
    if slot.cls == "chain":
        coverages = context.analysis().coverages.values()
        return {coverage.chain.id: coverage.chain.name for coverage in coverages}
    if slot.cls == "label":
        labels = ("Enterprise", "Institute", "University", "Platform", "Park", "Carrier")
        return {label: words.label(label) for label in labels}
    if slot.cls == "state":
        return {state.value: words(f"state.{state.value}") for state in CoverageState}
    if slot.cls == "role":
        return {role: words(f"role.{role}") for role in context.analysis().method.roles}
    return {name.id: name.name for name in slot.choices}


def _caption(slot: Slot) -> str:
    return slot.shown if slot.choices else slot.text
