"""The form of a visiting sheet: keys in a hidden column say what a row asks, so that a filled sheet is read back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from graph.model.normalize import normalize_text
from loaders.sources.yaml_file import read_mapping

KEY_PREFIX, KEY_SEPARATOR = "liantu-visit", "|"
HEAD_ROW, QUESTION_ROW = "head", "question"
# Columns of the form, counted from 0; the labels over them are in the user's language and are not read.
NAME_COLUMN, PERSON_COLUMN, DATE_COLUMN = 2, 4, 6  # of the head: who is visited, whom one spoke to, when
ANSWER_COLUMN, WHO_COLUMN, DETAIL_COLUMN, KEY_COLUMN = 4, 5, 6, 7  # of a question
AnswerKind = Literal["yes", "no", "unsure", ""]


@dataclass(frozen=True, kw_only=True)
class QuestionKey:
    """The question of a row: whether a segment is supplied, of the one who is visited or of anybody.

    ``state`` is the segment's state when the sheet was made; ``is_own`` whether a no is only of the one who is asked,
    and says nothing of the region.
    """

    segment: str
    state: str
    is_own: bool

    def text(self) -> str:
        """Return the key as it stands in the sheet.

        >>> QuestionKey(segment="rail/bogie", state="未知", is_own=True).text()
        'liantu-visit|question|rail/bogie|未知|own'
        """
        kind = "own" if self.is_own else "any"
        return KEY_SEPARATOR.join((KEY_PREFIX, QUESTION_ROW, self.segment, self.state, kind))


def head_key() -> str:
    """Return the key of the row that says who is visited, by whom and when."""
    return KEY_SEPARATOR.join((KEY_PREFIX, HEAD_ROW))


def parse_key(text: str) -> QuestionKey | None:
    """Return what a key asks; None for what is no key of a question.

    >>> parse_key("liantu-visit|question|pv/cell|弱|any")
    QuestionKey(segment='pv/cell', state='弱', is_own=False)
    >>> parse_key("liantu-visit|head") is None
    True
    """
    parts = normalize_text(text).split(KEY_SEPARATOR)
    if len(parts) != 5 or parts[:2] != [KEY_PREFIX, QUESTION_ROW] or not parts[2] or parts[4] not in ("own", "any"):
        return None
    return QuestionKey(segment=parts[2], state=parts[3], is_own=parts[4] == "own")


def parse_answer(text: str) -> AnswerKind | None:
    """Return the answer of a cell: "" where nothing is ticked, None where it cannot be told.

    >>> parse_answer("□有　□没有　□不清楚"), parse_answer("☑有 □没有 □不清楚")
    ('', 'yes')
    >>> parse_answer(" 没有 "), parse_answer("也许")
    ('no', None)
    """
    words, ticks, box = _answer_words()
    plain = " ".join(normalize_text(text).split())
    for mark in ticks:
        plain = plain.replace(mark, ticks[0])
    if ticks[0] in plain:
        ticked = [part.split(box)[0].strip() for part in plain.split(ticks[0])[1:]]
        kinds = {words.get(answer.casefold()) for answer in ticked}
        return kinds.pop() if len(kinds) == 1 else None
    if box in plain or not plain:
        return ""
    return words.get(plain.casefold())


@cache
def _answer_words() -> tuple[dict[str, AnswerKind], tuple[str, ...], str]:
    raw = read_mapping(Path(__file__).with_name("answers.yaml"))
    answers: dict[AnswerKind, list[str]] = raw["answers"]
    words = {word.casefold(): kind for kind, forms in answers.items() for word in forms}
    return words, tuple(raw["ticks"]), str(raw["box"])
