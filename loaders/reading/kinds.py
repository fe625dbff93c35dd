"""Whether a figure is a target, what was reached, a level, or a limit that a rule sets."""

from __future__ import annotations

import re
from functools import cache

from loaders.reading.figures import Figure
from loaders.reading.measures import INDICATOR_WORDS, Measure, clause_start, sentence_start
from loaders.reading.tense import Tense


def kind_of(text: str, figure: Figure, measure: Measure, tense: Tense) -> str:
    """Return a figure's kind: ``threshold``, ``target``, ``actual`` or ``stock``.

    Achieved figures outnumber targets: in a text that reviews, only words of a target make one.

    Args:
        text: the passage's.
        figure: the figure.
        measure: what it is of.
        tense: the passage's.
    """
    limits = re.search(INDICATOR_WORDS.limits, text[measure.start : figure.start])
    if figure.measures == "time" or (limits and text.startswith("的", figure.end)):
        return "threshold"
    sentence = text[sentence_start(text, measure.start) : figure.end]
    clause = text[clause_start(text, figure.start) : measure.end]
    if _is_target(sentence, clause, tense):
        return "target"
    return "stock" if _is_stock(text, figure, measure) else "actual"


def _is_target(sentence: str, clause: str, tense: Tense) -> bool:
    target, actual = _tense_words()
    if tense.review:
        return bool(target.search(clause)) and not actual.search(clause)
    return not actual.search(clause) or bool(target.search(sentence))


def _is_stock(text: str, figure: Figure, measure: Measure) -> bool:
    """Return whether what was reached is a level: a share, a total, a count that no verb of a change counts up."""
    words = measure.name + text[measure.start : measure.end]
    if re.search(INDICATOR_WORDS.growth, measure.name) or figure.measures == "points":
        return False
    if re.search("|".join(INDICATOR_WORDS.stock), words):
        return True
    flows = measure.verb or _flow().search(measure.name)
    if flows or figure.measures not in ("count", "person"):
        return False
    return text[measure.end : measure.end + 1] in "、”" if measure.behind else figure.start < figure.number


@cache
def _flow() -> re.Pattern[str]:
    return re.compile("|".join(INDICATOR_WORDS.flow))


@cache
def _tense_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(INDICATOR_WORDS.target), re.compile(INDICATOR_WORDS.actual)
