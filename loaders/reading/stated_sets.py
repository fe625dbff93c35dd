"""The sets whose size a passage states, by their patterns: 三大产业, “一核两带”, 甲园、乙园等6家园区."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from loaders.reading.figures import any_of
from loaders.reading.measures import clause_start, indicator_words
from loaders.reading.numbers import CHINESE_NUMERAL, plain_digits
from loaders.reading.set_members import members_before
from loaders.reading.word_file import read_words

LARGEST_SET = 60  # things; a larger number is an indicator, and no set whose members one could name
LONGEST_HEAD_OF_SET = 14  # characters
SET_NUMBER = r"(?<![0-9.．第二])(?:[0-9]{1,2}|[二两三四五六七八九十](?:十[一二三四五六七八九]?|[一二三四五六七八九])?)"


class GroupWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of words/groups.yaml, which says what each is."""

    heads: dict[str, str]
    named_heads: dict[str, str]
    filler: str
    standing_heads: str
    making: str
    measures: str
    no_set: str
    verbs: str
    head_ends: str
    formula: str
    single: str
    new: str
    news: str


@dataclass(frozen=True, kw_only=True)
class StatedSet:
    """A set as a passage states it.

    Attributes:
        start: its place in the passage's text, with the members before it.
        name: where the words for it start, without the members.
        end: where they end.
    """

    start: int
    name: int
    end: int
    size: str
    unit: str
    rule: str
    members: tuple[str, ...] = ()


@cache
def group_words() -> GroupWords:
    """Return the words that groups are read by."""
    return msgspec.convert(read_words("groups"), GroupWords)


def stated_sets(text: str) -> list[StatedSet]:
    """Return the sets of a passage, without those inside longer ones.

    >>> [(text[s.start:s.end], s.size, s.unit) for text in ["支持甲园、乙园等6家园区"] for s in stated_sets(text)]
    [('甲园、乙园等6家园区', '6', '家')]
    """
    taken: set[int] = set()
    kept: list[StatedSet] = []
    for rule in (_formulas, _quoted_counts, _large_sets, _measures_sets, _named_sets, _standing_sets):
        for stated in rule(text):
            if taken.isdisjoint(range(stated.name, stated.end)):
                taken.update(range(stated.name, stated.end))
                kept.append(stated)
    return sorted(kept, key=lambda stated: stated.start)


def _large_sets(text: str) -> Iterator[StatedSet]:
    """Yield 三大先导产业, with or without quotation marks and members before it."""
    for match in _large().finditer(text):
        start, members = _members(text, match.start())
        head = _last_head(match["head"])
        if members or head in group_words().heads:
            size = plain_digits(match["number"])
            yield _stated(match, "set-large", size, _units()[head], start=start, members=members)


def _quoted_counts(text: str) -> Iterator[StatedSet]:
    """Yield “五新工程”, “五个中心” and “四新”产业."""
    for match in _quoted_count().finditer(text):
        head = match["head"] or match["behind"]
        unit = match["unit"] or (group_words().news if match["behind"] else group_words().heads[_last_head(head)])
        start, members = _members(text, match.start())
        yield _stated(match, "set-quoted", plain_digits(match["number"]), unit, start=start, members=members)


def _formulas(text: str) -> Iterator[StatedSet]:
    """Yield “一核两带”, “一基地、百场景”, “1+3+N”平台 and “5家中心、6个园区”."""
    for match in re.finditer("“([^“”]{2,120})”", text):
        pairs = list(_formula_pair().finditer(match[1]))
        whole = "".join(pair[0] for pair in pairs) == match[1]
        if len(pairs) > 1 and whole and "、" in match[1]:
            sizes = [plain_digits(pair["number"]) for pair in pairs if pair["number"] != "多"]
            yield _stated(match, "set-formula", "+".join(sizes), "/".join(_nouns(pairs)))
        elif whole and (len(pairs) > 1 or (pairs and re.fullmatch(group_words().single, pairs[0]["noun"]))):
            for pair in pairs:
                start = match.start(1) + pair.start()
                yield StatedSet(
                    start=start,
                    name=start,
                    end=match.start(1) + pair.end(),
                    size=plain_digits(pair["number"]),
                    unit="个",
                    rule="set-formula",
                )
        elif parts := _counted_parts(match[1]):
            units = dict.fromkeys(unit for _, unit in parts)
            yield _stated(match, "set-formula", "+".join(size for size, _ in parts), "/".join(units))
    for match in _sum().finditer(text):
        sizes = [size for size in match["sizes"].split("+") if size.isdecimal()]
        if len(sizes) > 1:
            yield _stated(match, "set-formula", "+".join(sizes), group_words().heads[_last_head(match["head"])])


def _nouns(pairs: Sequence[re.Match[str]]) -> list[str]:
    return [pair["noun"] for pair in pairs if pair["number"] != "多"]


def _counted_parts(quoted: str) -> list[tuple[str, str]]:
    """Return the sizes and units of 5家中心、6个园区; nothing if another part is among them."""
    parts = [re.match("([0-9]+)([家个座所条])[^0-9]", part) for part in quoted.split("、")]
    return [(part[1], part[2]) for part in parts if part] if len(parts) > 1 and all(parts) else []


def _measures_sets(text: str) -> Iterator[StatedSet]:
    """Yield 六项工作机制."""
    words = group_words()
    pattern = rf"(?P<number>{SET_NUMBER})项{words.filler}(?:{words.measures})(?=[，。；、》）的”]|$|建设|落实)"
    for match in re.finditer(pattern, text):
        start, members = _members(text, match.start())
        yield _stated(match, "set-measures", plain_digits(match["number"]), "项", start=start, members=members)


def _named_sets(text: str) -> Iterator[StatedSet]:
    """Yield 甲园、乙园等6家园区: what is counted is named before the number."""
    head = f"(?P<head>[一-鿿]{{2,{LONGEST_HEAD_OF_SET}}}?)(?={_set_end()})"
    for match in re.finditer(rf"(?<!“)(?P<number>{SET_NUMBER})(?P<unit>[家个条座所组项支]){head}", text):
        start, members = _members(text, match.start())
        if len(members) > 1 and not re.search(group_words().no_set, match["head"]):
            size = plain_digits(match["number"])
            if int(size) >= len(members) and int(size) <= LARGEST_SET:
                yield _stated(match, "set-named", size, match["unit"], start=start, members=members)


def _standing_sets(text: str) -> Iterator[StatedSet]:
    """Yield 13条重点产业链: a set that stands, whose members are named elsewhere."""
    head = f"{group_words().filler}(?:{group_words().standing_heads})"
    pattern = (
        rf"(?P<number>{SET_NUMBER})(?P<unit>[家个条])(?:{head}|(?:国家|省|市)级(?=、{SET_NUMBER}(?P=unit){head}))(?!与)"
    )
    for match in re.finditer(pattern, text):
        before = text[clause_start(text, match.start()) : match.start()]
        size = plain_digits(match["number"])
        if not re.search(f"(?:{group_words().making})[^，、]{{0,10}}$", before) and 1 < int(size) <= LARGEST_SET:
            yield _stated(match, "set-standing", size, match["unit"])


def _stated(
    match: re.Match[str], rule: str, size: str, unit: str, *, start: int | None = None, members: tuple[str, ...] = ()
) -> StatedSet:
    return StatedSet(
        start=match.start() if start is None else start,
        name=match.start(),
        end=match.end(),
        size=size,
        unit=unit,
        rule=rule,
        members=members,
    )


def _members(text: str, end: int) -> tuple[int, tuple[str, ...]]:
    return members_before(text, end, group_words().verbs)


def _last_head(words: str) -> str:
    """Return the head that ends these words."""
    return next(head for head in sorted(_units(), key=len, reverse=True) if words.endswith(head))


def _units() -> dict[str, str]:
    return group_words().heads | group_words().named_heads


@cache
def _large() -> re.Pattern[str]:
    heads = f"(?P<head>{any_of(_units())}+)"
    return re.compile(rf"(?<![二第重])“?(?P<number>{SET_NUMBER})大{group_words().filler}{heads}”?")


@cache
def _quoted_count() -> re.Pattern[str]:
    heads = f"{any_of(group_words().heads)}"
    inside = rf"(?:(?P<unit>[个项条])|新)(?P<head>{heads})”"
    return re.compile(rf"“(?P<number>{SET_NUMBER})(?:{inside}|新”(?P<behind>{group_words().new}))")


@cache
def _formula_pair() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>多|[百千]|{CHINESE_NUMERAL})(?P<noun>{any_of(group_words().formula.split('|'))})、?"
    )


@cache
def _sum() -> re.Pattern[str]:
    filler = group_words().filler
    return re.compile(rf"“(?P<sizes>[0-9]+(?:\+(?:[0-9]+|[NnX]))+)”(?P<head>{filler}{any_of(group_words().heads)})")


@cache
def _set_end() -> str:
    return f"[，。；、！？：”）)]|$|{'|'.join(indicator_words().head_ends)}|{group_words().head_ends}"
