"""Whether two organisations are one: sure, sure not, or for a person to decide; by which rule, resting on what.

The rules are those that held on labelled pairs (see benchmarks/resolving.py): a dropped region, 集团 with another form
and short names are never sure; another code, number, branch, region in brackets or kind of body tells two apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz

from loaders.linking.org_name import OrgName, parse_name, provinces

SAME, REVIEW, DIFFERENT, NONE = "same", "review", "different", ""
NEAR, SHORT = 85.0, 2


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
    findings = list(_findings(left, right))
    best = max(findings, key=lambda finding: (ORDER[finding.outcome], finding.score), default=MatchResult(outcome=NONE))
    if left.label != right.label and best.rule in ("short", "bracket"):
        return MatchResult(outcome=NONE, score=best.score)
    if left.label != right.label and best.outcome == SAME:
        return MatchResult(outcome=REVIEW, rule="label", left=best.left, right=best.right, score=best.score)
    return best


ORDER = {SAME: 3, REVIEW: 2, DIFFERENT: 1, NONE: 0}


def _findings(left: OrgRecord, right: OrgRecord) -> Iterator[MatchResult]:
    for a, b in product(left.names, right.names):
        name_finding = compare_names(parse_name(a), parse_name(b))
        yield MatchResult(
            outcome=name_finding.outcome, rule=name_finding.rule, left=a, right=b, score=name_finding.score
        )


def compare_names(a: OrgName, b: OrgName) -> MatchResult:
    """Compare two names."""
    if a.normalised == b.normalised:
        return MatchResult(
            outcome=SAME if a.is_registered else REVIEW, rule="name" if a.is_registered else "short", score=100.0
        )
    if a.match_key == b.match_key and a.is_registered:
        return MatchResult(outcome=SAME, rule="form", score=99.0)
    score = fuzz.ratio(a.core, b.core)
    if score < NEAR and not _short(a, b) and phonetic_key(a.core) != phonetic_key(b.core):
        return MatchResult(outcome=NONE, score=score)
    for rule, apart in (
        ("number", a.numbers != b.numbers),
        ("branch", a.branch != b.branch),
        ("bracket", bool(a.form and b.form) and _brackets_differ(a, b)),
        ("kind", a.body and b.body and a.body != b.body),
        ("region", bool(a.form and b.form) and _regions_differ(a, b)),
    ):
        if apart:
            return MatchResult(outcome=DIFFERENT, rule=rule, score=score)
    if a.core == b.core:
        return MatchResult(outcome=REVIEW, rule=_only(a, b) if a.form and b.form else "short", score=95.0)
    return MatchResult(
        outcome=REVIEW, rule="short" if _short(a, b) else "near" if score >= NEAR else "sound", score=score
    )


def _only(a: OrgName, b: OrgName) -> str:
    """Return the feature that alone tells two names of the same core apart."""
    if a.group != b.group:
        return "group"
    if a.bracketed != b.bracketed:
        return "bracket"
    return "kind" if a.form != b.form else "region"


def _brackets_differ(a: OrgName, b: OrgName) -> bool:
    """Return whether brackets tell the names apart: a region in them names a subsidiary, one in front may not."""
    return not (a.bracketed_places <= {*b.regions, *b.bracketed} and b.bracketed_places <= {*a.regions, *a.bracketed})


def _regions_differ(a: OrgName, b: OrgName) -> bool:
    """Return whether both names state a region, and neither is within the other's words."""
    ours, theirs = _where(a), _where(b)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _where(name: OrgName) -> frozenset[str]:
    """Return the places that a name states, a province with all its cities."""
    stated = {*name.regions, *name.bracketed_places}
    return frozenset(stated).union(*(provinces().get(place, ()) for place in stated))


def _short(a: OrgName, b: OrgName) -> bool:
    """Return whether one name's core begins the other's: 天合 and 天合光能."""
    less, more = sorted((a.core, b.core), key=len)
    return len(less) >= SHORT and more.startswith(less) and (not a.form or not b.form)


@lru_cache(maxsize=200_000)
def phonetic_key(core: str) -> str:
    """Return a name's core in pinyin, because typing by sound confuses words that sound alike."""
    return " ".join(lazy_pinyin(core))
