"""Whether a figure is a target, what was reached, a level, or a limit that a rule sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loaders.reading.figures import Figure
from loaders.reading.measures import Measure, clause_end, clause_start, indicator_words, sentence_start
from loaders.reading.tense import Tense

TOTAL_BEFORE = 4  # characters before a measure in which 累计 may stand
COMING_YEAR = re.compile("到(20[0-9]{2})年")


def kind_of(text: str, figure: Figure, measure: Measure, tense: Tense) -> str:
    """Return a figure's kind: ``target``, ``actual``, ``stock``, ``threshold``, ``rank`` or ``coverage``.

    Achieved figures outnumber targets: in a text that reviews, only words of a target make one.

    Args:
        text: the passage's.
        figure: the figure.
        measure: what it is of.
        tense: the passage's.
    """
    if figure.measures in ("rank", "coverage"):
        return figure.measures
    if _is_limit(text, figure, measure, tense):
        return "threshold"
    if _is_target(text, figure, measure, tense):
        return "target"
    return "stock" if _is_stock(text, figure, measure) else "actual"


def _is_limit(text: str, figure: Figure, measure: Measure, tense: Tense) -> bool:
    """Return whether a rule sets the figure: a deadline, the size of the firms that are meant, what is granted."""
    if figure.measures == "time":
        return figure.comparator in ("<=", "<")
    limits = re.search(indicator_words().limits, text[measure.start : figure.start])
    clause = text[clause_start(text, figure.start) : clause_end(text, figure.end)]
    if limits and text.startswith("的", figure.end):
        return True
    words = _limiting().get(figure.measures)
    return words is not None and not tense.review and bool(re.search(words, clause))


def _is_target(text: str, figure: Figure, measure: Measure, tense: Tense) -> bool:
    sentence = text[sentence_start(text, measure.start) : figure.end]
    clause = text[clause_start(text, figure.start) : measure.end]
    actual = re.search(indicator_words().actual, clause)
    if tense.review:
        coming = any(year[1] > tense.year for year in COMING_YEAR.finditer(sentence)) if tense.year else False
        return coming or (bool(re.search(indicator_words().aim, clause)) and not actual)
    aim = re.search(indicator_words().target, sentence)
    standing = re.search(indicator_words().standing, clause)
    return bool(aim) or not (actual or standing)


def _is_stock(text: str, figure: Figure, measure: Measure) -> bool:
    """Return whether what was reached is a level: a share, a total, a count that no verb of a change counts up."""
    if re.search(indicator_words().growth, measure.name) or figure.measures == "points":
        return False
    words = measure.name + text[max(0, measure.start - TOTAL_BEFORE) : measure.end]
    if re.search(f"{indicator_words().shares}|{indicator_words().totals}", words):
        return True
    flows = re.search(_flow(), measure.name)
    if re.search("|".join(indicator_words().stock), words):
        return not flows
    if flows or measure.verb or figure.measures not in ("count", "person"):
        return False
    if measure.behind:  # 2家中心、5个园区 stand; 2家企业上榜、… is an event
        return text[measure.end : measure.end + 1] in "、”" and not re.search(_verbs(), measure.head)
    return figure.start < figure.number


@cache
def _limiting() -> Mapping[str, str]:
    """Return the words in a plan that make a figure one that a rule sets, by what it measures."""
    words = indicator_words()
    return {"money": words.granted, "share": words.granted_share} | dict.fromkeys(("count", "person"), words.capped)


@cache
def _verbs() -> str:
    return "|".join(indicator_words().head_ends)


@cache
def _flow() -> str:
    return "|".join(indicator_words().flow)
