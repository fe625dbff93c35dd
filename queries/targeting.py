"""招院引所: which institutes elsewhere would close which gaps, the few to court, who here would host them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.source_filter import SourceFilter
from graph.analysis.targeting.demand import Demand, gap_demands
from graph.analysis.targeting.greedy import solve_greedy
from graph.analysis.targeting.match import Candidate, Match, Provision, match_candidates
from graph.analysis.targeting.milp import SOLVER_SECONDS, solve_exact
from graph.analysis.targeting.need import NeedAtSegments, need_demands
from graph.analysis.targeting.problem import Choice, Constraints, Problem, build_problem
from graph.analysis.targeting.robustness import selection_robustness
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.hosts import Host, LocalActors, find_hosts
from queries.region import RegionAnalysis
from queries.rows.chains import HoldingsRow, SegmentsRow
from queries.rows.targeting import FocusRow, ProvisionsRow
from queries.run import fetch_rows

MAIN, NEXT = 5, 3  # hosts are sought for the matches of most worth
COST_LINE = re.compile(r"(.*)[=＝\t,，]\s*([0-9.]+)\s*")


@dataclass(frozen=True, eq=False, kw_only=True)
class TargetingInputs:
    """All that a choice is made from: candidates, their matches, the needs, and what is here."""

    analysis: RegionAnalysis
    candidates: Mapping[str, Candidate]
    present: tuple[Candidate, ...]
    matches: tuple[Match, ...]
    demands: tuple[Demand, ...]
    local: LocalActors
    sources: Mapping[str, ProvisionsRow]

    def at(self, chains: Collection[str] = (), segments: Collection[str] = ()) -> TargetingInputs:
        """Return the same with the demands of some chains and segments only; none given means all."""
        demands = tuple(
            demand
            for demand in self.demands
            if (not chains or demand.chain in chains) and (not segments or demand.segment in segments)
        )
        return replace(self, demands=demands)

    @property
    def gap_demands(self) -> tuple[Demand, ...]:
        """Return the demands that are gaps, without the needs of firms."""
        return tuple(demand for demand in self.demands if not demand.is_need)

    def with_needs(self, needs: Iterable[NeedAtSegments]) -> TargetingInputs:
        """Return the same with the needs of firms as further demands, weighted by the method's ``need_weight``."""
        further = need_demands(needs, self.analysis.method.need_weight)
        return replace(self, demands=(*self.demands, *further))

    @cached_property
    def problem(self) -> Problem:
        """Return the choice as a problem."""
        return build_problem(self.demands, self.matches)

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """Return the weight of all needs at each segment."""
        weights: dict[str, float] = defaultdict(float)
        for demand in self.demands:
            weights[demand.segment] += demand.weight
        return dict(weights)

    def worth(self, match: Match) -> float:
        """Return the worth of a match on its own: p w."""
        return round(match.probability * self.weight[match.segment], SCORE_DECIMALS)

    @cached_property
    def by_candidate(self) -> Mapping[str, Sequence[Match]]:
        """Return the matches of each candidate at segments with a need, the most valuable first."""
        matches: dict[str, list[Match]] = defaultdict(list)
        for match in self.matches:
            if match.segment in self.weight:
                matches[match.candidate].append(match)
        return {
            candidate: sorted(rows, key=lambda m: (-self.worth(m), m.segment)) for candidate, rows in matches.items()
        }


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A chosen candidate: what it adds after those before it, how often it survives shaken weights, its hosts."""

    candidate: Candidate
    adds: float
    survives: float
    matches: tuple[Match, ...]
    hosts: tuple[Host, ...]
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class TargetingPlan:
    """A choice under rules, with its proof; greedy's value for comparison, ``whole`` that of closing all gaps."""

    constraints: Constraints
    selections: tuple[Selection, ...]
    choice: Choice
    greedy_value: float
    runners_up: tuple[tuple[Candidate, float], ...]
    whole: float

    @property
    def proved(self) -> bool:
        """Return whether the choice is the best (to the stated tolerance)."""
        return self.choice.ratio > 1 - 3e-6


def load_targeting_inputs(store: Store, analysis: RegionAnalysis) -> TargetingInputs:
    """Read candidates and what is here, and match them with the gaps of an analysis."""
    stated = fetch_rows(store, ProvisionsRow, region=analysis.region)
    rows = [row for row in stated if not analysis.is_here(row.city)]
    candidates = _candidates(rows, analysis.source_filter)
    keywords = {row.segment_id: tuple(row.keywords or ()) for row in fetch_rows(store, SegmentsRow)}
    focus = [row for row in fetch_rows(store, FocusRow, region=analysis.region) if _seen(row.year, analysis.as_of)]
    holdings = fetch_rows(store, HoldingsRow, region=analysis.region)
    actors: list[HoldingsRow | FocusRow] = [*holdings, *focus]
    away = [candidate for candidate in candidates if not candidate.branch]
    return TargetingInputs(
        analysis=analysis,
        candidates={candidate.id: candidate for candidate in candidates},
        present=tuple(candidate for candidate in candidates if candidate.branch),
        matches=tuple(match_candidates(away, keywords, analysis.method)),
        demands=tuple(gap_demands(analysis.gaps, analysis.method)),
        local=LocalActors(
            focus=tuple(focus),
            names={row.organisation_id: row.organisation for row in actors},
            labels={row.organisation_id: row.label for row in actors},
        ),
        sources={row.statement: row for row in rows},
    )


def _seen(year: int | None, as_of: int | None) -> bool:
    """Return whether sources up to a year saw it; without a year it is not dated, as in the analysis."""
    return as_of is None or (year is not None and year <= as_of)


def _candidates(rows: Sequence[ProvisionsRow], source_filter: SourceFilter) -> list[Candidate]:
    rows_of: dict[str, list[ProvisionsRow]] = defaultdict(list)
    for row in rows:
        rows_of[row.candidate_id].append(row)
    return [_candidate(id_, candidate_rows, source_filter) for id_, candidate_rows in rows_of.items()]


def _is_stated(row: ProvisionsRow, source_filter: SourceFilter) -> bool:
    """Return whether a source that counts states it; what only others state remains a judgement."""
    return row.confidence == "explicit" and source_filter.accepts_grade(row.grade or "")


def _candidate(id_: str, rows: Sequence[ProvisionsRow], source_filter: SourceFilter) -> Candidate:
    first, as_of = rows[0], source_filter.as_of
    provisions = {
        row.statement: Provision(row.statement, row.segment_id, _is_stated(row, source_filter)) for row in rows
    }
    later = {row.branch_id for row in rows if as_of is not None and (row.branch_year or as_of) > as_of}
    names = {row.branch if row.branch_id not in later else None for row in rows}
    branches = {str(name) for name in (names - {None}) or {first.branch_text} if name}
    return Candidate(
        id=id_,
        name=first.candidate,
        label=first.label,
        city=first.city or "",
        parent=first.parent or "",
        certainty=first.certainty or "",
        fields=tuple(first.fields or ()),
        provisions=tuple(provisions.values()),
        branch="、".join(sorted(branches)),
    )


def build_constraints(
    inputs: TargetingInputs,
    most: int,
    budget: float | None = None,
    per_parent: int | None = None,
    must: Sequence[str] = (),
    never: Sequence[str] = (),
    costs: Mapping[str, float] | None = None,
) -> Constraints:
    """Return the limits of a choice; candidates may be given by id or name.

    Raises:
        UsageError: an unknown candidate, or limits that ``must`` alone breaks.
    """
    ids = {candidate.name: candidate.id for candidate in inputs.candidates.values()} | {
        id_: id_ for id_ in inputs.candidates
    }
    unknown = [text for text in (*must, *never, *(costs or {})) if text not in ids]
    if unknown:
        raise UsageError("candidate_unknown", text=unknown[0])
    parents = {candidate.id: candidate.parent for candidate in inputs.candidates.values()}
    rules = Constraints(
        max_chosen=most,
        budget=budget,
        per_parent=per_parent,
        must=frozenset(ids[text] for text in must),
        never=frozenset(ids[text] for text in never),
        parents=parents,
        costs={ids[text]: cost for text, cost in (costs or {}).items()},
    )
    if not rules.allow(rules.must):
        raise UsageError("rules_broken", must=list(must))
    return rules


def parse_costs(lines: Sequence[str]) -> dict[str, float]:
    """Parse costs by name from lines ``name=number``; a tab or a comma will do, as copied from a spreadsheet.

    Raises:
        UsageError: a line is none, or gives one candidate another cost.
    """
    costs: dict[str, float] = {}
    for line in filter(str.strip, lines):
        match = COST_LINE.fullmatch(line)
        try:
            name, cost = (match[1].strip(), float(match[2])) if match else ("", 0.0)
        except ValueError as problem:
            raise UsageError("cost_form", value=line) from problem
        if not name or costs.setdefault(name, cost) != cost:
            raise UsageError("cost_form", value=line)
    return costs


def with_kind_weights(inputs: TargetingInputs, kinds: Mapping[str, float]) -> TargetingInputs:
    """Return the same with other factors for the kinds of gaps."""
    method = replace(inputs.analysis.method, kinds=kinds)
    analysis = replace(inputs.analysis, method=method)
    return replace(inputs, analysis=analysis, demands=tuple(gap_demands(inputs.analysis.gaps, method)))


def select_candidates(
    inputs: TargetingInputs, constraints: Constraints, seconds: float = SOLVER_SECONDS
) -> TargetingPlan:
    """Return the best choice under the rules, or the best found in time with its proved bound."""
    problem = inputs.problem
    choice, quick = solve_exact(problem, constraints, seconds), solve_greedy(problem, constraints)
    if choice is None or quick is None:
        raise UsageError("rules_broken", must=sorted(constraints.must))
    robustness = selection_robustness(problem, constraints, choice.chosen, inputs.analysis.method)
    picks, before = [], 0.0
    for place, id_ in enumerate(choice.chosen, 1):
        value = problem.value(choice.chosen[:place])
        matches = tuple(inputs.by_candidate.get(id_, ()))
        picks.append(
            Selection(
                candidate=inputs.candidates[id_],
                adds=value - before,
                survives=robustness[id_],
                matches=matches,
                hosts=_hosts(inputs, matches[:MAIN]),
                required=id_ in constraints.must,
            )
        )
        before = value
    return TargetingPlan(
        constraints=constraints,
        selections=tuple(picks),
        choice=choice,
        greedy_value=problem.value(quick),
        runners_up=_nearly(inputs, constraints, choice),
        whole=sum(problem.weights.values()),
    )


def _hosts(inputs: TargetingInputs, matches: Sequence[Match]) -> tuple[Host, ...]:
    return find_hosts(
        inputs.analysis.coverages, {match.segment: inputs.worth(match) for match in matches}, inputs.local
    )


def _nearly(inputs: TargetingInputs, constraints: Constraints, choice: Choice) -> tuple[tuple[Candidate, float], ...]:
    """Return the gain of the next best candidates if one more were allowed."""
    problem, chosen = inputs.problem, choice.chosen
    left = [j for j in problem.candidates if j not in chosen and j not in constraints.never]
    gains = sorted((-round(problem.value([*chosen, j]) - problem.value(chosen), SCORE_DECIMALS), j) for j in left)
    return tuple((inputs.candidates[j], -gain) for gain, j in gains[:NEXT])
