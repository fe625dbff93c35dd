"""Places in a ranking (居全国第2位, 全省前三), what covers all (全覆盖) and what doubles (翻番), as figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.reading.figures import Figure
from loaders.reading.measures import indicator_words
from loaders.reading.numbers import CHINESE_NUMERAL, plain_digits


def worded_figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text that words state, in its order.

    >>> [(figure.comparator, figure.value, figure.unit) for figure in worded_figures("产值居全国前三，实现全覆盖。")]
    [('<=', '3', '位(全国)'), ('=', '100', '%')]
    """
    for match in _worded().finditer(text):
        if match["coverage"]:
            yield _figure(match, "coverage", value="100", unit="%")
        elif match["doubled"]:
            yield _figure(match, "times", value="1", unit="番")
        else:
            yield _rank(match)


def _rank(match: re.Match[str]) -> Figure:
    scope = match["scope"].strip("的“")
    top = match["top"] or match["keep"]
    value = plain_digits(match["ordinal"] or top or "1")
    unit = f"位({scope})" if scope else "位"
    return _figure(match, "rank", value=value, unit=unit, comparator="<=" if top else "=")


def _figure(match: re.Match[str], measures: str, *, value: str, unit: str, comparator: str = "=") -> Figure:
    return Figure(
        start=match.start(),
        number=match.start(),
        end=match.end(),
        value=value,
        unit=unit,
        comparator=comparator,
        measures=measures,
    )


@cache
def _worded() -> re.Pattern[str]:
    words, number = indicator_words().rank, f"(?:[0-9]+|{CHINESE_NUMERAL})"
    ordinal, top, keep = (
        pattern.replace("({n})", f"(?P<{name}>{number})").replace("{n}", number)
        for name, pattern in (("ordinal", words.ordinal), ("top", words.top), ("keep", words.keep))
    )
    rank = f"(?:{words.verb})(?:{words.between})*“?(?P<scope>{words.scope})(?:{words.first}|{ordinal}|{top}|{keep})"
    return re.compile(f"(?P<coverage>{indicator_words().coverage})|(?P<doubled>{indicator_words().doubled})|{rank}")
