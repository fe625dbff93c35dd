"""The figures of a passage, each with what it is of.

A 5家、B 6家; 5家A、6家B; A、B分别5家、6家; and what stands on the figure before: 其中6家.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
from loaders.reading.ranks import worded_figures

FIGURE_JOIN = re.compile(r"\s*(?:、|和|与|及|以及|、和)\s*")
WEAK_SIGNS = frozenset({"为", "至", "到", "在", "上"})  # before a Chinese numeral these do not make it a figure
LONGEST_RUN = 12  # figures side by side
SHORTEST_NAME = 2  # characters
AFTER_FIGURE = "、和及与，”(（"  # a figure before one of these has no head behind it
NEXT_ITEM = re.compile("[、，和及与](?=[^、，]{0,12}?[0-9])")  # where the next figure of a list begins
REST_OF_ITEM = re.compile("[^、]{1,8}、")  # behind a figure: 新台阶、
ADDED = re.compile("[新净].*")  # a verb of what is new, which may stand behind: 公园新增5座
INCREASE = re.compile("[^，。；]{0,12}[到至][^，。；]{0,12}[0-9]")  # from one figure 到 the next
PARAGRAPH_START = re.compile(r"(?:^|[。；])\s*\Z")
END_OF_SENTENCE = re.compile("[。；！？]")


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
    found = list(_merged(list(worded_figures(text)), figures(text)))
    previous: list[Measured] = []
    position, lowest = 0, 0
    while position < len(found):
        run = _run(text, found, position)
        position += len(run)
        if _is_origin(text, run[0]):
            continue
        if previous and END_OF_SENTENCE.search(text, lowest, run[0].start):
            previous = []
        following = found[position].start if position < len(found) else len(text)
        items = list(_items(text, run, lowest, previous, following))
        yield from (item for item in items if _counts(text, item))
        previous += items
        lowest = max(run[-1].end, items[-1].measure.end if items else 0)


def _merged(worded: list[Figure], printed: Iterable[Figure]) -> list[Figure]:
    """Return all figures in the order of the text, without numbers that are part of a figure in words."""
    taken = {place for figure in worded for place in range(figure.start, figure.end)}
    return sorted([*worded, *(figure for figure in printed if figure.number not in taken)], key=lambda f: f.start)


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


def _items(text: str, run: list[Figure], lowest: int, previous: list[Measured], following: int) -> Iterator[Measured]:
    first = _sign_start(text, run[0])
    start = clause_start(text, first, lowest)
    if 0 < start == lowest and (rest := REST_OF_ITEM.match(text, start, first)):
        start = rest.end()
    start = _skip_lead(text, start, first)
    bare = strip_trail(text[start:first])
    names = conjuncts(bare.rstrip("等均都皆双"))
    if len(run) > 1 and len(names) == len(run):
        yield from _distributed(text, run, names, start)
    elif len(run) > 1 and len(previous) >= len(run) and len((own := _without_growth(bare))[0]) < SHORTEST_NAME:
        for figure, before in zip(run, previous[-len(run) :], strict=True):
            verb = "" if own[1] else "累计"
            measure = replace(before.measure, verb=verb, tail=own[1], start=start, end=run[-1].end)
            yield Measured(figure=figure, measure=measure, rule="distributed-carried")
    elif len(run) == 1 and len(names) > 1 and _is_of_each(text[start:first], run[0]):
        yield from _distributed(text, run * len(names), names, start)
    else:
        for place, figure in enumerate(run):
            item = _single(text, figure, figure.start if place else start, previous, following)
            previous = [*previous, item]
            yield item


def _is_of_each(left: str, figure: Figure) -> bool:
    """Return whether a figure is stated of each thing before it: A、B均增长5%, A、B等稳居首位."""
    marks = INDICATOR_WORDS.each if figure.measures in ("rank", "coverage") else INDICATOR_WORDS.both
    return bool(re.search(f"(?:{marks})(?:{INDICATOR_WORDS.growth[:-1]})?$", left))


def _sign_start(text: str, figure: Figure) -> int:
    """Return where the words for a figure's size begin; 到 of 提高到5% belongs to the words before them."""
    return figure.number if text[figure.start : figure.number].strip() in WEAK_SIGNS else figure.start


def _skip_lead(text: str, start: int, end: int) -> int:
    return end - len(strip_lead(text[start:end]))


def _distributed(text: str, run: list[Figure], names: list[str], start: int) -> Iterator[Measured]:
    """Yield A、B分别5家、6家 as A 5家 and B 6家; the verb before A and the growth behind B are of both."""
    verb, (last, tail) = leading_verb(names[0]), _without_growth(names[-1])
    if not tail and (added := change_verb(last)):
        last = strip_trail(last.removesuffix(added))
        verb, tail = (added, "") if ADDED.match(added) else (verb, added)
    for figure, name in zip(run, (*names[:-1], last), strict=True):
        place = text.find(name, start)
        measure = Measure(verb=verb, head=name.removeprefix(verb), tail=tail, start=place, end=run[-1].end)
        yield Measured(figure=figure, measure=measure, rule="distributed")


def _single(text: str, figure: Figure, start: int, previous: list[Measured], following: int) -> Measured:
    bare = strip_trail(text[start : max(start, _sign_start(text, figure))])
    listed = bool(previous) and text[start - 1 : start] == "、"
    head_end = min(_head_end(text, figure), max(following, figure.end))
    head = strip_trail(text[figure.end : head_end].removeprefix("的"))
    if head_end == following:
        head_end = figure.end  # 5个园区产值增长9%: these words are of the next figure too
    if head and _is_behind(figure, bare):
        shared = previous[-1].measure.verb if listed and previous[-1].measure.behind else ""
        measure = Measure(
            verb=change_verb(bare) or leading_verb(bare) or shared, head=head, start=start, end=head_end, behind=True
        )
        return Measured(figure=figure, measure=measure, rule="head-behind")
    part = text[max(start - 2, 0) : start] == "其中"
    if previous and (part or _is_dependent(bare)):
        before = previous[-1].measure
        verb = before.verb if part else ""
        measure = Measure(verb=verb, head=before.head, tail="".join(_without_growth(bare)), start=start, end=figure.end)
        return Measured(figure=figure, measure=measure, rule="carried")
    verb = leading_verb(bare)
    if not verb and (added := ADDED.search(change_verb(bare))):
        verb, bare = added[0], bare.removesuffix(added[0])
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
    return (strip_trail(bare[: growth.start()]), growth["growth"]) if growth else (bare, "")


def _is_origin(text: str, figure: Figure) -> bool:
    """Return whether a figure is where a change starts: 由30家 of 由30家增加到50家."""
    before = text[max(0, figure.number - 12) : figure.number]
    return bool(re.search(INDICATOR_WORDS.origin, before) and INCREASE.match(text, figure.end))


def _counts(text: str, item: Measured) -> bool:
    """Return whether a figure says how much there is of something: no part of a name, no mere condition."""
    figure, left = item.figure, text[item.measure.start : item.figure.number]
    if figure.measures in ("rank", "coverage"):
        return True
    if figure.measures == "time":
        return figure.comparator in ("<=", "<") or bool(re.search("[至到]$", left))
    if (
        "." in figure.value
        and figure.unit in FIGURE_WORDS.units["count"]
        and PARAGRAPH_START.search(text, 0, figure.number)
    ):
        return False  # 3.5家…: the number of a paragraph, and a figure
    if figure.measures in ("money", "physical") and _is_attributive(text, figure):
        return bool(re.search(INDICATOR_WORDS.limits, text[item.measure.start : figure.start]))
    if figure.measures == "physical" and not change_verb(strip_trail(left)) and _head_end(text, figure) > figure.end:
        return False  # 续航超千公里氢能重卡
    return _is_printed_as_figure(text, figure, left)


def _is_attributive(text: str, figure: Figure) -> bool:
    """Return whether an amount tells which things are meant: 亿元以上项目."""
    if re.search(INDICATOR_WORDS.sums, text[max(0, figure.start - 6) : figure.start]) and text.startswith(
        "的", figure.end
    ):
        return False
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
    before = strip_trail(text[max(0, figure.number - 12) : figure.number])
    return len(figure.printed) > 2 or bool(re.search(INDICATOR_WORDS.counting, before))


@cache
def _verbs_behind() -> re.Pattern[str]:
    return re.compile("|".join(INDICATOR_WORDS.head_ends))
