"""A question cut into words: names of the graph, words of the grammar, years, and what nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.model.errors import UsageError
from graph.model.normalize import is_whole_word
from queries.asking.grammar import FILLER, YEAR_CLASS, Grammar, WordMeaning
from queries.asking.name_index import EXACT, KEYWORD, PARTIAL, Name, NameIndex
from queries.asking.name_variants import QUESTION_PUNCTUATION, fold
from queries.region import FIRST_YEAR

MAX_QUESTION = 200  # characters; more is no question, and the costs grow with the square
YEAR_WORD = re.compile(r"((?:19|20)\d\d)年?")
QUOTED_FIGURE = re.compile(
    r"\d+(?:\.\d+)?(?:%|个?百分点|[万亿]?(?:元|美元|平方米|千瓦时|辆|台|套|吨)|[万亿]|多?[家个]|余家)"
)
# What a word costs: the cut with the least sum wins, so long words beat short ones and known beat unknown.
WORD_COST = 1.0
FILLER_COST = 1.1
NEGATION_COST = 2.05  # 没建成 and 的 are rather two words than 没 and 建成的
ABBREVIATION_COST = 1.9  # less than two known words: 中航锂电研究院 is one institute, not the firm and a type
PARTIAL_COST = 2.2  # more than two known words: 机器人产业链 is these two words, though it is in a longer name too
NEAR_COST = 2.6
UNKNOWN_COST = 4.0  # of each character
KIND, LABEL, RELATION, MEASURE = "kind", "label", "relation", "measure"
ELSEWHERE, UNKNOWN, BEYOND = "elsewhere", "unknown", "beyond"
DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
OBSERVED_CLASS = "observed"  # 规上企业: words of what a figure is of
QUOTED_CLASS = "quoted_figure"  # 13.15亿, 97%: what somebody has read, and asks about
# 新同事想请教：… says nothing before the colon.
COURTESY = re.compile(
    r"^[^:：]{0,20}(?:请教|请问|想问|问一下|问下|咨询|帮忙|帮我|麻烦|劳驾|您好|你好|hi|hello)(?:一下|下|各位|大家|领导|老师|看看|查查|查一下|个事|个问题)?[:：]"
)
FINAL_OR_NOT = re.compile(r"([有过].*)(?<!环节)(?<![还都])没有?$")  # 有什么项目没有: the end only makes it a question


@dataclass(frozen=True)
class QuestionWord:
    """A word of a question: what it says in the grammar, what it names in the graph."""

    text: str
    meanings: tuple[WordMeaning, ...] = ()
    names: tuple[Name, ...] = ()

    @cached_property
    def classes(self) -> frozenset[str]:
        """Return the classes of the word."""
        of_names = {cls for name in self.names for cls in name.classes}
        return frozenset(meaning.cls for meaning in self.meanings) | of_names

    @property
    def is_filler(self) -> bool:
        """Return whether the word may be left out wherever no pattern names it."""
        return any(meaning.cls == FILLER for meaning in self.meanings)

    @property
    def is_unknown(self) -> bool:
        """Return whether neither the grammar nor the graph knows the word."""
        return any(meaning.cls == UNKNOWN for meaning in self.meanings)

    @property
    def is_negation(self) -> bool:
        """Return whether the word is a single character such as 不 or 没, which longer words contain too."""
        return len(self.text) == 1 and any(meaning.cls == BEYOND for meaning in self.meanings)

    @property
    def says_something(self) -> bool:
        """Return whether the word is one of the grammar's that a question is made of."""
        said = {meaning.cls for meaning in self.meanings} - {UNKNOWN, ELSEWHERE, YEAR_CLASS}
        return bool(said) and FILLER not in said

    @property
    def is_partial(self) -> bool:
        """Return whether the word is only a part of a name."""
        return bool(self.names) and self.names[0].rank == PARTIAL

    @property
    def is_name(self) -> bool:
        """Return whether the word names something in the graph."""
        return bool(self.names)

    def value_of(self, cls: str) -> str | None:
        """Return the value that the word gives a class, None where it is not of the class."""
        return next((meaning.value for meaning in self.meanings if meaning.cls == cls), None)


@dataclass(frozen=True)
class Cut:
    """The cheapest way to a place in a text: its cost, where its last word starts, and that word."""

    cost: float
    start: int
    token: QuestionWord | None


def tokenize(question: str, grammar: Grammar, index: NameIndex, *, figures: bool = False) -> list[QuestionWord]:
    """Cut a question into the words that cost least; see the costs above.

    Misspelt names are looked for only where a first cut leaves something unknown, because that costs more.

    Args:
        question: as it was typed.
        grammar: the words of questions.
        index: the names.
        figures: whether words of what figures are of count too, such as 规上企业.

    Raises:
        UsageError: The question is too long.
    """
    if len(question) > MAX_QUESTION:
        raise UsageError("question_too_long", length=len(question), limit=MAX_QUESTION)
    text = question_text(question)
    observed = index.observed if figures else frozenset()
    tokens = _cheapest(text, grammar, index, observed, misspelt=False)
    if any(token.is_unknown or token.is_partial for token in tokens):
        tokens = _cheapest(text, grammar, index, observed, misspelt=True)
    return tokens


def question_text(question: str) -> str:
    """Return a question without punctuation, folded; single blanks stay between its words.

    >>> question_text("谁支持“ＡＢＢ 中国”？ ")
    '谁支持 abb 中国'
    """
    asked = COURTESY.sub("", unicodedata.normalize("NFKC", question).casefold())
    asked = DECIMAL_POINT.sub("", asked)  # else it parts the figure in two
    words = QUESTION_PUNCTUATION.sub(" ", asked).split()
    return FINAL_OR_NOT.sub(r"\1", " ".join(words))


def _cheapest(
    text: str, grammar: Grammar, index: NameIndex, observed: Set[str], *, misspelt: bool
) -> list[QuestionWord]:
    best: list[Cut] = [Cut(0.0, 0, None)]
    longest = max(grammar.longest, index.longest)
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - longest), end)
        steps = (
            Cut(best[start].cost + cost, start, token)
            for start in starts
            for cost, token in _words_at(text, start, end, grammar, index, observed, misspelt=misspelt)
        )
        best.append(min(steps, key=lambda step: step.cost))
    return _joined(_path(best))


def _path(best: Sequence[Cut]) -> list[QuestionWord]:
    tokens: list[QuestionWord] = []
    end = len(best) - 1
    while end:
        step = best[end]
        if step.token:
            tokens.append(step.token)
        end = step.start
    return tokens[::-1]


def _joined(tokens: Iterable[QuestionWord]) -> list[QuestionWord]:
    """Return the words with neighbouring unknown characters as one."""
    joined: list[QuestionWord] = []
    for token in tokens:
        if joined and token.is_unknown and joined[-1].is_unknown:
            joined[-1] = QuestionWord(joined[-1].text + token.text, token.meanings)
        else:
            joined.append(token)
    return joined


def _words_at(
    text: str, start: int, end: int, grammar: Grammar, index: NameIndex, observed: Set[str], *, misspelt: bool
) -> Iterator[tuple[float, QuestionWord | None]]:
    """Yield the words that a piece of the text can be, with their costs; every single character can be unknown."""
    piece = text[start:end]
    if end - start == 1:
        if piece == " ":
            yield 0.0, None
            return
        yield UNKNOWN_COST, QuestionWord(piece, (WordMeaning(UNKNOWN),))
    if piece != piece.strip() or not is_whole_word(text, start, end):
        return
    wording = fold(piece)
    known = _known_word(piece, wording, grammar, index)
    if wording in observed and _says_what_is_counted(wording, known, grammar):
        meanings = known.meanings if known else ()
        yield WORD_COST, QuestionWord(piece, (*meanings, WordMeaning(OBSERVED_CLASS, wording)))
    if known:
        is_filler = not known.names and all(meaning.cls == FILLER for meaning in known.meanings)
        yield FILLER_COST if is_filler else NEGATION_COST if known.is_negation else WORD_COST, known
    elif wording.isdecimal():  # 15 is no part of the name of a programme
        return
    elif short := index.abbreviated(wording):
        yield ABBREVIATION_COST, QuestionWord(piece, (), short)
    elif not _ends_in_filler(wording, grammar) and (partial := index.containing(wording)):
        yield PARTIAL_COST, QuestionWord(piece, (), partial)
    elif misspelt and (near := index.near(wording)):
        yield NEAR_COST, QuestionWord(piece, (), near)


def _says_what_is_counted(wording: str, known: QuestionWord | None, grammar: Grammar) -> bool:
    """Return whether a stretch of what a figure is of may be read so: 规上企业, though not 规上产值, two words."""
    if known:
        return bool({BEYOND, MEASURE} & known.classes)
    ends = (grammar.words.get(wording[start:], ()) for start in range(1, len(wording)))
    return not any(meaning.cls == MEASURE for meanings in ends for meaning in meanings)


def _known_word(piece: str, wording: str, grammar: Grammar, index: NameIndex) -> QuestionWord | None:
    """Return what the grammar and the graph say of a piece as it is written; None where neither knows it."""
    meanings, names = grammar.words.get(wording, ()), index.by_wording.get(wording, ())
    if year := YEAR_WORD.fullmatch(wording):
        meanings = (WordMeaning(YEAR_CLASS, year[1]),) if FIRST_YEAR <= int(year[1]) <= date.today().year else ()
    if QUOTED_FIGURE.fullmatch(wording) and not meanings:
        meanings = (WordMeaning(QUOTED_CLASS, wording),)
    if wording in index.kinds and not any(meaning.cls == LABEL for meaning in meanings):
        meanings = (*meanings, WordMeaning(KIND, wording))
    if wording in index.elsewhere:
        meanings, names = (WordMeaning(ELSEWHERE, wording),), ()
    if meanings and names and (names[0].rank == KEYWORD or _is_part_of_segment(names[0], meanings)):
        names = ()  # a keyword of a segment that is a word of every sentence, such as 推进
    return QuestionWord(piece, meanings, names) if meanings or names else None


def _is_part_of_segment(name: Name, meanings: Iterable[WordMeaning]) -> bool:
    """Return whether a word such as 运营, which a segment's name lists among others, says what somebody does."""
    return name.rank > EXACT and "segment" in name.classes and any(said.cls == RELATION for said in meanings)


def _ends_in_filler(wording: str, grammar: Grammar) -> bool:
    """Return whether a text begins or ends with a word of the sentence: 天合光能有 is in a name by chance."""
    ends = (grammar.words.get(char, ()) for char in (wording[0], wording[-1]))
    return any(meaning.cls == FILLER for meanings in ends for meaning in meanings)
