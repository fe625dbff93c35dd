"""The words by which targets are read: goal_words.yaml, parsed once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from graph.model.own_yaml import parse_own_yaml


class GoalWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lists of goal_words.yaml, which says what each of them is for."""

    comparators: dict[str, tuple[str, ...]]
    no_goal: frozenset[str]
    rank_kinds: frozenset[str]
    rank_units: frozenset[str]
    lower_is_better: tuple[str, ...]
    neither: tuple[str, ...]
    multipliers: dict[str, float]
    whole_units: frozenset[str]
    same_units: tuple[frozenset[str], ...]
    contrary: tuple[tuple[str, ...], ...]


@cache
def goal_words() -> GoalWords:
    """Return the product's own words."""
    return msgspec.convert(
        parse_own_yaml(files("graph.analysis.plans").joinpath("goal_words.yaml").read_text("utf-8")), GoalWords
    )
