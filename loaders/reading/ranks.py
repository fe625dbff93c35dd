"""Places in a ranking (居全国第2位, 全省前三) and what covers all (全覆盖), as figures with what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.reading.figures import Figure
from loaders.reading.measured import Measured
from loaders.reading.measures import INDICATOR_WORDS, Measure, clause_start, conjuncts, strip_lead, strip_trail
from loaders.reading.numbers import CHINESE_NUMERAL, plain_digits


def ranks(text: str) -> Iterator[tuple[Measured, str]]:
    """Yield the places in rankings that a text states, each with its kind.

    >>> [(item.measure.name, item.figure.value, item.figure.unit) for item, _ in ranks("产量、产值均居全国第2位")]
    [('产量', '2', '位(全国)'), ('产值', '2', '位(全国)')]
    """
    for match in _rank().finditer(text):
        value = match["ordinal"] or match["top"] or match["keep"] or "1"
        top = match["top"] or match["keep"]
        scope = match["scope"].strip("的")
        figure = Figure(
            start=match.start(),
            number=match.start(),
            end=match.end(),
            value=plain_digits(value),
            unit=f"位({scope})" if scope else "位",
            comparator="<=" if top else "=",
            measures="rank",
        )
        yield from ((item, "rank") for item in _each(text, figure, "rank"))


def coverages(text: str) -> Iterator[tuple[Measured, str]]:
    """Yield what covers all, as 100 %, and what doubles.

    >>> [(m.measure.name, m.figure.value, m.figure.unit) for m, _ in coverages("推动企业研发机构全覆盖。")]
    [('企业研发机构', '100', '%')]
    """
    for match in re.finditer(INDICATOR_WORDS.coverage, text):
        figure = Figure(
            start=match.start(),
            number=match.start(),
            end=match.end(),
            value="100",
            unit="%",
            comparator="=",
            measures="share",
        )
        yield from ((item, "coverage") for item in _each(text, figure, "coverage"))


def _each(text: str, figure: Figure, rule: str) -> Iterator[Measured]:
    """Yield the figure for each conjunct that it is stated of: A、B等稳居全国首位."""
    start = clause_start(text, figure.start)
    left = text[start : figure.start]
    bare = strip_trail(strip_lead(left))
    names = conjuncts(bare.rstrip("等均都皆双"))
    shared = len(names) > 1 and re.search(f"(?:{INDICATOR_WORDS.each})$", left.rstrip("稳位"))
    for name in names if shared else [bare]:
        place = text.index(name, start) if name else start
        yield Measured(figure=figure, measure=Measure(head=name, start=place, end=figure.end), rule=rule)


@cache
def _rank() -> re.Pattern[str]:
    words, number = INDICATOR_WORDS.rank, f"(?:[0-9]+|{CHINESE_NUMERAL})"
    ordinal, top, keep = (
        pattern.replace("({n})", f"(?P<{name}>{number})").replace("{n}", number)
        for name, pattern in (("ordinal", words.ordinal), ("top", words.top), ("keep", words.keep))
    )
    return re.compile(f"(?:{words.verb})[“]?(?P<scope>{words.scope})“?(?:{words.first}|{ordinal}|{top}|{keep})")
