"""The chosen institutes as rows: for the terminal, the workbook, the page."""

from __future__ import annotations

from typing import Any

from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.targeting.match import Match, MatchEvidence
from queries.hosts import Host
from queries.rows.targeting import ProvisionsRow
from queries.targeting import MAIN, Selection, TargetingInputs, TargetingPlan
from ui.exports.citation import citation
from ui.text import Words

TARGET_TABLE_COLUMNS = ("place", "candidate", "city", "parent", "adds", "survives", "segments", "evidence", "hosts")
SHORT = ("place", "candidate", "city", "adds", "survives", "main_segments", "main_hosts")  # for a terminal
FIRM_GRIP, FAIR_GRIP = 0.9, 0.6  # of the draws with other weights: nine in ten, and more than half


def target_rows(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> list[dict[str, Any]]:
    """Return one row for each chosen institute, in the order of choosing."""
    return [_row(place, pick, inputs, words) for place, pick in enumerate(plan.selections, 1)]


def _row(place: int, pick: Selection, inputs: TargetingInputs, words: Words) -> dict[str, Any]:
    return {
        "place": place,
        "id": pick.candidate.id,
        "candidate": pick.candidate.name,
        "city": pick.candidate.city,
        "parent": pick.candidate.parent,
        "adds": round(pick.adds, SCORE_DECIMALS),
        "survives": pick.survives,
        "main_segments": [inputs.analysis.segment_name(m.segment) for m in pick.matches[:MAIN]],
        "main_hosts": [host.name for host in pick.hosts],
        "segments": [inputs.analysis.segment_name(m.segment) for m in pick.matches],
        "evidence": [match_text(match, inputs, words) for match in pick.matches],
        "hosts": [host_text(host, inputs, words) for host in pick.hosts],
    }


def optimality_note(plan: TargetingPlan, words: Words) -> str:
    """Write how much of the gaps the choice closes, and whether a better choice is possible."""
    if not plan.selections:
        return words("targets.nobody")
    share = f"{plan.choice.value / plan.whole:.0%}" if plan.whole else "0%"
    worth = words("targets.proof", count=len(plan.selections), share=share)
    best = f"{min(1.0, plan.choice.ratio):.1%}"
    proof = words("targets.proved") if plan.proved else words("targets.unproved", ratio=best)
    return words("separator.clause").join([worth, proof])


def grip_text(selection: Selection, words: Words) -> str:
    """Write how surely an institute is among the first; one that must be chosen never competed."""
    if selection.required:
        return words("targets.must")
    kind = "firm" if selection.survives >= FIRM_GRIP else "fair" if selection.survives >= FAIR_GRIP else "loose"
    return words(f"targets.grip.{kind}")


def match_text(match: Match, inputs: TargetingInputs, words: Words) -> str:
    """Write a match with its evidence."""
    chain = inputs.analysis.chain_of(match.segment)
    chain_name = chain.name if chain else ""
    why = words("separator.clause").join(evidence_text(evidence, inputs, words) for evidence in match.evidence)
    segment = inputs.analysis.segment_name(match.segment)
    return words("targets.match", chain=chain_name, segment=segment, why=why)


def matches_text(pick: Selection, inputs: TargetingInputs, words: Words, most: int) -> list[str]:
    """Write the first matches with their evidence, and how many more there are."""
    more = len(pick.matches) - most
    shown = [match_text(match, inputs, words) for match in pick.matches[:most]]
    return [*shown, *([words("targets.more_matches", count=more)] if more > 0 else [])]


def evidence_text(evidence: MatchEvidence, inputs: TargetingInputs, words: Words) -> str:
    """Write one kind of evidence of a match; a judgement that no page states says so."""
    if evidence.kind == "keyword":
        return words("targets.keyword", words=list(evidence.basis))
    best = min((inputs.sources[statement] for statement in evidence.basis), key=source_rank)
    if evidence.kind == "judged" and not best.grade:
        return words("source.expert_judgement")
    source = citation(best, words)
    if evidence.kind == "judged":
        return words("targets.judged", source=source, note=best.note or "")
    return words("targets.stated", source=source)


def source_rank(row: ProvisionsRow) -> tuple[str, str]:
    """Rank sources: the best grade first, one without a grade last."""
    return row.grade or "Z", row.statement


def host_text(host: Host, inputs: TargetingInputs, words: Words) -> str:
    """Write a host with its reasons."""
    names = inputs.analysis.segment_name
    why = [
        *([words("targets.at", segments=[names(s) for s in host.at])] if host.at else []),
        *([words("targets.focus", fields=list(host.focus))] if host.focus else []),
        *([words("targets.beside", segments=[names(s) for s in host.beside])] if host.beside else []),
    ]
    return words("targets.host", name=host.name, why=words("separator.clause").join(why))
