"""招院引所: which institutes elsewhere would close which gaps, the few to court, who here would host them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graph.analysis.method import PRODUCTION
from graph.analysis.targeting.exact import SECONDS, exact
from graph.analysis.targeting.greedy import greedy
from graph.analysis.targeting.match import Candidate, Match, Provision, matches
from graph.analysis.targeting.need import Need, needs
from graph.analysis.targeting.problem import Choice, Problem, Rules, problem_of
from graph.analysis.targeting.survival import survival
from graph.model.errors import UsageError
from graph.store.store import Store
from ui.actions.asking import ask_rows
from ui.actions.picture import Picture

Row = Mapping[str, Any]
HOST_LABELS = ("Park", "Platform", "Enterprise", "Carrier", "Institute")
MOST_HOSTS, MAIN = 3, 5  # hosts are sought for the matches of most weight


@dataclass(frozen=True)
class Host:
    """Who here could host an institute: because it is at these segments, next to these, or focuses on their chains."""

    id: str
    name: str
    label: str
    at: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[bool, int, int, int, str]:
        """Sorts those whose focus and segment agree first, then by how many segments."""
        both = bool(self.at or self.beside) and bool(self.focus)
        return not both, -len(self.at) - len(self.beside), -len(self.at), -len(self.focus), self.id


@dataclass(frozen=True, eq=False)
class Field:
    """All that a choice is made from: candidates, their matches, the needs, and what is here."""

    picture: Picture
    candidates: Mapping[str, Candidate]
    present: tuple[Candidate, ...]
    matches: tuple[Match, ...]
    needs: tuple[Need, ...]
    focus: tuple[Row, ...]
    labels: Mapping[str, str]
    sources: Mapping[str, Row]

    @cached_property
    def problem(self) -> Problem:
        """The choice as a problem."""
        return problem_of(self.needs, self.matches)

    @cached_property
    def by_candidate(self) -> Mapping[str, Sequence[Match]]:
        """The matches of each candidate at segments with a need, the most valuable first."""
        weight: dict[str, float] = defaultdict(float)
        for need in self.needs:
            weight[need.segment] += need.weight
        found: dict[str, list[Match]] = defaultdict(list)
        for match in self.matches:
            if match.segment in weight:
                found[match.candidate].append(match)
        return {
            one: sorted(rows, key=lambda m: (-round(m.probability * weight[m.segment], 9), m.segment))
            for one, rows in found.items()
        }


@dataclass(frozen=True)
class Pick:
    """A chosen candidate: what it adds after those before it, how often it survives shaken weights, its hosts."""

    candidate: Candidate
    adds: float
    survives: float
    matches: tuple[Match, ...]
    hosts: tuple[Host, ...]
    required: bool = False


@dataclass(frozen=True)
class Plan:
    """A choice with its proof: ``value`` F, no choice is worth more than ``bound``; greedy's for comparison."""

    picks: tuple[Pick, ...]
    choice: Choice
    greedy_value: float
    nearly: tuple[tuple[Candidate, float], ...]
    whole: float

    @property
    def proved(self) -> bool:
        """Whether the choice is the best (to the stated tolerance)."""
        return self.choice.ratio > 1 - 3e-6


def read_field(store: Store, picture: Picture) -> Field:
    """Read candidates and what is here, and match them with the gaps of a picture."""
    rows = ask_rows(store, "provisions")
    every = _candidates(rows)
    keywords = {row["segment_id"]: tuple(row["keywords"] or ()) for row in ask_rows(store, "segments")}
    labels = {row["organisation_id"]: row["label"] for row in ask_rows(store, "holdings", region=picture.region)}
    away = [one for one in every if not one.branch]
    return Field(
        picture,
        {one.id: one for one in every},
        tuple(one for one in every if one.branch),
        tuple(matches(away, keywords, picture.method)),
        tuple(needs(picture.gaps, picture.method)),
        tuple(ask_rows(store, "focus")),
        labels,
        {row["statement"]: row for row in rows},
    )


def _candidates(rows: Sequence[Row]) -> list[Candidate]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["candidate_id"]].append(row)
    return [_candidate(id_, said) for id_, said in found.items()]


def _candidate(id_: str, said: Sequence[Row]) -> Candidate:
    one = said[0]
    provisions = {
        r["statement"]: Provision(r["statement"], r["segment_id"], r["confidence"] == "explicit") for r in said
    }
    branches = {str(r["branch"] or r["branch_text"]) for r in said if r["branch"] or r["branch_text"]}
    return Candidate(
        id_,
        one["candidate"],
        one["label"],
        one["city"] or "",
        one["parent"] or "",
        one["certainty"] or "",
        tuple(one["fields"] or ()),
        tuple(provisions.values()),
        "、".join(sorted(branches)),
    )


def rules_for(
    field: Field,
    most: int,
    budget: float | None = None,
    per_parent: int | None = None,
    must: Sequence[str] = (),
    never: Sequence[str] = (),
    costs: Mapping[str, float] | None = None,
) -> Rules:
    """The limits of a choice; candidates may be given by id or name.

    Raises:
        UsageError: an unknown candidate, or limits that ``must`` alone breaks.
    """
    ids = {one.name: one.id for one in field.candidates.values()} | {id_: id_ for id_ in field.candidates}
    unknown = [text for text in (*must, *never, *(costs or {})) if text not in ids]
    if unknown:
        raise UsageError("candidate_unknown", text=unknown[0])
    parents = {one.id: one.parent for one in field.candidates.values()}
    rules = Rules(
        most,
        budget,
        per_parent,
        frozenset(ids[text] for text in must),
        frozenset(ids[text] for text in never),
        parents,
        {ids[text]: cost for text, cost in (costs or {}).items()},
    )
    if not rules.allow(rules.must):
        raise UsageError("rules_broken", must=list(must))
    return rules


def weighted(field: Field, kinds: Mapping[str, float]) -> Field:
    """The same with other factors for the kinds of gaps."""
    method = replace(field.picture.method, kinds=kinds)
    picture = replace(field.picture, method=method)
    return replace(field, picture=picture, needs=tuple(needs(field.picture.gaps, method)))


def choose(field: Field, rules: Rules, seconds: float = SECONDS) -> Plan:
    """The best choice under the rules, or the best found in time with what is proved of it."""
    problem = field.problem
    choice, quick = exact(problem, rules, seconds), greedy(problem, rules)
    if choice is None or quick is None:
        raise UsageError("rules_broken", must=sorted(rules.must))
    kept = survival(problem, rules, choice.chosen, field.picture.method)
    picks, before = [], 0.0
    for place, id_ in enumerate(choice.chosen, 1):
        value = problem.value(choice.chosen[:place])
        found = tuple(field.by_candidate.get(id_, ()))
        picks.append(
            Pick(field.candidates[id_], value - before, kept[id_], found, hosts(field, found[:MAIN]), id_ in rules.must)
        )
        before = value
    return Plan(
        tuple(picks),
        choice,
        problem.value(quick),
        _nearly(field, rules, choice),
        sum(problem.weights.values()),
    )


def _nearly(field: Field, rules: Rules, choice: Choice) -> tuple[tuple[Candidate, float], ...]:
    """What the next best would add if one more were allowed."""
    problem, chosen = field.problem, choice.chosen
    left = [j for j in problem.candidates if j not in chosen and j not in rules.never]
    gains = sorted((-round(problem.value([*chosen, j]) - problem.value(chosen), 9), j) for j in left)
    return tuple((field.candidates[j], -gain) for gain, j in gains[:MOST_HOSTS])


def hosts(field: Field, found: Sequence[Match], most: int = MOST_HOSTS) -> tuple[Host, ...]:
    """Existing organisations here at or beside the matched segments, or with a focus on their chains."""
    segments = {match.segment for match in found}
    at, beside, focus = (defaultdict(set) for _ in range(3))
    for coverage in field.picture.coverages.values():
        here = segments & coverage.chain.segments.keys()
        if not here:
            continue
        near = {neighbour for s in here for neighbour in coverage.chain.beside(s)}
        for holding in coverage.chain.holdings:
            if holding.existing and holding.segment in here:
                at[holding.organisation].add(holding.segment)
            elif holding.existing and holding.segment in near and holding.role == PRODUCTION:
                beside[holding.organisation].add(holding.segment)
        for row in field.focus:
            if row["chain_id"] == coverage.chain.id and row["status"] == "existing":
                focus[row["organisation_id"]].add(str(row["field"]))
    names = {**field.picture.organisations, **{row["organisation_id"]: row["organisation"] for row in field.focus}}
    labels = {**field.labels, **{row["organisation_id"]: row["label"] for row in field.focus}}
    every = [
        Host(one, names[one], labels[one], *(tuple(sorted(group[one])) for group in (at, beside, focus)))
        for one in {*at, *beside, *focus}
        if labels.get(one) in HOST_LABELS
    ]
    return tuple(sorted(every, key=lambda host: host.rank)[:most])
