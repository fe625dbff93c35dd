"""Whether two organisations are one: sure, sure not, or for a person to decide; by which rule, resting on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from loaders.linking.conditions import are_related, similarity
from loaders.linking.org_name import OrgName, parse_name
from loaders.linking.places import city_extent, stated_regions
from loaders.linking.rules import DIFFERENT, NONE, REVIEW, RULES, SAME

# Of 100: how sure a rule is where the likeness of the names does not tell it.
SCORES = {rule.name: 100.0 if rule.name == "name" else 99.0 for rule in RULES if rule.outcome == SAME} | {
    "region": 95.0
}
SHORT_NAME_RULES = ("short", "order", "bracket")  # they say nothing of two things of different types


@dataclass(frozen=True, kw_only=True)
class OrgRecord:
    """An organisation as some dataset, or several, describe it.

    ``names`` has its name first, then aliases; ``context`` what else is known of it: its place, park, segments.
    """

    id: str
    label: str
    names: tuple[str, ...]
    code: str = ""
    context: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, kw_only=True)
class MatchResult:
    """``outcome`` same, review, different or nothing; ``rule`` why; the two names it rests on; ``score`` 0 to 100."""

    outcome: str
    rule: str = ""
    left: str = ""
    right: str = ""
    score: float = 0.0


def compare_pair(left: OrgRecord, right: OrgRecord) -> MatchResult:
    """Compare two organisations by their codes, types and names."""
    if left.code and right.code:
        outcome = SAME if left.code == right.code else DIFFERENT
        return MatchResult(
            outcome=outcome, rule="code", left=left.code, right=right.code, score=100.0 if outcome == SAME else 0.0
        )
    best = surest_match(left.names, right.names)
    if best.outcome == REVIEW and _are_elsewhere(left, right):
        return replace(best, outcome=DIFFERENT, rule="place")
    if left.label != right.label and best.rule in SHORT_NAME_RULES:
        return UNRELATED
    if left.label != right.label and best.outcome == SAME:
        return MatchResult(outcome=REVIEW, rule="label", left=best.left, right=best.right, score=best.score)
    return best


def _are_elsewhere(left: OrgRecord, right: OrgRecord) -> bool:
    """Return whether the known seats of two organisations are in different cities."""
    ours, theirs = _cities(left), _cities(right)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _cities(record: OrgRecord) -> frozenset[str]:
    return frozenset(city for text in record.context for region in stated_regions(text) for city in city_extent(region))


ORDER = {SAME: 3, REVIEW: 2, DIFFERENT: 1, NONE: 0}
UNRELATED = MatchResult(outcome=NONE)
NO_MATCH = (UNRELATED, "", "")


def surest_match(left: Sequence[str], right: Sequence[str]) -> MatchResult:
    """Return the surest of the comparisons of all names of two organisations."""
    compared = ((compare_names(parse_name(a), parse_name(b)), a, b) for a, b in product(left, right))
    match, a, b = max(compared, key=lambda found: (ORDER[found[0].outcome], found[0].score), default=NO_MATCH)
    return replace(match, left=a, right=b) if match.rule else match


def compare_names(a: OrgName, b: OrgName) -> MatchResult:
    """Compare two names by the first rule of the table that holds."""
    if not are_related(a, b):  # nearly all of a block's pairs, and a long list has a million
        return UNRELATED
    rule = next((rule for rule in RULES if rule.holds(a, b)), None)
    if rule is None:
        return UNRELATED
    return MatchResult(outcome=rule.outcome, rule=rule.name, score=SCORES.get(rule.name, similarity(a, b)))
