"""The derivation of a gap's score: every number down to the statements, so that it can be computed again by hand."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from graph.analysis.cell import Cell, CoverageState, weights_by_organisation
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.fill import neighbour_share
from graph.analysis.gaps.gap import Gap, GapKind, RiskFlag
from graph.analysis.gaps.strengthen import herfindahl_index, stated_shares
from graph.model.records import SUPPLY


@dataclass(frozen=True, kw_only=True)
class Term:
    """One number: ``name`` says which (a key for the faces' words), of what (``of``: an id), ``value`` what it is.

    ``expression`` is arithmetic (+ - * / and brackets) over numbers alone that gives ``value``; every number in it is
    a parameter of the method or the value of one of ``parts``. ``said`` are the ids of the statements that it rests on,
    and the datasets of claims. ``why`` is the state that decides it.
    """

    name: str
    value: float
    expression: str = ""
    subject: str = ""
    parts: tuple[Term, ...] = ()
    statement_ids: tuple[str, ...] = ()
    state: CoverageState | None = None


def explain_score(coverage: Coverage, gap: Gap) -> Term:
    """Return the derivation of a gap's score."""
    if gap.kind == GapKind.BUILD:
        return _build(coverage, gap)
    v = _importance(coverage, gap.segment)
    if gap.kind == GapKind.STRENGTHEN:
        return _strengthen(coverage, gap, v)
    h = "" if gap.certain else f" * {_n(coverage.method.unsure_factor)}"
    if gap.kind == GapKind.FILL:
        low = cover_term(coverage, gap.segment, "low")
        parts = (v, low, cover_term(coverage, gap.segment, "high"))
        return Term(
            name="score",
            value=gap.score,
            expression=f"{_n(v.value)} * (1 - {_n(low.value)}){h}",
            subject=gap.segment,
            parts=parts,
        )
    share, covered, neighbours = neighbour_share(coverage, gap.segment)
    near = Term(
        name="near",
        value=share,
        expression=f"{covered} / {neighbours}",
        subject=gap.segment,
        parts=_neighbours(coverage, gap.segment),
    )
    parts = (v, near, cover_term(coverage, gap.segment, "high"))
    return Term(
        name="score", value=gap.score, expression=f"{_n(v.value)} * {_n(share)}{h}", subject=gap.segment, parts=parts
    )


def cover_term(coverage: Coverage, segment: str, end: str, role: str = SUPPLY) -> Term:
    """Return the low or the high end of a segment's cover, by its state."""
    cell = coverage.cell(segment, role)
    value = float(getattr(cell.cover, end))
    supply = _supply(coverage, cell)
    shown = cell.state == CoverageState.WEAK and (end == "low" or bool(cell.claims))
    q = coverage.method.threshold(role)
    expression = f"{_n(supply.value)} / {_n(q)}" if shown else _n(value)
    return Term(
        name=f"cover_{end}",
        value=value,
        expression=expression,
        subject=segment,
        parts=(supply,),
        statement_ids=cell.statement_ids,
        state=cell.state,
    )


def _supply(coverage: Coverage, cell: Cell) -> Term:
    existing = [holding for holding in cell.holdings if holding.is_existing]
    best = weights_by_organisation(existing, coverage.method)
    statement_ids = {
        organisation: tuple(holding.id for holding in existing if holding.organisation == organisation)
        for organisation in best
    }
    parts = tuple(
        Term(
            name="weight",
            value=best[organisation],
            expression=_n(best[organisation]),
            subject=organisation,
            statement_ids=statement_ids[organisation],
        )
        for organisation in sorted(best)
    )
    total = " + ".join(_n(part.value) for part in parts) or "0"
    return Term(name="supply", value=cell.supply, expression=total, subject=cell.segment, parts=parts)


def _importance(coverage: Coverage, segment: str) -> Term:
    c, critical = coverage.method.critical_share, int(coverage.chain.segments[segment].critical)
    biggest = max(coverage.reach_counts, key=lambda s: (prod(coverage.reach_counts[s]), s))
    place, most = _place(coverage, segment), _place(coverage, biggest)
    mark = Term(name="critical", value=critical, expression=str(critical), subject=segment)
    expression = f"{_n(c)} * {critical} + (1 - {_n(c)}) * {_n(place.value)} / {_n(most.value)}"
    return Term(
        name="importance",
        value=coverage.importance[segment],
        expression=expression,
        subject=segment,
        parts=(mark, place, most),
    )


def _place(coverage: Coverage, segment: str) -> Term:
    before, after = coverage.reach_counts[segment]
    return Term(name="place", value=before * after, expression=f"{before} * {after}", subject=segment)


def _neighbours(coverage: Coverage, segment: str) -> tuple[Term, ...]:
    cells = [coverage.cell(s) for s in sorted(coverage.chain.neighbours(segment))]
    return tuple(
        Term(
            name="held",
            value=int(c.is_covered),
            expression=str(int(c.is_covered)),
            subject=c.segment,
            statement_ids=c.statement_ids,
            state=c.state,
        )
        for c in cells
    )


def _strengthen(coverage: Coverage, gap: Gap, v: Term) -> Term:
    flags = tuple(_flag(coverage, gap.segment, flag) for flag in gap.flags)
    remaining = " * ".join(f"(1 - {_n(flag.value)})" for flag in flags)
    return Term(
        name="score",
        value=gap.score,
        expression=f"{_n(v.value)} * (1 - {remaining})",
        subject=gap.segment,
        parts=(v, *flags),
    )


def _flag(coverage: Coverage, segment: str, flag: RiskFlag) -> Term:
    h, cell = coverage.method.unsure_factor, coverage.cell(segment)
    expression = _n(flag.weight) if flag.certain else f"{_n(flag.weight)} * {_n(h)}"
    parts: tuple[Term, ...] = ()
    if flag.name == "one_supplier":
        parts = (_supply(coverage, cell),)
    elif flag.name in ("no_research", "no_platform"):
        other = coverage.cell(segment, flag.name.removeprefix("no_"))
        parts = (
            Term(
                name="supply",
                value=other.supply,
                expression="0",
                subject=segment,
                statement_ids=other.statement_ids,
                state=other.state,
            ),
        )
    elif flag.name == "bottleneck":
        lost, pairs = coverage.structure.root_sink_pairs(segment)
        parts = (Term(name="lost_pairs", value=lost / pairs, expression=f"{lost} / {pairs}", subject=segment),)
    elif flag.name == "concentrated":
        parts = (_concentration(cell),)
    return Term(name=flag.name, value=flag.effective_weight(h), expression=expression, subject=segment, parts=parts)


def _concentration(cell: Cell) -> Term:
    squares = " + ".join(f"{_n(share)} * {_n(share)}" for share in stated_shares(cell).values())
    return Term(
        name="hhi",
        value=herfindahl_index(cell) or 0.0,
        expression=squares,
        subject=cell.segment,
        statement_ids=tuple(h.id for h in cell.holdings),
    )


def _build(coverage: Coverage, gap: Gap) -> Term:
    end = "high" if gap.certain else "low"
    k = completeness_term(coverage, end)
    h = "" if gap.certain else f"{_n(coverage.method.unsure_factor)} * "
    return Term(name="score", value=gap.score, expression=f"{h}(1 - {_n(k.value)})", subject=gap.chain, parts=(k,))


def completeness_term(coverage: Coverage, end: str) -> Term:
    """Return the low or the high end of a chain's completeness."""
    parts: list[Term] = []
    over, under = [], []
    for s in coverage.structure.ids:
        v, covered = _importance(coverage, s), cover_term(coverage, s, end)
        parts += [v, covered]
        over.append(f"{_n(v.value)} * {_n(covered.value)}")
        under.append(_n(v.value))
    span = coverage.completeness()
    value = float(getattr(span, end)) if span else 0.0
    return Term(
        name=f"completeness_{end}",
        value=value,
        expression=f"({' + '.join(over)}) / ({' + '.join(under)})",
        subject=coverage.chain.id,
        parts=tuple(parts),
    )


def _n(value: float) -> str:
    """Return a number in its shortest exact form."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
