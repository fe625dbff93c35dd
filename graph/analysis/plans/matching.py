"""Which things and targets of two plans are one: by id, by name, else proposed by a rule that is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from graph.analysis.plans.goal import parse_unit
from graph.analysis.plans.goal_words import goal_words
from graph.analysis.plans.picture import PlanTarget, PlanThing
from graph.model.normalize import TO_HALF_WIDTH, normalize_text

SAME_ID, SAME_NAME = "id", "name"  # rules of what is one without a proposal
SHARED_ALIAS = "alias"  # the name or an alias of one is an alias of the other
TARGET_OF_OTHER, TARGET_NEAR = "target_other", "target_near"  # one name, another unit or subject; names alike
NEAR_TARGETS = 80.0  # likeness of 100 of two measures' names; below it, pairs of different measures prevail
EXACT_SCORE = 100.0
NAME_MARKS = re.compile(r"[\s·•、,，。.;；:：\"'“”‘’()（）《》<>〈〉【】\[\]—–-]+")
YEAR_IN_TEXT = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
YEAR_IN_NAME = re.compile(r"(?:到|至)?(?:19|20)[0-9]{2}年?(?:底|末|度)?")
NUMBER_END = re.compile(r"(?<=.{2})(?<!指)数量?$")  # 企业数 and 企业 count the same; 指数 is an index
Matched = TypeVar("Matched", PlanThing, PlanTarget)
LATER_ONLY = "\0"  # before an id: no id of a plan begins with it


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Two items of two plans that are one, or may be.

    Attributes:
        before, after: their ids.
        rule: why.
        is_sure: whether nobody has to look at it.
        score: the greater, the likelier.
    """

    before: str
    after: str
    rule: str
    is_sure: bool = True
    score: float = EXACT_SCORE

    @property
    def is_plain(self) -> bool:
        """Return whether ids or names say that the two are one."""
        return self.rule in (SAME_ID, SAME_NAME)


Proposer = Callable[[Sequence[PlanThing], Sequence[PlanThing]], Iterable[Pairing]]


def name_mark(name: str) -> str:
    """Return a name without marks, blanks and case, under which two prints of it are one.

    >>> name_mark("“龙城 英才”计划（A）")
    '龙城英才计划a'
    """
    return NAME_MARKS.sub("", normalize_text(name).translate(TO_HALF_WIDTH)).casefold()


def measure_mark(name: str) -> str:
    """Return a measure's name without what one print has and another has not: a year, 数 at its end.

    >>> measure_mark("2018年新增高新技术企业数"), measure_mark("新增高新技术企业")
    ('新增高新技术企业', '新增高新技术企业')
    """
    return NUMBER_END.sub("", name_mark(YEAR_IN_NAME.sub("", normalize_text(name)))) or name_mark(name)


def years_differ(left: str, right: str) -> bool:
    """Return whether two names name different years: each year's call or list is one of its own.

    >>> years_differ("2023年项目申报", "2024年项目申报"), years_differ("项目申报", "2024年项目申报")
    (True, False)
    """
    ours, theirs = (set(YEAR_IN_TEXT.findall(name)) for name in (left, right))
    return bool(ours and theirs) and ours != theirs


def match_things(before: Sequence[PlanThing], after: Sequence[PlanThing], propose: Proposer) -> tuple[Pairing, ...]:
    """Return the pairs of things, each thing in one at most: by id, by name and label, then by the proposals."""
    pairs = _same_ids(before, after)
    left, right = _rest(before, pairs, "before"), _rest(after, pairs, "after")
    named = list(_same_names(left, right))
    pairs += best_pairs(pair for pair in named if pair.is_sure)
    left, right = _rest(before, pairs, "before"), _rest(after, pairs, "after")
    free = {thing.id for thing in left}, {thing.id for thing in right}
    shared_aliases = (pair for pair in named if pair.before in free[0] and pair.after in free[1])
    return (*pairs, *best_pairs([*shared_aliases, *propose(left, right)]))


def match_targets(
    before: Sequence[PlanTarget], after: Sequence[PlanTarget], things: Mapping[str, str]
) -> tuple[Pairing, ...]:
    """Return the pairs of targets, each target in one at most.

    Args:
        before, after: the targets of two plans.
        things: the id of a thing in the later plan -> its id in the earlier one.
    """
    pairs = _same_ids(before, after)
    left, right = _rest(before, pairs, "before"), _rest(after, pairs, "after")
    earlier = _earlier_ids(right, things)
    candidates = (pair for one in left for other in right if (pair := _target_pair(one, other, earlier)))
    return (*pairs, *best_pairs(candidates))


def _earlier_ids(targets: Iterable[PlanTarget], things: Mapping[str, str]) -> dict[str, str]:
    """Return the id in the earlier plan of all that later targets are figures of.

    What has no counterpart keeps its id, unless that id is the counterpart of another thing: then it gets one that
    nothing has, so that the answer is the same whichever plan comes first.
    """
    counterparts = set(things.values())
    ids = {id_ for target in targets for id_ in target.measures}
    return {id_: things.get(id_, f"{LATER_ONLY}{id_}" if id_ in counterparts else id_) for id_ in ids}


def best_pairs(candidates: Iterable[Pairing]) -> tuple[Pairing, ...]:
    """Return the surest and likeliest pairs, each item in one at most; the same ones whichever plan comes first."""
    taken: tuple[set[str], set[str]] = (set(), set())
    chosen = []
    for pair in sorted(candidates, key=_likeliest):
        if pair.before not in taken[0] and pair.after not in taken[1]:
            taken[0].add(pair.before)
            taken[1].add(pair.after)
            chosen.append(pair)
    return tuple(chosen)


def _likeliest(pair: Pairing) -> tuple[bool, float, list[str]]:
    return not pair.is_sure, -pair.score, sorted((pair.before, pair.after))


def _same_ids(before: Iterable[Matched], after: Iterable[Matched]) -> tuple[Pairing, ...]:
    ids = {item.id for item in after}
    return tuple(Pairing(before=item.id, after=item.id, rule=SAME_ID) for item in before if item.id in ids)


def _rest(items: Iterable[Matched], pairs: Iterable[Pairing], side: str) -> list[Matched]:
    taken = {getattr(pair, side) for pair in pairs}
    return [item for item in items if item.id not in taken]


def _same_names(before: Iterable[PlanThing], after: Iterable[PlanThing]) -> Iterator[Pairing]:
    """Yield the pairs of one label and one name; surest where both are so called, unsure where it is both's alias."""
    places: dict[tuple[str, str], list[PlanThing]] = defaultdict(list)
    for thing in after:
        for name in dict.fromkeys(map(name_mark, (thing.name, *thing.aliases))):
            places[thing.label, name].append(thing)
    for thing in before:
        for name in dict.fromkeys(map(name_mark, (thing.name, *thing.aliases))):
            for other in places[thing.label, name] if name else ():
                names = sum(name == name_mark(item.name) for item in (thing, other))
                yield Pairing(
                    before=thing.id,
                    after=other.id,
                    rule=SAME_NAME if names == 2 else SHARED_ALIAS,
                    is_sure=names > 0,
                    score=EXACT_SCORE + names if names else NEAR_TARGETS,
                )


def _target_pair(before: PlanTarget, after: PlanTarget, earlier: Mapping[str, str]) -> Pairing | None:
    """Return whether two targets may be one measure's: by name, unit and what they are figures of."""
    marks = measure_mark(before.name), measure_mark(after.name)
    ours, theirs = before.measures, frozenset(earlier[id_] for id_ in after.measures)
    shared, is_apart = bool(ours & theirs), bool(ours and theirs) and ours.isdisjoint(theirs)
    fits = parse_unit(before.unit).is_comparable(parse_unit(after.unit))
    if marks[0] == marks[1]:
        is_sure = fits and not is_apart
        score = EXACT_SCORE + 2 * shared + (before.value == after.value)
        rule = SAME_NAME if is_sure else TARGET_OF_OTHER
        return Pairing(before=before.id, after=after.id, rule=rule, is_sure=is_sure, score=score)
    likeness = fuzz.ratio(*sorted(marks))
    if likeness < NEAR_TARGETS or not fits or is_apart or are_contrary(*marks):
        return None
    return Pairing(before=before.id, after=after.id, rule=TARGET_NEAR, is_sure=False, score=likeness)


def are_contrary(left: str, right: str) -> bool:
    """Return whether two measures' names have different words of one list: 新增, 累计; 申请, 授权.

    >>> are_contrary("发明专利申请量", "发明专利授权量"), are_contrary("发明专利授权量", "专利授权量")
    (True, False)
    """
    for words in goal_words().contrary:
        ours, theirs = ({word for word in words if word in name} for name in (left, right))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False
