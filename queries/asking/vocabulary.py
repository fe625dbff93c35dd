"""The names of a graph as questions use them: full, short, alias, initials, keyword."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from graph.model.pinyin import pinyin_initials
from graph.store.store import Store
from queries.asking.name_variants import fold, name_parts, name_variants
from queries.rows.internal import VocabularyRow
from queries.run import fetch_rows

PLACE_LABELS = frozenset({"Region", "Park", "Carrier"})
CLASS_GRANULARITY = "class"
TEMPLATE_KIND = "模板"  # of the chains that the analysis knows, beside the fields that a plan calls chains
NOT_ASKED_ABOUT = frozenset({"Region", "Chain", "Segment", "Authority"})  # rarely meant by "an entity"
MAX_BEST_KNOWN = 20  # names for example questions
MIN_INITIALS = 3  # letters; two would be found in many names
MIN_PARTIAL = 2  # characters of a part of a name
MAX_PARTIAL_NAMES = 5  # a part that more names have in common says nothing
MIN_NEAR_LENGTH = 4  # characters of a misspelt name; shorter ones have too many neighbours
MIN_NEAR_SCORE = 80.0  # of 100, rapidfuzz's ratio: one wrong character of five, two of ten

# How sure a wording names a thing; a smaller number is surer.
EXACT, VARIANT, KEYWORD, PARTIAL, NEAR = range(5)


@dataclass(frozen=True, order=True)
class Name:
    """What a wording may name: the surest first, then what most is said about."""

    rank: int
    weight: int
    id: str
    name: str
    label: str
    is_chain: bool = False

    @property
    def classes(self) -> frozenset[str]:
        """Return the classes of words that this name belongs to."""
        classes = {"entity"}
        if self.is_chain:
            classes.add("chain")
        if self.label == "Segment":
            classes.add("segment")
        if self.label in PLACE_LABELS:
            classes.add("place")
        return frozenset(classes)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All names by their folded wordings; ``elsewhere`` are the cities that only candidates are in."""

    by_wording: Mapping[str, tuple[Name, ...]]
    elsewhere: frozenset[str]

    @cached_property
    def longest(self) -> int:
        """Return the length of the longest wording in characters."""
        return max(map(len, self.by_wording), default=0)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the wordings that are names or aliases, for parts and misspellings."""
        return tuple(wording for wording, names in self.by_wording.items() if names[0].rank <= VARIANT)

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
        wordings = [wording for wording in min(postings, key=len) if part in wording]
        ids = {
            name.id: name for wording in sorted(wordings) for name in self.by_wording[wording] if name.rank <= VARIANT
        }
        return _ranked(ids.values(), PARTIAL) if len(ids) <= MAX_PARTIAL_NAMES else ()

    def near(self, text: str) -> tuple[Name, ...]:
        """Return the things whose names differ from a text by a slip of the pen."""
        if len(text) < MIN_NEAR_LENGTH:
            return ()
        found = process.extract(
            text, self.names, scorer=fuzz.ratio, score_cutoff=MIN_NEAR_SCORE, limit=MAX_PARTIAL_NAMES
        )
        best = [wording for wording, score, _ in found if score == found[0][1]]
        return _ranked((name for wording in best for name in self.by_wording[wording]), NEAR)


def fetch_vocabulary(store: Store, seats: Sequence[str], synonyms: Mapping[str, str]) -> Vocabulary:
    """Read all names of a store.

    Args:
        store: The store to read.
        seats: The names of the region, which local organisations often leave out.
        synonyms: Other words for names, such as 光伏 for 太阳能光伏.
    """
    return build_vocabulary(fetch_rows(store, VocabularyRow), seats, synonyms)


def build_vocabulary(rows: Iterable[VocabularyRow], seats: Sequence[str], synonyms: Mapping[str, str]) -> Vocabulary:
    """Index names by their wordings; see ``fetch_vocabulary``."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    rows = list(rows)
    for row in rows:
        for rank, wording in _wordings(row, tuple(seats)):
            name = _name(row, rank)
            known = found[wording].get(row.id)
            if known is None or rank < known.rank:
                found[wording][row.id] = name
    for word, meant in synonyms.items():
        for name in list(found.get(fold(meant), {}).values()):
            found[fold(word)].setdefault(name.id, name)
    home = {seat.removesuffix("市") for seat in seats}
    cities = {row.city.removesuffix("市") for row in rows if row.city}
    return Vocabulary(
        {wording: tuple(sorted(names.values())) for wording, names in found.items()}, frozenset(cities - home)
    )


def _wordings(row: VocabularyRow, seats: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    names = (row.name, *(row.aliases or ()))
    for name in names:
        yield EXACT, fold(name)
    if row.label in ("Chain", "Segment"):
        yield from ((VARIANT, part) for part in name_parts(row.name))
        yield from ((KEYWORD, fold(word)) for word in row.keywords)
    else:
        yield from ((VARIANT, form) for name in names for form in name_variants(name, seats))
    initials = pinyin_initials(row.name)
    if len(initials) >= MIN_INITIALS:
        yield VARIANT, initials


def _name(row: VocabularyRow, rank: int) -> Name:
    is_chain = row.label == "Chain" and row.kind == TEMPLATE_KIND
    return Name(rank, -row.statements, row.id, row.name, row.label, is_chain)


def _ranked(names: Iterable[Name], rank: int) -> tuple[Name, ...]:
    found = {name.id: Name(rank, name.weight, name.id, name.name, name.label, name.is_chain) for name in names}
    return tuple(sorted(found.values()))
