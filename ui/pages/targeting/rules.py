"""The rules of a choice, from their widgets: how many, the budget, who must or must not be chosen, the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from graph.analysis.gaps.gap import GapKind
from queries.targeting import TargetingInputs, parse_costs
from ui.components.inputs import lines_input, multiselect, select, slider
from ui.text import Words

MAX_CHOSEN = 20  # as many as the slider is precise enough for, and more than are courted in a year
DEFAULT_CHOSEN = 10
MAX_BUDGET = 30  # in the unit of the costs
MAX_KIND_WEIGHT = 2.0  # double; a higher one is possible if the method has it
KIND_WEIGHT_STEP = 0.1
PER_PARENT = ("", "1", "2", "3")
WEIGHTED_KINDS = (GapKind.FILL, GapKind.STRENGTHEN, GapKind.EXTEND)


@dataclass(frozen=True, kw_only=True)
class TargetingRules:
    """The rules; hashable, because the plan is cached by them. None stands for no limit."""

    count: int
    budget: float | None
    per_parent: int | None
    required: tuple[str, ...]
    excluded: tuple[str, ...]
    costs: tuple[tuple[str, float], ...]
    kind_weights: tuple[tuple[str, float], ...]


def count_input(words: Words) -> int:
    """Show how many are to be chosen, and return the number."""
    return int(slider(words("targets.k"), "k", (1, MAX_CHOSEN, 1), DEFAULT_CHOSEN))


def rules_inputs(inputs: TargetingInputs, count: int, words: Words) -> TargetingRules:
    """Show the widgets of the other limits, and return the rules."""
    names = {candidate.id: candidate.name for candidate in inputs.candidates.values() if not candidate.branch}
    columns = st.columns([1, 1, 1.5, 1.5], vertical_alignment="bottom")
    with columns[0]:
        budget = slider(words("targets.budget"), "budget", (0, MAX_BUDGET, 1), 0)
    with columns[1]:
        per_parent = select(
            words("targets.per_parent"), PER_PARENT, "parent", lambda number: number or words("targets.no_limit")
        )
    with columns[2]:
        required = _candidates("must", names, words)
    with columns[3]:
        excluded = _candidates("never", names, words)
    costs = parse_costs(lines_input(words("targets.costs"), "costs", words("targets.costs_hint"))) if budget else {}
    return TargetingRules(
        count=count,
        budget=budget or None,
        per_parent=int(per_parent) if per_parent else None,
        required=required,
        excluded=excluded,
        costs=tuple(costs.items()),
        kind_weights=_kind_weights(inputs, words),
    )


def _candidates(name: str, names: Mapping[str, str], words: Words) -> tuple[str, ...]:
    return tuple(multiselect(words(f"targets.{name}"), list(names), name, names.__getitem__, words("targets.none")))


def _kind_weights(inputs: TargetingInputs, words: Words) -> tuple[tuple[str, float], ...]:
    weights = []
    for column, kind in zip(st.columns(len(WEIGHTED_KINDS)), WEIGHTED_KINDS, strict=True):
        default = inputs.analysis.method.kinds[kind]
        span = (0.0, max(MAX_KIND_WEIGHT, default), KIND_WEIGHT_STEP)
        with column:
            label = words("targets.kind", kind=words(f"kind.{kind}"))
            weights.append((str(kind), slider(label, f"w-{kind.name.lower()}", span, default)))
    return tuple(weights)
