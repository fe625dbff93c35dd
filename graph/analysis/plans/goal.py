"""The demand of a target as numbers: which way is better, how much is enough, in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.analysis.plans.goal_words import goal_words
from graph.analysis.rounding import SCORE_DECIMALS, reaches
from graph.model.normalize import TO_HALF_WIDTH, normalize_text, parse_number

UNIT_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


class Better(StrEnum):
    """The direction in which a number is better; NEITHER: only the number itself will do."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Fulfilment(StrEnum):
    """The answer whether a number does what a goal asks, whatever is not known."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Unit:
    """A unit and the factor printed before it: 万家 is 10,000 of 家; ``place`` stands in brackets: 位(全省)."""

    base: str
    factor: float = 1.0
    place: str = ""

    def is_comparable(self, other: Unit) -> bool:
        """Return whether amounts in the two units can be compared.

        >>> parse_unit("家").is_comparable(parse_unit("万个")), parse_unit("件").is_comparable(parse_unit("%"))
        (True, False)
        """
        alike = self.base == other.base or any({self.base, other.base} <= group for group in goal_words().same_units)
        return alike and (not self.place or not other.place or self.place == other.place)


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A demand.

    Attributes:
        better: the direction.
        low: the least amount that is enough; of a lower-is-better goal the greatest. In the unit's base.
        high: the upper end of a range, else the same as ``low``.
        strict: whether the amount itself is not enough: 超100家.
        nearly: whether a little less may be enough: 50家左右.
        unit: the unit of ``low`` and ``high``.
    """

    better: Better
    low: float
    high: float
    strict: bool
    nearly: bool
    unit: Unit


def parse_unit(text: str) -> Unit:
    """Return a unit from its print.

    >>> parse_unit("亿元"), parse_unit("位(全省)")
    (Unit(base='元', factor=100000000.0, place=''), Unit(base='位', factor=1.0, place='全省'))
    """
    plain = normalize_text(text).translate(TO_HALF_WIDTH).replace(" ", "")
    place = "".join(match[0][1:-1] for match in UNIT_BRACKETS.finditer(plain))
    base = UNIT_BRACKETS.sub("", plain)
    if base not in goal_words().whole_units:
        for prefix, factor in goal_words().multipliers.items():
            if base.startswith(prefix):
                return Unit(base.removeprefix(prefix), factor, place)
    return Unit(base, 1.0, place)


def parse_goal(*, name: str, kind: str, comparator: str, value: str, value_max: str, unit: str) -> Goal | None:
    """Return what a target demands; None where it is a condition or its value is no number.

    Args:
        name: the measure's name.
        kind: the target's kind: ``rank`` is better when lower, ``threshold`` and ``frequency`` are no goals.
        comparator: as printed or as a sign.
        value, value_max, unit: as printed.

    >>> parse_goal(name="新增企业", kind="target", comparator="超", value="100", value_max="", unit="家").strict
    True
    """
    words, amount = goal_words(), parse_number(value)
    if amount is None or kind in words.no_goal:
        return None
    measure, way = parse_unit(unit), comparator_way(comparator)
    upper = parse_number(value_max) if way == "range" else amount
    if way == "" or upper is None or upper < amount:
        return None
    is_rank = kind in words.rank_kinds or measure.base in words.rank_units
    return Goal(
        better=_better(name, way, is_rank=is_rank),
        low=amount * measure.factor,
        high=upper * measure.factor,
        strict=way in ("more_than", "less_than"),
        nearly=way == "nearly",
        unit=measure,
    )


def comparator_way(comparator: str) -> str:
    """Return the list of comparators that one is in; "" for one that nobody knows.

    >>> comparator_way("超"), comparator_way("每周")
    ('more_than', '')
    """
    plain = normalize_text(comparator)
    return next((way for way, signs in goal_words().comparators.items() if plain in signs), "")


def _better(name: str, way: str, *, is_rank: bool) -> Better:
    words = goal_words()
    if way in ("at_most", "less_than"):
        return Better.LOWER
    if way in ("at_least", "more_than"):
        return Better.NEITHER if is_rank else Better.HIGHER  # 位列第三以上 may be meant either way
    if is_rank or any(word in name for word in words.lower_is_better):
        return Better.LOWER
    return Better.NEITHER if any(word in name for word in words.neither) else Better.HIGHER


def fulfils(goal: Goal, amount: float) -> Fulfilment:
    """Return whether an amount, in the base of the goal's unit, is enough.

    >>> goal = parse_goal(name="授权量", kind="", comparator="约", value="50", value_max="", unit="件")
    >>> [str(fulfils(goal, amount)) for amount in (49, 50)]
    ['unsure', 'yes']
    """
    if goal.better == Better.NEITHER:
        inside = reaches(amount, goal.low) and reaches(goal.high, amount)
        return Fulfilment.YES if inside and not goal.strict else Fulfilment.UNSURE
    is_lower = goal.better == Better.LOWER
    enough = reaches(goal.high, amount) if is_lower else reaches(amount, goal.low)
    on_edge = round(amount - (goal.high if is_lower else goal.low), SCORE_DECIMALS) == 0
    if enough:
        return Fulfilment.UNSURE if goal.strict and on_edge else Fulfilment.YES
    return Fulfilment.UNSURE if goal.nearly else Fulfilment.NO
