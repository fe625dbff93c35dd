"""What if: a picture with organisations assumed present, with plans done, or with something gone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from graph.analysis.chain import Chain, Holding
from graph.analysis.coverage import cover
from graph.analysis.criticality import without
from graph.analysis.method import Method
from graph.analysis.scenario import assume, done
from queries.region import Picture

INTENDED = ("planned", "aspired")


def assumed_holding(
    picture: Picture, number: int, organisation: str, segment: str, role: str, level: int | None = None
) -> Holding:
    """An organisation, by id or name, that is assumed to be at a segment; one that is known here stays the same one."""
    ids = {name: id_ for id_, name in picture.organisations.items()}
    who = ids.get(organisation, organisation)
    return Holding(f"assumed/{number}", who, segment, role, "existing", "", level=level)


def with_assumed(picture: Picture, added: Collection[Holding]) -> Picture:
    """The picture with these organisations there."""
    return _changed(picture, lambda chain: assume(chain, added))


def with_done(picture: Picture, statuses: Collection[str]) -> Picture:
    """The picture with everything of these statuses, planned or aspired, done."""
    return _changed(picture, lambda chain: done(chain, statuses))


def with_gone(picture: Picture, gone: Collection[str]) -> Picture:
    """The picture as if the nodes of these ids were deleted."""
    return _changed(picture, lambda chain: without(chain, gone))


def remeasured(picture: Picture, method: Method) -> Picture:
    """The same picture by another method."""
    after = {id_: cover(c.chain, method, c.structure) for id_, c in picture.coverages.items()}
    return replace(picture, coverages=after, method=method)


def _changed(picture: Picture, change: Callable[[Chain], Chain]) -> Picture:
    """The same picture with each chain changed; a chain that stays is not computed again."""
    after = {}
    for id_, coverage in picture.coverages.items():
        chain = change(coverage.chain)
        same_shape = chain.graph is coverage.chain.graph
        after[id_] = cover(chain, picture.method, coverage.structure if same_shape else None)
    return replace(picture, coverages=after)
