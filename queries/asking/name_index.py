"""The names of a graph as questions use them: full, short, alias, initials, keyword."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

from graph.model.pinyin import pinyin_initials
from graph.store.store import Store
from queries.asking.name_variants import fold, name_parts, name_variants
from queries.rows.internal import ObservedTextsRow, VocabularyRow
from queries.run import fetch_rows

KeyT = TypeVar("KeyT", bound=Hashable)
NamesByWording = dict[str, dict[str, "Name"]]
NAMED_PLACES = frozenset({"Park", "Carrier"})  # not regions: districts are a class of their own, others are elsewhere
AUTHORITY_LABEL = "Authority"
NAMED_ORGANISATIONS = NAMED_PLACES | {
    *("Enterprise", "Institute", "University", "Platform", "Alliance", "ServiceOrg", AUTHORITY_LABEL, "Project")
}
TARGET_LABEL = "Target"
MEASURED_LABEL = "Measured"  # no label of the graph: a target by what it counts, 高新技术企业 of 新增高新技术企业数
WHAT_IS_COUNTED = re.compile(r"^(?:新增|引进|引建|全年|年内|培训|新拓展)*([^(（].*?)(?:入选数|实施数|数量|数)?$")
MIN_COUNTED = 4  # characters of what a target counts; fewer, such as 项目, are the business of many
DISTRICT_LABEL = "District"  # no label of the graph: a district as the region's lists know it, whatever spells it
LINK_WORD = "环节"  # after a misspelt name it tells that 隔模 is a segment; without, 电信 would be taken for 电芯
CITY = "市"
CHAIN_ENDINGS = ("产业链", "产业")  # a plan's 轨道交通产业链 is the chain, not a field beside it
TEMPLATE_KIND = "模板"  # of the chains that the analysis knows, beside the fields that a plan calls chains
NOT_ASKED_ABOUT = frozenset({"Region", "Chain", "Segment", AUTHORITY_LABEL})  # rarely meant by "an entity"
MAX_BEST_KNOWN = 20  # names for example questions
MIN_INITIALS = 3  # letters; two would be found in many names
MIN_PARTIAL = 2  # characters of a part of a name
MIN_PARTIAL_TARGET = 4  # characters of a part of a target's name, which is a sentence: 产值 or 规模 is in it by chance
MIN_TARGET_SHARE = 0.5  # of the name of a target: 国际合作 is what many things are, 新拓展国际合作伙伴 counts partners
MAX_PARTIAL_NAMES = 5  # a part that more names have in common says nothing
MIN_NEAR_LENGTH = 3  # characters of a misspelt name; shorter ones have too many neighbours
SHORT_NAME = 2  # characters of a district without its ending (溧阳) or of a chain's short name (光伏)
MIN_SLIP_LENGTH = 5  # characters from which on a wrong one of another sound is forgiven
MIN_ABBREVIATION = 4  # characters; 爱科农机 abbreviates one name, fewer characters many
GENERIC_ENDINGS = frozenset("院所")  # 研究所 of a 研究院: the kind's word, which nobody remembers
KIND_ENDING = re.compile(r"(研究院|研究所|实验室|创新中心|研究中心|产业园|科技园|园区|孵化器|联盟|项目|集团|院|所)$")
TOPICS = frozenset({"chain", "segment", "field", "district"})  # what a list of organisations is narrowed by
SOUND_SLIPS = 1  # letters of pinyin by which a wrong character may sound otherwise
LONG_NAME = 9  # characters from which on two slips are forgiven, also one too many or too few

# How sure a wording names a thing; a smaller number is surer.
EXACT, VARIANT, KEYWORD, PARTIAL, NEAR = range(5)


@dataclass(frozen=True, order=True)
class Name:
    """A thing that a wording may name; the surest sorts first, then what most is said about."""

    rank: int
    weight: int
    id: str
    name: str
    label: str
    is_chain: bool = False

    @property
    def classes(self) -> frozenset[str]:
        """Return the classes of words that this name belongs to."""
        if self.label == DISTRICT_LABEL:
            return frozenset({"district"})
        if self.label in (TARGET_LABEL, MEASURED_LABEL):
            return frozenset({"target" if self.label == TARGET_LABEL else "measured"})
        classes = {"entity"}
        if self.label in NAMED_ORGANISATIONS:
            classes.add("organisation")
        if self.label == "Group":
            classes.add("group")
        if self.is_chain:
            classes.add("chain")
        if self.label == "Segment":
            classes.add("segment")
        if self.label == "Technology":
            classes.add("field")
        if self.label in NAMED_PLACES:
            classes.add("place")
        return frozenset(classes)


@dataclass(frozen=True, kw_only=True)
class RegionNames:
    """The names of a region.

    Attributes:
        seats: its own names, which local organisations often leave out of theirs.
        districts: its districts by each of their spellings.
    """

    seats: tuple[str, ...]
    districts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class NameIndex:
    """All names by their folded wordings.

    Attributes:
        by_wording: what each wording names, the surest first.
        elsewhere: the cities that only candidates are in.
        kinds: the categories of organisations, as their sources write them.
        observed: all that stands in what figures are of: 规上企业, 首批会员.
    """

    by_wording: Mapping[str, tuple[Name, ...]]
    elsewhere: frozenset[str]
    kinds: frozenset[str]
    observed: frozenset[str] = frozenset()

    @cached_property
    def longest(self) -> int:
        """Return the length of the longest wording in characters."""
        return max(map(len, self.by_wording), default=0)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the wordings that are names or aliases, for parts and misspellings."""
        return tuple(wording for wording, names in self.by_wording.items() if names[0].rank <= VARIANT)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """Return the wordings that are names or aliases, sorted."""
        return tuple(sorted(self.names))

    def best_known(self, cls: str) -> tuple[Name, ...]:
        """Return the things of a class of names that most is said about, the first few."""
        return self._best_known.get(cls, ())

    @cached_property
    def _best_known(self) -> Mapping[str, tuple[Name, ...]]:
        exact = {names[0] for names in self.by_wording.values() if names[0].rank == EXACT}
        known = sorted(exact, key=lambda name: (name.weight, name.id))
        found: dict[str, list[Name]] = defaultdict(list)
        for name in known:
            for cls in name.classes - ({"entity"} if name.label in NOT_ASKED_ABOUT else set()):
                found[cls].append(name)
        return {cls: tuple(names[:MAX_BEST_KNOWN]) for cls, names in found.items()}

    @cached_property
    def _with_pair(self) -> Mapping[str, frozenset[str]]:
        pairs: dict[str, set[str]] = defaultdict(set)
        for wording in self.names:
            for start in range(len(wording) - 1):
                pairs[wording[start : start + 2]].add(wording)
        return {pair: frozenset(wordings) for pair, wordings in pairs.items()}

    def containing(self, part: str) -> tuple[Name, ...]:
        """Return the things whose names contain a text; none where more than a few do."""
        if len(part) < MIN_PARTIAL:
            return ()
        postings = [self._with_pair.get(part[start : start + 2], frozenset()) for start in range(len(part) - 1)]
        things = [
            name
            for name in self._things(wording for wording in min(postings, key=len) if part in wording)
            if name.label != TARGET_LABEL
            or len(part) >= max(MIN_PARTIAL_TARGET, MIN_TARGET_SHARE * len(fold(name.name)))
        ]
        return _ranked(things, PARTIAL) if len(things) <= MAX_PARTIAL_NAMES else ()

    def _things(self, wordings: Iterable[str]) -> list[Name]:
        """Return the things that wordings name or are a variant of, each once."""
        names = (name for wording in sorted(wordings) for name in self.by_wording[wording] if _is_own(name))
        return list({name.id: name for name in names}.values())

    def near(self, text: str) -> tuple[Name, ...]:
        """Return the things whose names sound like a text, or differ from it by a slip of the pen."""
        if len(text) == SHORT_NAME:
            return self._short(text, lambda name: name.label == DISTRICT_LABEL or name.is_chain)
        if len(text) < MIN_NEAR_LENGTH:
            return ()
        if text.endswith(LINK_WORD) and len(text) - len(LINK_WORD) < MIN_NEAR_LENGTH:
            return self._short(text.removesuffix(LINK_WORD), lambda name: name.label == "Segment")
        wordings = self._by_sound.get(sound(text), ()) or self._misspelt(text) or self._abbreviated(text)
        return _ranked((name for wording in wordings for name in self.by_wording[wording]), NEAR)

    def _short(self, text: str, is_meant: Callable[[Name], bool]) -> tuple[Name, ...]:
        """Return the things of two characters that sound like a text and share one with it: 溧阳 of 栗阳."""
        alike = [w for w in self._by_sound.get(sound(text), ()) if text[0] == w[0] or text[-1] == w[-1]]
        return _ranked((name for w in alike for name in self.by_wording[w] if is_meant(name)), NEAR)

    def _misspelt(self, text: str) -> list[str]:
        if len(text) < MIN_SLIP_LENGTH:
            return []
        slips, lengths = (1, (len(text),)) if len(text) < LONG_NAME else (2, range(len(text) - 1, len(text) + 2))
        found = [
            (distance, wording)
            for length in lengths
            for wording in self._by_length.get(length, ())
            if (distance := Levenshtein.distance(text, wording, score_cutoff=slips)) <= slips
            and (text[0] == wording[0] or text[-1] == wording[-1])
            and all(is_slip(*pair) for pair in _replaced(text, wording))
        ]
        nearest = min((distance for distance, _ in found), default=0)
        return [wording for distance, wording in found if distance == nearest]

    def abbreviated(self, text: str) -> tuple[Name, ...]:
        """Return the one thing that a text with a kind's word at its end abbreviates: 中航锂电研究院.

        None where the rest is a topic or a place: 光伏研究院 asks for institutes of the chain.
        """
        ending = KIND_ENDING.search(text)
        if not ending or any(name.classes & TOPICS for name in self.by_wording.get(text[: ending.start()], ())):
            return ()
        return _ranked((name for wording in self._abbreviated(text) for name in self.by_wording[wording]), NEAR)

    def _abbreviated(self, text: str) -> list[str]:
        """Return the names of one thing that a text abbreviates: its characters in their order, the first one first."""
        if len(text) < MIN_ABBREVIATION:
            return []
        found = [wording for wording in self._by_first.get(text[0], ()) if _is_subsequence(text, wording)]
        return found if len(self._things(found)) == 1 else []

    @cached_property
    def _by_first(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self._chinese, lambda wording: wording[0])

    @cached_property
    def _by_length(self) -> Mapping[int, tuple[str, ...]]:
        return _grouped(self.names, len)

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self._chinese, sound)

    @cached_property
    def _chinese(self) -> tuple[str, ...]:
        return tuple(wording for wording in self.names if not wording.isascii())


def _is_own(name: Name) -> bool:
    """Return whether a wording is a form of the thing's own name, neither a keyword nor what a target counts."""
    return name.rank <= VARIANT and name.label != MEASURED_LABEL


def _grouped(wordings: Iterable[str], key: Callable[[str], KeyT]) -> Mapping[KeyT, tuple[str, ...]]:
    groups: dict[KeyT, list[str]] = defaultdict(list)
    for wording in wordings:
        groups[key(wording)].append(wording)
    return {value: tuple(group) for value, group in groups.items()}


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def is_slip(wrong: str, right: str) -> bool:
    """Return whether a text stands for another by a slip of the pen, rather than for another name.

    >>> is_slip("钎", "纤"), is_slip("所", "院"), is_slip("苏", "扬")
    (True, True, False)
    """
    if {wrong, right} <= GENERIC_ENDINGS:
        return True
    return Levenshtein.distance(sound(wrong), sound(right), score_cutoff=SOUND_SLIPS) <= SOUND_SLIPS


def _replaced(text: str, wording: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a text that stand where a wording has others."""
    for edit in Levenshtein.opcodes(text, wording):
        if edit.tag == "replace":
            yield text[edit.src_start : edit.src_end], wording[edit.dest_start : edit.dest_end]


def sound(text: str) -> str:
    """Return a text's pinyin without tones: who types by sound takes a wrong character of the same.

    >>> sound("武进曲") == sound("武进区")
    True
    """
    return " ".join(lazy_pinyin(text))


def fetch_name_index(store: Store, region: RegionNames, synonyms: Mapping[str, str]) -> NameIndex:
    """Read all names of a store.

    Args:
        store: The store to read.
        region: The names of the region and of its districts.
        synonyms: Other words for names, such as 光伏 for 太阳能光伏.
    """
    texts = [row.text for row in fetch_rows(store, ObservedTextsRow)]
    return build_name_index(fetch_rows(store, VocabularyRow), region, synonyms, texts)


def build_name_index(
    rows: Sequence[VocabularyRow], region: RegionNames, synonyms: Mapping[str, str], observed: Iterable[str] = ()
) -> NameIndex:
    """Index names by their wordings; see ``fetch_name_index``."""
    found: NamesByWording = defaultdict(dict)
    for row in rows:
        for rank, wording in _wordings(row, region.seats):
            known = found[wording].get(row.id)
            if wording and (known is None or rank < known.rank):
                found[wording][row.id] = _name(row, rank)
    _add_synonyms(found, synonyms)
    _add_measured(found, rows)
    home = {seat.removesuffix(CITY) for seat in region.seats}
    _add_districts(found, region.districts, home)
    cities = {row.city.removesuffix(CITY) for row in rows if row.city}
    return NameIndex(
        by_wording={wording: tuple(sorted(names.values())) for wording, names in found.items() if names},
        elsewhere=frozenset(cities - home),
        kinds=frozenset(row.kind for row in rows if row.kind and row.label in NAMED_ORGANISATIONS - {AUTHORITY_LABEL}),
        observed=frozenset(part for text in observed for part in _stretches(fold(text))),
    )


def _stretches(text: str) -> Iterator[str]:
    """Yield every stretch of a text of two characters or more: sources and people cut 链上规上企业 differently."""
    for start in range(len(text)):
        yield from (text[start:end] for end in range(start + MIN_PARTIAL, len(text) + 1))


def _add_synonyms(found: NamesByWording, synonyms: Mapping[str, str]) -> None:
    for word, meant in synonyms.items():
        for name in list(found.get(fold(meant), {}).values()):
            found[fold(word)].setdefault(name.id, name)
    for wording, names in list(found.items()):
        for name in [name for name in names.values() if name.is_chain]:
            for ending in CHAIN_ENDINGS:
                found[wording + ending].setdefault(name.id, name)


def _add_measured(found: NamesByWording, rows: Iterable[VocabularyRow]) -> None:
    """Let the wordings of a thing name the target that counts it too."""
    counted = {_counted(row.name): row for row in rows if row.label == TARGET_LABEL}
    for wording, row in [(wording, row) for wording, row in counted.items() if len(wording) >= MIN_COUNTED]:
        things = {name.id for name in found[wording].values() if name.rank == EXACT and name.label != TARGET_LABEL}
        same = [other for other, names in found.items() if any(names[id_].rank == EXACT for id_ in things & set(names))]
        for other in {wording, *same}:
            if row.id not in found[other]:
                found[other][row.id] = Name(VARIANT, 0, row.id, row.name, MEASURED_LABEL)


def _counted(target: str) -> str:
    match = WHAT_IS_COUNTED.match(target)
    return fold(match[1]) if match else ""


def _add_districts(found: NamesByWording, districts: Mapping[str, str], home: Iterable[str]) -> None:
    region_sounds = {"".join(lazy_pinyin(seat)) for seat in home}  # changzhou is the region, not 常州经开区
    for spelling, district in districts.items():
        short = {fold(spelling.removeprefix(seat)) for seat in home if spelling == district}  # 经开区 of 常州经开区
        sounds = "".join(lazy_pinyin(spelling.removesuffix("区").removesuffix("市")))
        for wording in {fold(spelling), sounds, *short} - region_sounds:
            found[wording][f"district:{district}"] = Name(EXACT, 0, district, district, DISTRICT_LABEL)


def _wordings(row: VocabularyRow, seats: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    names = (row.name, *(row.aliases or ()))
    for name in names:
        yield EXACT, fold(name)
    if row.name_en:
        yield EXACT, fold(row.name_en)
    if row.label in ("Chain", "Segment"):
        yield from ((VARIANT, part) for part in name_parts(row.name))
        yield from ((VARIANT, fold(row.name.removeprefix(seat))) for seat in seats if row.name.startswith(seat))
        yield from ((KEYWORD, fold(word)) for word in row.keywords)
    else:
        yield from ((VARIANT, form) for name in names for form in name_variants(name, seats))
    initials = pinyin_initials(row.name)
    if len(initials) >= MIN_INITIALS:
        yield VARIANT, initials
    if row.label in NAMED_ORGANISATIONS:
        forms = [form for name in names for form in (name, *name_variants(name, seats))]
        yield from ((KEYWORD, short) for form in forms if len(short := pinyin_initials(form)) > MIN_INITIALS)
    if row.label == AUTHORITY_LABEL:
        yield from ((VARIANT, fold(name.removeprefix(CITY))) for name in row.aliases or () if name.startswith(CITY))


def _name(row: VocabularyRow, rank: int) -> Name:
    is_chain = row.label == "Chain" and row.kind == TEMPLATE_KIND
    return Name(rank, -row.statements, row.id, row.name, row.label, is_chain)


def _ranked(names: Iterable[Name], rank: int) -> tuple[Name, ...]:
    return tuple(sorted({name.id: replace(name, rank=rank) for name in names}.values()))
