"""What one figure is of: the words before it, the head behind it, or the measure of the figure before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.reading.figures import Figure
from loaders.reading.measures import (
    LONGEST_HEAD,
    Measure,
    change_verb,
    clause_end,
    clause_start,
    indicator_words,
    leading_verb,
    strip_lead,
    strip_trail,
)

WEAK_SIGNS = frozenset({"为", "至", "到", "在", "上"})  # before a Chinese numeral these do not make it a figure
SHORTEST_NAME = 2  # characters
AFTER_FIGURE = "、和及与，”(（"  # a figure before one of these has no head behind it
NEXT_ITEM = re.compile("[、，和及与](?=[^、，]{0,12}?[0-9])")  # where the next figure of a list begins
ADDED = re.compile("[新净].*")  # a verb of what is new, which may stand behind: 公园新增5座


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A figure and what it is of.

    Attributes:
        rule: how the two were found to belong together.
    """

    figure: Figure
    measure: Measure
    rule: str


def measure_one(text: str, figure: Figure, start: int, previous: Sequence[Measured], following: int) -> Measured:
    """Return a figure with what it is of.

    Args:
        text: the passage's.
        figure: the figure.
        start: where the words before it begin.
        previous: the figures before it in the sentence.
        following: where the next figure starts.
    """
    bare = strip_trail(text[start : max(start, sign_start(text, figure))])
    listed = bool(previous) and text.startswith("、", max(start - 1, 0))
    behind = _behind(text, figure, bare, start, following)
    if behind:
        shared = previous[-1].measure.verb if listed and previous[-1].measure.behind else ""
        return Measured(figure=figure, measure=replace(behind, verb=behind.verb or shared), rule="head-behind")
    part = text.startswith("其中", max(start - 2, 0))
    if previous and (part or _is_dependent(bare)):
        before = previous[-1].measure
        verb = before.verb if part else ""
        measure = Measure(verb=verb, head=before.head, tail="".join(without_growth(bare)), start=start, end=figure.end)
        return Measured(figure=figure, measure=measure, rule="carried")
    measure = _granted(text, figure, bare, start) or _before(figure, bare, start)
    if listed and not measure.verb:
        measure = replace(measure, verb=previous[-1].measure.verb)
    return Measured(figure=figure, measure=measure, rule="name-before")


def sign_start(text: str, figure: Figure) -> int:
    """Return where the words for a figure's size begin; 到 of 提高到5% belongs to the words before them."""
    return figure.number if text[figure.start : figure.number].strip() in WEAK_SIGNS else figure.start


def without_growth(bare: str) -> tuple[str, str]:
    """Return a measure's words and what says that it grew.

    >>> without_growth("成交额同比增长")
    ('成交额', '增长')
    """
    growth = re.search(indicator_words().growth, bare)
    return (strip_trail(bare[: growth.start()]), growth["growth"]) if growth else (bare, "")


def head_end(text: str, figure: Figure) -> int:
    """Return where the head ends that stands right behind a figure; where the figure ends, if there is none."""
    start = figure.end
    highest = min(clause_end(text, start), start + LONGEST_HEAD)
    if text[start : start + 1] in AFTER_FIGURE or start >= highest:
        return start
    item = NEXT_ITEM.search(text, start, highest)
    highest = item.start() if item else highest
    verb = None if figure.measures == "time" else _verbs_behind().search(text, start, highest)
    if not verb or (verb.start() > start and re.fullmatch(indicator_words().empty_heads, text[start : verb.start()])):
        return highest
    return verb.start()


def _behind(text: str, figure: Figure, bare: str, start: int, following: int) -> Measure | None:
    """Return the measure whose head stands right behind its figure: 新建5家中心."""
    end = min(head_end(text, figure), max(following, figure.end))
    head = strip_trail(text[figure.end : end].removeprefix("的"))
    if not head or not _can_stand_before(figure, bare):
        return None
    if end == following:
        end = figure.end  # 5个园区产值增长9%: these words are of the next figure too
    return Measure(verb=change_verb(bare) or leading_verb(bare), head=head, start=start, end=end, behind=True)


def _can_stand_before(figure: Figure, bare: str) -> bool:
    """Return whether the words behind a figure may be what it is of: not in 投资5亿元支持企业."""
    counts = figure.measures in ("count", "person", "often", "time", "share")
    return counts or len(bare.removesuffix(change_verb(bare))) < SHORTEST_NAME


def _before(figure: Figure, bare: str, start: int) -> Measure:
    """Return the measure that the words before a figure name: 新增企业5家, 企业新增5家."""
    verb = leading_verb(bare)
    if not verb and (added := ADDED.search(change_verb(bare))):
        verb, bare = added[0], bare.removesuffix(added[0])
    head, tail = without_growth(bare.removeprefix(verb))
    return Measure(verb=verb, head=head, tail=tail, start=start, end=figure.end)


def _granted(text: str, figure: Figure, bare: str, start: int) -> Measure | None:
    """Return what is granted to whom: 对认定的企业给予10万元奖励; who it is may stand in the clause before."""
    grant = re.match(indicator_words().grant, text[figure.end : figure.end + LONGEST_HEAD])
    given = re.search(indicator_words().giving, text[start : figure.start])
    if not grant or not given:
        return None
    whom = strip_lead(text[start : start + given.start()])
    if len(whom) < SHORTEST_NAME and text.startswith("，", max(start - 1, 0)):
        whom = strip_lead(text[clause_start(text, start - 1) : start - 1])
    return Measure(head=whom, tail=grant["noun"], start=start, end=figure.end + grant.end())


def _is_dependent(bare: str) -> bool:
    return bool(re.fullmatch(indicator_words().dependent, without_growth(bare)[0]))


@cache
def _verbs_behind() -> re.Pattern[str]:
    return re.compile("|".join(indicator_words().head_ends))
