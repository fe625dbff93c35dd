"""The readings of a question: the intents that it fits, with what fills their parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from queries.asking.district_index import PARK_LABEL
from queries.asking.grammar import NAME_CLASSES, YEAR_CLASS, Grammar, Intent
from queries.asking.name_index import DISTRICT_LABEL, EXACT, KEYWORD, PARTIAL, Name
from queries.asking.pattern import Pattern
from queries.asking.question_words import QuestionWord
from queries.query import LIST_SEPARATOR

LIST_PARAMETERS = frozenset({"segments", "labels", "kinds", "relations", "states", "roles", "ways", "text"})
# Parameters that share words: 外资企业 says the type and the category, 在生产 the role and the status.
SAYS_TOO = {"kinds": "labels", "status": "roles"}
RELATIONS_PARAMETER = "relations"
COUNT, WHICH, WHO = "count", "which", "who"
RIVALS = ("chain", "segment")
ENTITY_CLASS, DISTRICT_CLASS, PLACE_CLASS = "entity", "district", "place"
LABEL_CLASS, KIND_CLASS = "label", "kind"
SEATS = {DISTRICT_CLASS, PLACE_CLASS}
# Classes whose words say how a question is put, not what it is about; any intent that allows them may pass them over.
TOPIC_CLASSES = frozenset({"chain", "segment", "district"})  # 轨道交通公司 asks for firms of the chain
NEUTRAL_CLASSES = frozenset({WHO, WHICH, COUNT, "unit", "active", "where", "before"})
BACKGROUND_LABELS = frozenset({"Chain", "Segment", "Technology", "Region"})  # rarely meant by "an entity"
WHERE_CLASSES = frozenset({"park_word"})  # 哪个园区 asks where, though 园区 is a type too
MAX_ASKED_BACK = 5  # names that one word may mean; more are not asked back about


@dataclass(frozen=True)
class Slot:
    """One parameter of a reading: the word that fills it, its value, and what else the word may mean."""

    parameter: str
    cls: str
    text: str
    value: str
    choices: tuple[Name, ...] = ()

    @property
    def shown(self) -> str:
        """Return the value as people read it: the name rather than the id."""
        named = [name.name for name in self.choices if name.id in self.value.split(LIST_SEPARATOR)]
        return "、".join(dict.fromkeys(named)) or self.text


@dataclass(frozen=True)
class Reading:
    """One way to understand a question."""

    intent: Intent
    slots: tuple[Slot, ...]
    is_count: bool = False

    @property
    def arguments(self) -> dict[str, str]:
        """Return the values of the parameters by name."""
        return {**self.intent.fixed, **{slot.parameter: slot.value for slot in self.slots if slot.value}}


def read_question(tokens: Sequence[QuestionWord], grammar: Grammar, home: str = "") -> Iterator[list[Reading]]:
    """Yield the readings of a question by each intent that it fits, those of the first intent first.

    Several readings by one intent differ in what a word names, the most likely one first. There is none where a word
    is unknown or no intent fits. A later intent counts where the graph says nothing of what the earlier ones ask for.

    Args:
        tokens: the words of the question.
        grammar: the intents.
        home: the id of the region; its name is left out of the question where it can be understood without.
    """
    if any(token.is_unknown for token in tokens):
        return
    tokens = _with_districts(without_apposition(_without_years_of_names(tokens)))
    without_home = [token for token in tokens if not any(name.id == home for name in token.names)]
    for words in (without_home, tokens) if len(without_home) < len(tokens) else (tokens,):
        for intent in grammar.intents:
            if readings := list(_readings(words, intent)):
                yield readings


def _readings(tokens: Sequence[QuestionWord], intent: Intent) -> Iterator[Reading]:
    classes = intent.classes | ({COUNT} if WHICH in intent.allowed else set())
    kept = [token for token in tokens if token.classes & classes or not token.is_filler or intent.is_whole]
    if intent.is_about_one:
        kept = [token for token in kept if not any(_names_its_type(token, other) for other in tokens)]
    sequence = [token.classes & classes for token in kept]
    matched = [pattern for pattern in intent.patterns if pattern.matches(sequence)]
    if not all(sequence) or not matched or _is_excluded(tokens, intent) or any(_drops_kind(t, intent) for t in kept):
        return
    if _lists_apart([token for token in kept if not token.classes & intent.classes & WHERE_CLASSES]):
        return
    filled = _fill(kept, intent, matched)
    if filled is None:
        return
    is_count = COUNT not in intent.slots.values() and _asks_how_many(kept)
    for slots in product(*(_options(slot) for slot in filled)):
        yield Reading(intent, slots, is_count)


def _drops_kind(token: QuestionWord, intent: Intent) -> bool:
    """Return whether an intent would take a word such as 外资企业 for its type alone."""
    return {KIND_CLASS, LABEL_CLASS} <= token.classes and not token.is_name and KIND_CLASS not in intent.classes


def _is_excluded(tokens: Sequence[QuestionWord], intent: Intent) -> bool:
    """Return whether a pattern of questions that want something else occurs; its classes need not be the intent's."""
    classes = intent.classes.union(*(pattern.classes for pattern in intent.excluded))
    sequence = [token.classes & classes for token in tokens if token.classes & classes or not token.is_filler]
    return any(pattern.matches(sequence) for pattern in intent.excluded)


def _asks_how_many(tokens: Sequence[QuestionWord]) -> bool:
    """Return whether a question asks for a number alone: 有几家，分别是谁 asks for the names."""
    is_named = any(token.classes & {WHO, WHICH} and COUNT not in token.classes for token in tokens)
    return not is_named and any(COUNT in token.classes for token in tokens)


def _fill(tokens: Sequence[QuestionWord], intent: Intent, matched: Iterable[Pattern]) -> list[Slot] | None:
    """Return the slots that the words fill; None where a name fits none, or a needed slot stays empty."""
    free, used_by = list(tokens), dict[str, list[QuestionWord]]()
    slots: list[Slot] = []
    for parameter, cls in intent.slots.items():
        offered = [*free, *used_by.get(SAYS_TOO.get(parameter, ""), ())]
        found = [token for token in offered if cls in token.classes and not _fits_better(token, cls, intent)]
        if not found:
            continue
        used = found if parameter in LIST_PARAMETERS else _same_thing(found, cls)
        slots.append(_slot(parameter, cls, used))
        used_by[parameter] = used
        free = [token for token in free if token not in used]
    if any(_is_unread(token, intent) for token in free):
        return None
    return slots if _is_complete(slots, matched) else None


def _is_unread(token: QuestionWord, intent: Intent) -> bool:
    """Return whether a word that fills no slot says more than the intent does, such as a second year."""
    if token.is_name and not token.meanings and not token.classes & intent.allowed:
        return True
    said = [meaning for meaning in token.meanings if meaning.cls in intent.classes]
    implied = intent.implied | set(intent.fixed.values())
    return bool(said) and not any(m.cls in NEUTRAL_CLASSES or not m.value or m.value in implied for m in said)


def _lists_apart(tokens: Sequence[QuestionWord]) -> bool:
    """Return whether two types are named that are not listed together: 经开区有哪些项目 asks for no parks."""
    places = [place for place, token in enumerate(tokens) if LABEL_CLASS in token.classes and not token.is_name]
    return any(
        after - before > 1 and not _values(tokens[before]) & _values(tokens[after])
        for before, after in pairwise(places)
    )


def _values(token: QuestionWord) -> set[str]:
    return set((token.value_of(LABEL_CLASS) or "").split(LIST_SEPARATOR))


def without_apposition(tokens: Sequence[QuestionWord]) -> list[QuestionWord]:
    """Return the words without those that only say what a name before them is, such as 园区 of 西太湖园区."""
    return [
        token
        for before, token in zip((None, *tokens), tokens, strict=False)
        if not (before and _names_its_type(token, before))
    ]


def _without_years_of_names(tokens: Sequence[QuestionWord]) -> list[QuestionWord]:
    """Return the words without years that belong to the name of what follows: 2025 of 2025常州智能传感产业大会."""
    followers = (*tokens[1:], None)
    return [
        token
        for token, after in zip(tokens, followers, strict=False)  # no word: no follower
        if not (after and (year := token.value_of(YEAR_CLASS)) and any(year in name.name for name in after.names))
    ]


def _with_districts(tokens: Sequence[QuestionWord]) -> list[QuestionWord]:
    """Return the words with what may be a district or a kind of park, such as 经开区, as one of both.

    It is the district where the question asks for things of another type, or who does something.
    """
    types = [token for token in tokens if LABEL_CLASS in token.classes and DISTRICT_CLASS not in token.classes]
    asks_for_others = any(PARK_LABEL not in _values(token) for token in types)
    asks_for_others |= any(token.classes & set(RIVALS) for token in tokens) and not types
    return [
        (replace(token, meanings=()) if asks_for_others else replace(token, names=()))
        if token.meanings and DISTRICT_CLASS in token.classes
        else token
        for token in tokens
    ]


def _names_its_type(token: QuestionWord, named: QuestionWord) -> bool:
    """Return whether a word says the type of what another one names: 公司 of a firm, though not of a chain."""
    is_organisation = bool(named.names) and not named.classes & TOPIC_CLASSES
    return not token.is_name and is_organisation and named.names[0].label in _values(token)


def _same_thing(tokens: Sequence[QuestionWord], cls: str) -> list[QuestionWord]:
    """Return the first word, with the others that say the same: 农机 and 工程机械 are one chain."""
    first = _said(tokens[0], cls)
    return [token for token in tokens if first & _said(token, cls)]


def _said(token: QuestionWord, cls: str) -> set[str]:
    """Return what a word says as a class: the ids of what it names, else the value that it gives."""
    return {name.id for name in _named(token, cls)} or {token.value_of(cls) or ""}


def _fits_better(token: QuestionWord, cls: str, intent: Intent) -> bool:
    """Return whether a word names something surer for another slot: 轨道交通 is first of all a chain."""
    if cls in SEATS and token.classes & set(intent.slots.values()) >= SEATS:
        is_district = any(name.label == DISTRICT_LABEL and name.name == token.text for name in token.names)
        return is_district == (cls == PLACE_CLASS)  # 常州高新区 is the park, though 新北区 is written so too
    if cls not in RIVALS or not token.is_name:
        return False
    ranks = {rival: min((n.rank for n in token.names if rival in n.classes), default=None) for rival in RIVALS}
    own = ranks[cls]
    others = [
        rank for rival, rank in ranks.items() if rival != cls and rival in intent.slots.values() and rank is not None
    ]
    return own is not None and any(rank < own for rank in others)


def _is_complete(slots: Iterable[Slot], matched: Iterable[Pattern]) -> bool:
    """Return whether a pattern of the question has its names in slots, rather than in words of another meaning."""
    filled = {slot.cls for slot in slots}
    return any(pattern.classes & NAME_CLASSES <= filled for pattern in matched)


def _slot(parameter: str, cls: str, tokens: Sequence[QuestionWord]) -> Slot:
    text = "、".join(token.text for token in tokens)
    names = _common([_named(token, cls) for token in tokens])
    if not names:
        values = [token.value_of(cls) or "" for token in tokens]
        says_any = parameter == RELATIONS_PARAMETER and "" in values  # 支持、共建: any support
        return Slot(parameter, cls, text, "" if says_any else _joined_values(values))
    if parameter in LIST_PARAMETERS:
        return Slot(parameter, cls, text, LIST_SEPARATOR.join(name.id for name in names), tuple(names))
    return Slot(parameter, cls, text, names[0].id, tuple(names))


def _joined_values(values: Sequence[str]) -> str:
    """Return what all words allow, such as planned of 只有规划 and of 没有产能; else what any of them says."""
    sets = [value.split(LIST_SEPARATOR) for value in values if value]
    everything = list(dict.fromkeys(item for items in sets for item in items))
    shared = [item for item in everything if all(item in items for items in sets)]
    return LIST_SEPARATOR.join(shared or everything)


def _common(groups: Sequence[Sequence[Name]]) -> list[Name]:
    """Return what all words name, such as the one segment of 碳纤维 and of 小丝束; else what any of them names.

    Beside a word that is a name as it stands, one that is only a part of some does not count.
    """
    surest = min((group[0].rank for group in groups if group), default=0)
    groups = [group for group in groups if group and (surest > EXACT or group[0].rank < PARTIAL)] or groups
    everything = {name.id: name for group in groups for name in group}
    shared = [id_ for id_ in everything if all(any(name.id == id_ for name in group) for group in groups)]
    return [everything[id_] for id_ in (shared or everything)]


def _named(token: QuestionWord, cls: str) -> list[Name]:
    """Return what a word may name as a class: the surest, and of an entity rather an organisation than a field."""
    names = [name for name in token.names if cls in name.classes]
    if cls == ENTITY_CLASS:
        names = [name for name in names if name.label not in BACKGROUND_LABELS] or names
    surest = min((name.rank for name in names), default=KEYWORD)
    return [name for name in names if name.rank == surest]


def _options(slot: Slot) -> list[Slot]:
    """Return the slot once for each thing that its word may name."""
    if slot.parameter in LIST_PARAMETERS or len(slot.choices) < 2:
        return [slot]
    return [replace(slot, value=name.id) for name in slot.choices[:MAX_ASKED_BACK]]


def with_choices(reading: Reading, chosen: Mapping[str, str]) -> Reading:
    """Return a reading with parameters that the user has set otherwise."""
    known = {slot.parameter: slot for slot in reading.slots}
    slots = [replace(slot, value=chosen.get(slot.parameter, slot.value)) for slot in reading.slots]
    slots += [Slot(key, key, value, value) for key, value in chosen.items() if key not in known]
    return replace(reading, slots=tuple(slots))
