"""The figures of a passage, each with what it is of.

A 5家、B 6家; 5家A、6家B; A、B分别5家、6家; and what stands on the figure before: 其中6家.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from loaders.reading.figures import FIGURE_WORDS, Figure, figures
from loaders.reading.measures import (
    INDICATOR_WORDS,
    LONGEST_HEAD,
    Measure,
    change_verb,
    clause_end,
    clause_start,
    conjuncts,
    leading_verb,
    strip_lead,
    strip_trail,
)

FIGURE_JOIN = re.compile(r"\s*(?:、|和|与|及|以及|、和)\s*")
WEAK_SIGNS = frozenset({"为", "至", "到", "在", "上"})  # before a Chinese numeral these do not make it a figure
LONGEST_RUN = 12  # figures side by side
SHORTEST_NAME = 2  # characters
AFTER_FIGURE = "、和及与，”(（"  # a figure before one of these has no head behind it
NEXT_ITEM = re.compile("[、，和及与](?=[^、，]{0,12}?[0-9])|”")  # where the next figure of a list begins
INCREASE = re.compile("[^，。；]{0,12}[到至][^，。；]{0,12}[0-9]")  # from one figure 到 the next
SENTENCE_STOP = re.compile("[。；！？]")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A figure and what it is of.

    Attributes:
        rule: how the two were found to belong together.
    """

    figure: Figure
    measure: Measure
    rule: str


def measured_figures(text: str) -> Iterator[Measured]:
    """Yield a passage's figures, each with what it is of.

    >>> [(m.measure.name, m.figure.value) for m in measured_figures("新增企业、园区5家、6个，其中市级2家")]
    [('新增企业', '5'), ('新增园区', '6'), ('新增园区市级', '2')]
    """
    found = [figure for figure in figures(text) if not _is_origin(text, figure)]
    previous: list[Measured] = []
    position = 0
    while position < len(found):
        run = _run(text, found, position)
        lowest = found[position - 1].end if position else 0
        if previous and SENTENCE_STOP.search(text, lowest, run[0].start):
            previous = []
        items = list(_items(text, run, lowest, previous))
        yield from (item for item in items if _counts(text, item))
        previous = items or previous
        position += len(run)


def _run(text: str, found: Sequence[Figure], first: int) -> list[Figure]:
    """Return the figures that stand side by side with nothing but a mark or 和 between."""
    run = [found[first]]
    respectively = "分别" in text[clause_start(text, run[0].start) : run[0].start]
    for figure in islice(found, first + 1, first + LONGEST_RUN):
        alike = respectively or figure.measures == run[0].measures
        if not alike or not FIGURE_JOIN.fullmatch(text, run[-1].end, figure.start):
            break
        run.append(figure)
    if len(run) > 1 and run[-1].unit.startswith(run[0].unit):  # 2.2个和3.7个百分点
        run = [replace(figure, unit=run[-1].unit, measures=run[-1].measures) for figure in run]
    if len(run) > 1 and run[0].comparator != "=":  # 分别突破600万吨、500亿元
        run = [replace(f, comparator=run[0].comparator) if f.comparator == "=" else f for f in run]
    return run


def _items(text: str, run: list[Figure], lowest: int, previous: list[Measured]) -> Iterator[Measured]:
    start = _skip_lead(text, clause_start(text, run[0].start, lowest), run[0].start)
    bare = strip_trail(text[start : run[0].start])
    names = conjuncts(bare)
    if len(run) > 1 and len(names) == len(run):
        yield from _distributed(text, run, names, start)
    elif len(run) > 1 and len(previous) == len(run) and len(bare) < SHORTEST_NAME:
        for figure, before in zip(run, previous, strict=True):
            measure = replace(before.measure, verb="累计", tail="", start=start, end=run[-1].end)
            yield Measured(figure=figure, measure=measure, rule="distributed-carried")
    else:
        for place, figure in enumerate(run):
            yield _single(text, figure, figure.start if place else start, previous)


def _skip_lead(text: str, start: int, end: int) -> int:
    return end - len(strip_lead(text[start:end]))


def _distributed(text: str, run: list[Figure], names: list[str], start: int) -> Iterator[Measured]:
    """Yield A、B分别5家、6家 as A 5家 and B 6家; the verb before A and the growth behind B are of both."""
    verb, (last, tail) = leading_verb(names[0]), _without_growth(names[-1])
    if not tail:
        tail = change_verb(last)
        last = last.removesuffix(tail)
    for figure, name in zip(run, (*names[:-1], last), strict=True):
        place = text.find(name, start)
        measure = Measure(verb=verb, head=name.removeprefix(verb), tail=tail, start=place, end=run[-1].end)
        yield Measured(figure=figure, measure=measure, rule="distributed")


def _single(text: str, figure: Figure, start: int, previous: list[Measured]) -> Measured:
    left = text[start : figure.start]
    bare = strip_trail(left)
    listed = bool(previous) and text[start - 1 : start] == "、"
    head_end = _head_end(text, figure)
    if (head := text[figure.end : head_end].removeprefix("的")) and _is_behind(figure, bare):
        shared = previous[-1].measure.verb if listed and previous[-1].measure.behind else ""
        measure = Measure(verb=change_verb(bare) or shared, head=head, start=start, end=head_end, behind=True)
        return Measured(figure=figure, measure=measure, rule="head-behind")
    if previous and (_is_dependent(bare) or text[max(start - 2, 0) : start] == "其中"):
        before = previous[-1].measure
        measure = Measure(verb=before.verb, head=before.head, tail=bare, start=start, end=figure.end)
        return Measured(figure=figure, measure=measure, rule="carried")
    verb = leading_verb(bare)
    head, tail = _without_growth(bare.removeprefix(verb))
    if listed and not verb:
        verb = previous[-1].measure.verb
    measure = Measure(verb=verb, head=head, tail=tail, start=start, end=figure.end)
    return Measured(figure=figure, measure=measure, rule="name-before")


def _is_behind(figure: Figure, bare: str) -> bool:
    """Return whether the words behind a figure are what it is of: 新建5家中心, not 投资5亿元支持企业."""
    counts = figure.measures in ("count", "person", "often", "time", "share")
    return counts or len(bare.removesuffix(change_verb(bare))) < SHORTEST_NAME


def _is_dependent(bare: str) -> bool:
    return bool(re.fullmatch(INDICATOR_WORDS.dependent, _without_growth(bare)[0]))


def _head_end(text: str, figure: Figure) -> int:
    """Return where the head ends that stands right behind a figure; where the figure ends, if there is none."""
    start = figure.end
    highest = min(clause_end(text, start), start + LONGEST_HEAD)
    if text[start : start + 1] in AFTER_FIGURE or start >= highest:
        return start
    item = NEXT_ITEM.search(text, start, highest)
    highest = item.start() if item else highest
    verb = None if figure.measures == "time" else _verbs_behind().search(text, start, highest)
    if not verb or (verb.start() > start and re.fullmatch(INDICATOR_WORDS.empty_heads, text[start : verb.start()])):
        return highest
    return verb.start()


def _without_growth(bare: str) -> tuple[str, str]:
    """Return a measure's words and what says that it grew: 成交额, 增长."""
    growth = re.search(INDICATOR_WORDS.growth, bare)
    return (strip_trail(bare[: growth.start()]), growth[0]) if growth else (bare, "")


def _is_origin(text: str, figure: Figure) -> bool:
    """Return whether a figure is where a change starts: 由30家 of 由30家增加到50家."""
    before = text[max(0, figure.number - 12) : figure.number]
    return bool(re.search(INDICATOR_WORDS.origin, before) and INCREASE.match(text, figure.end))


def _counts(text: str, item: Measured) -> bool:
    """Return whether a figure says how much there is of something: no part of a name, no mere condition."""
    figure, left = item.figure, text[item.measure.start : item.figure.number]
    if figure.measures == "time":
        return figure.comparator in ("<=", "<") or bool(re.search("[至到]$", left))
    if figure.measures == "count" and "." in figure.value and figure.unit in FIGURE_WORDS.units["count"]:
        return False  # 3.5家: the number of a paragraph, and a figure
    if figure.measures in ("money", "physical") and _is_attributive(text, figure):
        return bool(re.search(INDICATOR_WORDS.limits, text[item.measure.start : figure.start]))
    if figure.measures == "physical" and not change_verb(strip_trail(left)) and _head_end(text, figure) > figure.end:
        return False  # 续航超千公里氢能重卡
    return _is_printed_as_figure(text, figure, left)


def _is_attributive(text: str, figure: Figure) -> bool:
    """Return whether an amount tells which things are meant: 亿元以上项目."""
    end = figure.end
    if text[:end].endswith(("以上", "以下", "以内")) and figure.comparator in (">=", "<="):
        end -= 2
    return bool(re.match(INDICATOR_WORDS.attributive, text[end : end + 14]))


def _is_printed_as_figure(text: str, figure: Figure, left: str) -> bool:
    """Return whether a numeral in Chinese characters is a figure: after a sign or a verb, not in 三个方面."""
    if not figure.printed or figure.printed[0].isdecimal() or figure.measures in ("share", "times"):
        return True
    if figure.printed == "一":
        return figure.measures == "often" and bool(re.search(FIGURE_WORDS.every, left))
    sign = text[figure.start : figure.number].strip()
    if sign and sign not in WEAK_SIGNS:
        return True
    return bool(change_verb(strip_trail(text[max(0, figure.number - 12) : figure.number]))) or len(figure.printed) > 2


@cache
def _verbs_behind() -> re.Pattern[str]:
    return re.compile("|".join(INDICATOR_WORDS.head_ends))
