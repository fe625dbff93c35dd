"""强链: segments that have production, and what is weak about them."""

from __future__ import annotations

from graph.analysis.cell import Cell
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap, GapKind, Reason, RiskFlag, combined_weakness
from graph.analysis.rounding import SCORE_DECIMALS

NOT_ASSESSABLE = "not assessable"


def strengthen_gaps(coverage: Coverage) -> list[Gap]:
    """Return one gap for each held segment with a flag.

    Score v (1 - product over flags of (1 - weight (1 if sure else h))); sure when one flag is.
    """
    return [gap for s in coverage.structure.ids if coverage.cell(s).is_covered and (gap := _gap(coverage, s))]


def _gap(coverage: Coverage, segment: str) -> Gap | None:
    flags = risk_flags(coverage, segment)
    if not flags:
        return None
    h, v = coverage.method.unsure_factor, coverage.importance[segment]
    score = v * combined_weakness(flags, h)
    cell = coverage.cell(segment)
    concentration = herfindahl_index(cell)
    parts = {"v": v, "hhi": NOT_ASSESSABLE if concentration is None else concentration}
    parts |= {flag.name: flag.effective_weight(h) for flag in flags}
    reasons = tuple(_reason(coverage, segment, flag) for flag in flags)
    planned = (h for role in ("research", "platform") for h in coverage.cell(segment, role).holdings)
    rests_on = tuple(sorted({holding.id for holding in (*cell.holdings, *planned)}))
    return Gap(
        kind=GapKind.STRENGTHEN,
        chain=coverage.chain.id,
        segment=segment,
        certain=any(flag.certain for flag in flags),
        score=score,
        parts=parts,
        reasons=reasons,
        statement_ids=rests_on,
        flags=tuple(flags),
    )


def risk_flags(coverage: Coverage, segment: str) -> list[RiskFlag]:
    """Return the flags of a held segment, in the method's order."""
    method, cell = coverage.method, coverage.cell(segment)
    flags = []
    if len(cell.suppliers) == 1:
        flags.append(RiskFlag("one_supplier", method.flags["one_supplier"], bool(cell.claims)))
    concentration = herfindahl_index(cell)
    if concentration is not None and concentration > method.hhi_limit:
        flags.append(RiskFlag("concentrated", method.flags["concentrated"], True, f"{concentration:.3f}"))
    for role in ("research", "platform"):
        other = coverage.cell(segment, role)
        if other.supply == 0:
            flags.append(RiskFlag(f"no_{role}", method.flags[f"no_{role}"], other.is_ruled_out))
    lost, pairs = coverage.structure.root_sink_pairs(segment)
    if pairs and lost / pairs >= method.bottleneck_share:
        flags.append(RiskFlag("bottleneck", method.flags["bottleneck"], True, f"{lost}/{pairs}"))
    return flags


def herfindahl_index(cell: Cell) -> float | None:
    """Return the Herfindahl-Hirschman index of the shares stated on the holdings; None unless they sum to 1."""
    shares = stated_shares(cell)
    return sum(share * share for share in shares.values()) if round(sum(shares.values()), SCORE_DECIMALS) == 1 else None


def stated_shares(cell: Cell) -> dict[str, float]:
    """Return the stated share of each organisation, in id order; none if two statements give one different shares."""
    stated: dict[str, set[float]] = {}
    for holding in cell.holdings:
        if holding.is_existing and holding.share is not None:
            stated.setdefault(holding.organisation, set()).add(holding.share)
    if any(len(shares) > 1 for shares in stated.values()):
        return {}
    return {organisation: next(iter(stated[organisation])) for organisation in sorted(stated)}


def _reason(coverage: Coverage, segment: str, flag: RiskFlag) -> Reason:
    suppliers = coverage.cell(segment).suppliers
    code = flag.name if flag.certain or flag.name in ("concentrated", "bottleneck") else f"{flag.name}_unsure"
    return Reason(code, {"suppliers": suppliers, "note": flag.note})
