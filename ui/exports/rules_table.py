"""The rules of a choice of institutes, in words, because a file must state what it is of."""

from __future__ import annotations

from collections.abc import Iterable

from queries.targeting import TargetingInputs, TargetingPlan
from ui.text import Words

NO_RULE = "—"


def rules_lines(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> list[tuple[str, str]]:
    """Return each rule's name and value."""
    rules, none = plan.constraints, words("targets.no_limit")

    def names(ids: Iterable[str]) -> str:
        return words.join([inputs.candidates[id_].name for id_ in sorted(ids)]) or NO_RULE

    costs = [f"{inputs.candidates[id_].name} {cost:g}" for id_, cost in sorted(rules.costs.items())]
    return [
        (words("targets.k"), str(rules.max_chosen)),
        (words("targets.budget_given"), none if rules.budget is None else f"{rules.budget:g}"),
        (words("targets.costs_given"), words("separator.clause").join(costs) or NO_RULE),
        (words("targets.per_parent"), none if rules.per_parent is None else str(rules.per_parent)),
        (words("targets.must"), names(rules.must)),
        (words("targets.never"), names(rules.never)),
    ]


def given_rules(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> list[tuple[str, str]]:
    """Return the rules that limit the choice, without the number of institutes, which the choice shows."""
    unset = (words("targets.no_limit"), NO_RULE)
    given = rules_lines(inputs, plan, words)[1:]
    return [(name, value) for name, value in given if value not in unset]
