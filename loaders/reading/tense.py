"""Which passages report on what was done, and which say what is to be done: from titles, headings and openings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from loaders.reading.passage import Passage
from loaders.reading.word_file import read_words

TITLE_PASSAGES = 6  # passages at the beginning among which the title is, where the format states none
STATED_YEAR = re.compile(r"(20[0-9]{2})(?:\s*年|[-—－–~～至]20[0-9]{2}年)")


class TenseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of words/tense.yaml, which says what each is."""

    plan_title: str
    review_title: str
    review: tuple[str, ...]
    plan: tuple[str, ...]
    opening: int


@dataclass(frozen=True)
class Tense:
    """The time that a passage speaks of.

    Attributes:
        review: whether it reports on what was done; else it says what is to be done.
        year: the year that it speaks of; empty where the document names none.
    """

    review: bool
    year: str


@cache
def tense_words() -> TenseWords:
    """Return the words that tenses are read by."""
    return msgspec.convert(read_words("tense"), TenseWords)


@cache
def _opening_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what opens a review, and what opens a plan."""
    review, plan = (re.compile("|".join(words)) for words in (tense_words().review, tense_words().plan))
    return review, plan


def tenses(passages: Sequence[Passage], title: str = "") -> Iterator[Tense]:
    """Yield the tense of each passage. A heading or an opening sets it for what follows.

    Args:
        passages: a document's, in reading order.
        title: the title that its format states, if any.
    """
    beginning = [title, *(passage.text for passage in passages[:TITLE_PASSAGES])]
    head = next((text for text in beginning if _is_title(text)), "")
    year = next((found[1] for text in (head, *beginning) if (found := STATED_YEAR.search(text))), "")
    both = bool(re.search(tense_words().review_title, head))  # a report reviews one year and plans the next
    review = both
    for passage in passages:
        review = review if passage.text == head else _turn(passage.text, review=review)
        stated = STATED_YEAR.search(_opening(passage.text)) if review else None
        usual = _year_before(year) if review and both else year
        yield Tense(review, stated[1] if stated and stated[1] <= (year or stated[1]) else usual)


def _is_title(text: str) -> bool:
    return bool(
        re.search(f"{tense_words().plan_title}|{tense_words().review_title}", text[: tense_words().opening * 2])
    )


def _turn(text: str, *, review: bool) -> bool:
    """Return whether a passage reviews, given whether the one before it did."""
    opening = _opening(text)
    of_review, of_plan = _opening_patterns()
    if of_review.search(opening):
        return True
    return False if of_plan.search(opening) else review


def _opening(text: str) -> str:
    return re.split("[。；：]", text[: tense_words().opening].strip(), maxsplit=1)[0]


def _year_before(year: str) -> str:
    return str(int(year) - 1) if year else ""
