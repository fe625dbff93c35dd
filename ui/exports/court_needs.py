"""The needs of firms that a choice of institutes counted, as lines of its paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.needs.need import Need
from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.court_row import CourtRows

MAX_TOLD_NEEDS = 20  # half a page; the workbook of needs has all


def counted_needs(inputs: TargetingInputs, needs: Iterable[Need]) -> dict[str, tuple[Need, list[tuple[str, str]]]]:
    """Return the needs that are among the demands, by id, each with its links (chain and segment)."""
    by_id = {need.id: need for need in needs}
    counted: dict[str, tuple[Need, list[tuple[str, str]]]] = {}
    for demand in inputs.demands:
        id_ = demand.gap.split()[1] if demand.is_need else ""
        if id_ in by_id:
            counted.setdefault(id_, (by_id[id_], []))[1].append((demand.chain, demand.segment))
    return counted


def need_lines(rows: CourtRows, needs: Sequence[Need]) -> list[str]:
    """Return a line for each need that was counted: who needs what, where it belongs, who could meet it."""
    words, counted = rows.words, counted_needs(rows.inputs, needs)
    lines = [
        _line(place, need, links, rows)
        for place, (need, links) in enumerate(list(counted.values())[:MAX_TOLD_NEEDS], 1)
    ]
    more = len(counted) - len(lines)
    return [*lines, *([words("court_paper.more_needs", count=more)] if more else [])]


def _line(place: int, need: Need, links: Sequence[tuple[str, str]], rows: CourtRows) -> str:
    words, segments = rows.words, {segment for _, segment in links}
    name = _meeting(rows.plan, segments)
    details = [
        words.join([rows.link(segment, chain) for chain, segment in links]),
        *([words("court_paper.need_due", due=need.due)] if need.due else []),
        *([words("court_paper.need_met", name=name)] if name else []),
    ]
    return words(
        "court_paper.need",
        place=place,
        firm=need.firm or words("court_paper.need_firmless"),
        what=need.what,
        details=words("separator.clause").join(details),
    )


def _meeting(plan: TargetingPlan, segments: set[str]) -> str:
    """Return the chosen institute that is likeliest to meet a need at some segments; "" where none is."""
    chances = [
        (match.probability, selection.candidate.name)
        for selection in plan.selections
        for match in selection.matches
        if match.segment in segments
    ]
    return max(chances, key=lambda chance: chance[0])[1] if chances else ""
