"""Two plans of one bureau side by side; renames are proposed by the rules of 核对同名."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.analysis.plans.change import PlanDiff
from graph.analysis.plans.diff import diff_plans
from graph.analysis.plans.matching import Pairing, years_differ
from graph.analysis.plans.picture import PlanThing
from graph.store.store import Store
from loaders.linking.candidates import candidate_pairs
from loaders.linking.compare import OrgRecord
from loaders.linking.linker import Linker
from loaders.linking.rules import SAME
from loaders.service.linking import current_linker, organisation_labels
from queries.plan_picture import fetch_plan
from queries.rows.comparison import PlanDatasetsRow
from queries.run import fetch_rows


def list_plans(store: Store, region: str = "") -> list[PlanDatasetsRow]:
    """Return the datasets that are plans, the oldest first; those of a region, or all."""
    return fetch_rows(store, PlanDatasetsRow, region=region)


def are_plans(store: Store, *datasets: str) -> bool:
    """Return whether all of some datasets are plans; an event of the log is none."""
    return set(datasets) <= {row.dataset for row in list_plans(store)}


def compare_plans(store: Store, before: str, after: str) -> PlanDiff:
    """Compare two loaded plans.

    Args:
        store: the graph.
        before, after: the ids of their datasets.

    Raises:
        UsageError: one of them is not loaded.
    """
    linker = current_linker(store)
    return diff_plans(
        fetch_plan(store, before),
        fetch_plan(store, after),
        lambda left, right: proposed_renames(left, right, linker),
    )


def proposed_renames(before: Sequence[PlanThing], after: Sequence[PlanThing], linker: Linker) -> Iterator[Pairing]:
    """Yield the pairs of things whose names may be one's, as the rules of names say and nobody has judged otherwise.

    Args:
        before, after: things that neither id nor name joins.
        linker: the judgements in force.
    """
    labels = {thing.id: thing.label for thing in (*before, *after)}
    old, new = {thing.id for thing in before}, {thing.id for thing in after}
    for pair in candidate_pairs([_record(thing) for thing in (*before, *after)], linker):
        left, right = pair.left.id, pair.right.id
        if left in new:
            left, right = right, left
        is_alike = _is_alike(labels[left], labels[right]) and not years_differ(pair.match.left, pair.match.right)
        if left in old and right in new and is_alike:
            yield Pairing(
                before=left,
                after=right,
                rule=pair.match.rule,
                is_sure=pair.match.outcome == SAME,
                score=pair.match.score,
            )


def _is_alike(left: str, right: str) -> bool:
    """Return whether two labels may be one thing's: a platform may have become an institute, and no programme."""
    return left == right or {left, right} <= organisation_labels()


def _record(thing: PlanThing) -> OrgRecord:
    return OrgRecord(id=thing.id, label=thing.label, names=(thing.name, *thing.aliases), code=thing.code)
