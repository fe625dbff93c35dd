"""Which figures of two documents are of one measure: last year's target and this year's report of what was reached."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from graph.analysis.plans.goal import parse_unit
from graph.analysis.plans.matching import measure_mark
from graph.model.own_yaml import parse_own_yaml
from loaders.reading.proposal import IndicatorProposal


class MeasureNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names in words/measure_names.yaml."""

    same: dict[str, str]


class MeasureKey(NamedTuple):
    """The features that two figures of one measure share."""

    name: str
    applies_to: str
    unit: str


def measure_key(indicator: IndicatorProposal) -> MeasureKey:
    """Return what all figures of an indicator's measure share: its name, thing and unit, in their plainest print."""
    return MeasureKey(
        plain_measure(indicator.name), measure_mark(indicator.applies_to), parse_unit(indicator.unit).base
    )


def plain_measure(name: str) -> str:
    """Return a measure's name under which its several prints are one.

    >>> plain_measure("2031年全社会R&D经费支出占GDP比重") == plain_measure("研发投入强度")
    True
    >>> plain_measure("高新技术企业总数"), plain_measure("规模以上工业增加值增长")
    ('高新技术企业', '规上工业增加值增速')
    """
    for pattern, plain in _names():
        name = pattern.sub(plain, name)
    return measure_mark(name)


def pair_indicators(
    before: Iterable[IndicatorProposal], after: Iterable[IndicatorProposal]
) -> tuple[tuple[IndicatorProposal, IndicatorProposal], ...]:
    """Return the pairs of figures of one measure, each figure in one pair at most, in the order of the second document.

    A figure whose thing the one document names and the other does not is paired by its name and unit alone, if these
    are enough to tell it from the others.

    Args:
        before: the figures of one document.
        after: the figures of another.
    """
    waiting: dict[MeasureKey, deque[IndicatorProposal]] = defaultdict(deque)
    by_name: dict[tuple[str, str], list[MeasureKey]] = defaultdict(list)
    for indicator in before:
        key = measure_key(indicator)
        waiting[key].append(indicator)
        by_name[key.name, key.unit].append(key)
    pairs = []
    for indicator in after:
        key = measure_key(indicator)
        others = set(by_name[key.name, key.unit])
        if not waiting.get(key) and len(others) == 1:
            (other,) = others
            key = other if not (key.applies_to and other.applies_to) else key
        if waiting.get(key):
            pairs.append((waiting[key].popleft(), indicator))
    return tuple(pairs)


@cache
def _names() -> tuple[tuple[re.Pattern[str], str], ...]:
    raw = files("loaders.reading").joinpath("words/measure_names.yaml").read_text("utf-8")
    names = msgspec.convert(parse_own_yaml(raw), MeasureNames)
    return tuple((re.compile(pattern), plain) for pattern, plain in names.same.items())
