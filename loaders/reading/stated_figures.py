"""Which figures say how much there is of something: no condition, no part of a name, not where a change starts."""

from __future__ import annotations

import re

from loaders.reading.figures import Figure, figure_words
from loaders.reading.measures import change_verb, indicator_words, strip_trail
from loaders.reading.one_figure import WEAK_SIGNS, Measured, head_end

INCREASE = re.compile("[^，。；]{0,12}[到至][^，。；]{0,12}[0-9]")  # from one figure 到 the next
PARAGRAPH_START = re.compile(r"(?:^|[。；])\s*\Z")


def is_origin(text: str, figure: Figure) -> bool:
    """Return whether a figure is where a change starts: 由30家 of 由30家增加到50家."""
    before = text[max(0, figure.number - 12) : figure.number]
    return bool(re.search(indicator_words().origin, before) and INCREASE.match(text, figure.end))


def is_stated(text: str, item: Measured) -> bool:
    """Return whether a figure says how much there is of something: no part of a name, no mere condition."""
    figure, left = item.figure, text[item.measure.start : item.figure.number]
    if figure.measures in ("rank", "coverage"):
        return True
    if figure.measures == "time":
        return figure.comparator in ("<=", "<") or bool(re.search("[至到]$", left))
    if (
        "." in figure.value
        and figure.unit in figure_words().units["count"]
        and PARAGRAPH_START.search(text, max(0, figure.number - 4), figure.number)
    ):
        return False  # 3.5家…: the number of a paragraph, and a figure
    if figure.measures in ("money", "physical") and _is_attributive(text, figure):
        return bool(re.search(indicator_words().limits, text[item.measure.start : figure.start]))
    if figure.measures == "physical" and not change_verb(strip_trail(left)) and head_end(text, figure) > figure.end:
        return False  # 续航超千公里氢能重卡
    return _is_printed_as_figure(text, figure, left)


def _is_attributive(text: str, figure: Figure) -> bool:
    """Return whether an amount tells which things are meant: 亿元以上项目."""
    if re.search(indicator_words().sums, text[max(0, figure.start - 6) : figure.start]) and text.startswith(
        "的", figure.end
    ):
        return False
    end = figure.end
    if text[:end].endswith(("以上", "以下", "以内")) and figure.comparator in (">=", "<="):
        end -= 2
    return bool(re.match(indicator_words().attributive, text[end : end + 14]))


def _is_printed_as_figure(text: str, figure: Figure, left: str) -> bool:
    """Return whether a numeral in Chinese characters is a figure: after a sign or a verb, not in 三个方面."""
    if not figure.printed or figure.printed[0].isdecimal() or figure.measures in ("share", "times"):
        return True
    if figure.printed == "一":
        return figure.measures == "often" and bool(re.search(figure_words().every, left))
    sign = text[figure.start : figure.number].strip()
    if sign and sign not in WEAK_SIGNS:
        return True
    before = strip_trail(text[max(0, figure.number - 12) : figure.number])
    return len(figure.printed) > 2 or bool(re.search(indicator_words().counting, before))
