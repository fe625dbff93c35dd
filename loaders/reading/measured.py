"""The figures of a passage, each with what it is of.

A 5家、B 6家; 5家A、6家B; A、B分别5家、6家; and what stands on the figure before: 其中6家.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from loaders.reading.figures import Figure, figures
from loaders.reading.measures import (
    Measure,
    change_verb,
    clause_start,
    conjuncts,
    indicator_words,
    leading_verb,
    strip_lead,
    strip_trail,
)
from loaders.reading.one_figure import (
    ADDED,
    SHORTEST_NAME,
    Measured,
    measure_one,
    sign_start,
    without_growth,
)
from loaders.reading.ranks import worded_figures
from loaders.reading.stated_figures import is_origin, is_stated

FIGURE_JOIN = re.compile(r"\s*(?:、|和|与|及|以及|、和)\s*")
LONGEST_RUN = 12  # figures side by side
REST_OF_ITEM = re.compile("[^、]{1,8}、")  # behind a figure: 新台阶、
END_OF_SENTENCE = re.compile("[。；！？]")


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
        if is_origin(text, run[0]):
            continue
        if previous and END_OF_SENTENCE.search(text, lowest, run[0].start):
            previous = []
        following = found[position].start if position < len(found) else len(text)
        items = list(_items(text, run, lowest, previous, following))
        yield from (item for item in items if is_stated(text, item))
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
    first = sign_start(text, run[0])
    start = clause_start(text, first, lowest)
    if 0 < start == lowest and (rest := REST_OF_ITEM.match(text, start, first)):
        start = rest.end()
    start = _skip_lead(text, start, first)
    bare = strip_trail(text[start:first])
    names = conjuncts(bare.rstrip("等均都皆双"))
    if len(run) > 1 and len(names) == len(run):
        yield from _distributed(text, run, names, start)
    elif len(run) > 1 and len(previous) >= len(run) and len((own := without_growth(bare))[0]) < SHORTEST_NAME:
        for figure, before in zip(run, previous[-len(run) :], strict=True):
            verb = "" if own[1] else "累计"
            measure = replace(
                before.measure,
                verb=verb,
                tail=without_growth(before.measure.tail)[0] + own[1],
                start=start,
                end=run[-1].end,
            )
            yield Measured(figure=figure, measure=measure, rule="distributed-carried")
    elif len(run) == 1 and len(names) > 1 and _is_of_each(text[start:first], run[0]):
        yield from _distributed(text, run * len(names), names, start)
    else:
        for place, figure in enumerate(run):
            item = measure_one(text, figure, figure.start if place else start, previous, following)
            previous = [*previous, item]
            yield item


def _is_of_each(left: str, figure: Figure) -> bool:
    """Return whether a figure is stated of each thing before it: A、B均增长5%, A、B等稳居首位."""
    marks = indicator_words().each if figure.measures in ("rank", "coverage") else indicator_words().both
    return bool(re.search(f"(?:{marks})(?:{indicator_words().growth[:-1]})?$", left))


def _skip_lead(text: str, start: int, end: int) -> int:
    return end - len(strip_lead(text[start:end]))


def _distributed(text: str, run: list[Figure], names: list[str], start: int) -> Iterator[Measured]:
    """Yield A、B分别5家、6家 as A 5家 and B 6家; the verb before A and the growth behind B are of both."""
    verb, (last, tail) = leading_verb(names[0]), without_growth(names[-1])
    if not tail and (added := change_verb(last)):
        last = strip_trail(last.removesuffix(added))
        verb, tail = (added, "") if ADDED.match(added) else (verb, added)
    for figure, name in zip(run, (*names[:-1], last), strict=True):
        place = text.find(name, start)
        measure = Measure(verb=verb, head=name.removeprefix(verb), tail=tail, start=place, end=run[-1].end)
        yield Measured(figure=figure, measure=measure, rule="distributed")
