"""The demand of a target in words."""

from __future__ import annotations

from graph.analysis.plans.goal import comparator_way, parse_unit
from graph.analysis.plans.goal_words import goal_words
from graph.analysis.plans.picture import PlanTarget
from ui.text import Words


def amount_text(value: str, unit: str, value_max: str = "") -> str:
    """Write a number, or the ends of a range, with its unit.

    >>> amount_text("2", "家", "3")
    '2–3 家'
    """
    return " ".join(filter(None, ("–".join(filter(None, (value, value_max))), unit)))


def demand_text(target: PlanTarget, words: Words) -> str:
    """Write what a target asks for: 超过 100 家, 前 3 位(全省)."""
    amount = amount_text(target.value, target.unit, target.value_max)
    way = comparator_way(target.comparator)
    if not amount:
        return target.comparator
    if not way:
        return f"{target.comparator} {amount}"
    is_rank = target.kind in goal_words().rank_kinds or parse_unit(target.unit).base in goal_words().rank_units
    return words("demand.first" if is_rank and way == "at_most" else f"demand.{way}", amount=amount)


def dated_demand(target: PlanTarget, words: Words) -> str:
    """Write what a target asks for, with the period where the plan names one: 超过 100 家（2023）."""
    demand = demand_text(target, words)
    return words("demand.due", demand=demand, period=target.period) if target.period else demand
