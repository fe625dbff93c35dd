"""Where a gap's score comes from: every number down to the statements, so that it can be computed again by hand."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from graph.analysis.coverage import Cell, Coverage, State, best_weights
from graph.analysis.gaps.fill import near
from graph.analysis.gaps.gap import Flag, Gap, Kind
from graph.analysis.gaps.strengthen import hhi, stated_shares
from graph.analysis.method import PRODUCTION


@dataclass(frozen=True)
class Step:
    """One number: ``name`` says which (a key for the faces' words), of what (``of``: an id), ``value`` what it is.

    ``expression`` is arithmetic (+ - * / and brackets) over numbers alone that gives ``value``; every number in it is
    a parameter of the method or the value of one of ``parts``. ``said`` are the ids of the statements that it rests on,
    and the datasets of claims. ``why`` is the state that decides it.
    """

    name: str
    value: float
    expression: str = ""
    of: str = ""
    parts: tuple[Step, ...] = ()
    said: tuple[str, ...] = ()
    why: State | None = None


def derive(coverage: Coverage, gap: Gap) -> Step:
    """The derivation of a gap's score."""
    if gap.kind == Kind.BUILD:
        return _build(coverage, gap)
    v = _importance(coverage, gap.segment)
    if gap.kind == Kind.STRENGTHEN:
        return _strengthen(coverage, gap, v)
    h = "" if gap.certain else f" * {_n(coverage.method.unsure_factor)}"
    if gap.kind == Kind.FILL:
        low = cover_step(coverage, gap.segment, "low")
        parts = (v, low, cover_step(coverage, gap.segment, "high"))
        return Step("score", gap.score, f"{_n(v.value)} * (1 - {_n(low.value)}){h}", gap.segment, parts)
    share, held, whole = near(coverage, gap.segment)
    beside = Step("near", share, f"{held} / {whole}", gap.segment, _neighbours(coverage, gap.segment))
    parts = (v, beside, cover_step(coverage, gap.segment, "high"))
    return Step("score", gap.score, f"{_n(v.value)} * {_n(share)}{h}", gap.segment, parts)


def cover_step(coverage: Coverage, segment: str, end: str, role: str = PRODUCTION) -> Step:
    """The low or the high end of a segment's cover, by its state."""
    cell = coverage.cell(segment, role)
    value = float(getattr(cell.cover, end))
    supply = _supply(coverage, cell)
    shown = cell.state == State.WEAK and (end == "low" or bool(cell.claims))
    q = coverage.method.roles[role]
    expression = f"{_n(supply.value)} / {_n(q)}" if shown else _n(value)
    return Step(f"cover_{end}", value, expression, segment, (supply,), cell.said, cell.state)


def _supply(coverage: Coverage, cell: Cell) -> Step:
    existing = [holding for holding in cell.holdings if holding.existing]
    best = best_weights(existing, coverage.method)
    said = {one: tuple(holding.id for holding in existing if holding.organisation == one) for one in best}
    parts = tuple(Step("weight", best[one], _n(best[one]), one, said=said[one]) for one in sorted(best))
    total = " + ".join(_n(part.value) for part in parts) or "0"
    return Step("supply", cell.supply, total, cell.segment, parts)


def _importance(coverage: Coverage, segment: str) -> Step:
    c, critical = coverage.method.critical_share, int(coverage.chain.segments[segment].critical)
    biggest = max(coverage.place, key=lambda s: (prod(coverage.place[s]), s))
    here, most = _place(coverage, segment), _place(coverage, biggest)
    mark = Step("critical", critical, str(critical), segment)
    expression = f"{_n(c)} * {critical} + (1 - {_n(c)}) * {_n(here.value)} / {_n(most.value)}"
    return Step("importance", coverage.importance[segment], expression, segment, (mark, here, most))


def _place(coverage: Coverage, segment: str) -> Step:
    before, after = coverage.place[segment]
    return Step("place", before * after, f"{before} * {after}", segment)


def _neighbours(coverage: Coverage, segment: str) -> tuple[Step, ...]:
    cells = [coverage.cell(s) for s in sorted(coverage.chain.beside(segment))]
    return tuple(Step("held", int(c.held), str(int(c.held)), c.segment, said=c.said, why=c.state) for c in cells)


def _strengthen(coverage: Coverage, gap: Gap, v: Step) -> Step:
    flags = tuple(_flag(coverage, gap.segment, flag) for flag in gap.flags)
    kept = " * ".join(f"(1 - {_n(flag.value)})" for flag in flags)
    return Step("score", gap.score, f"{_n(v.value)} * (1 - {kept})", gap.segment, (v, *flags))


def _flag(coverage: Coverage, segment: str, flag: Flag) -> Step:
    h, cell = coverage.method.unsure_factor, coverage.cell(segment)
    expression = _n(flag.weight) if flag.certain else f"{_n(flag.weight)} * {_n(h)}"
    parts: tuple[Step, ...] = ()
    if flag.name == "one_supplier":
        parts = (_supply(coverage, cell),)
    elif flag.name in ("no_research", "no_platform"):
        other = coverage.cell(segment, flag.name.removeprefix("no_"))
        parts = (Step("supply", other.supply, "0", segment, said=other.said, why=other.state),)
    elif flag.name == "bottleneck":
        lost, whole = coverage.structure.joined_pairs(segment)
        parts = (Step("lost_pairs", lost / whole, f"{lost} / {whole}", segment),)
    elif flag.name == "concentrated":
        parts = (_concentration(cell),)
    return Step(flag.name, flag.worth(h), expression, segment, parts)


def _concentration(cell: Cell) -> Step:
    squares = " + ".join(f"{_n(share)} * {_n(share)}" for share in stated_shares(cell).values())
    return Step("hhi", hhi(cell) or 0.0, squares, cell.segment, said=tuple(h.id for h in cell.holdings))


def _build(coverage: Coverage, gap: Gap) -> Step:
    end = "high" if gap.certain else "low"
    k = completeness_step(coverage, end)
    h = "" if gap.certain else f"{_n(coverage.method.unsure_factor)} * "
    return Step("score", gap.score, f"{h}(1 - {_n(k.value)})", gap.chain, (k,))


def completeness_step(coverage: Coverage, end: str) -> Step:
    """The low or the high end of a chain's completeness."""
    parts: list[Step] = []
    over, under = [], []
    for s in coverage.structure.ids:
        v, covered = _importance(coverage, s), cover_step(coverage, s, end)
        parts += [v, covered]
        over.append(f"{_n(v.value)} * {_n(covered.value)}")
        under.append(_n(v.value))
    span = coverage.completeness()
    value = float(getattr(span, end)) if span else 0.0
    return Step(
        f"completeness_{end}", value, f"({' + '.join(over)}) / ({' + '.join(under)})", coverage.chain.id, tuple(parts)
    )


def _n(value: float) -> str:
    """A number as it is, shortest."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
