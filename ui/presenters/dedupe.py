"""Candidate pairs, judgements and link explanations as text."""

from __future__ import annotations

from loaders.linking.candidates import CandidatePair
from loaders.linking.judgements import Judgement
from loaders.service.linking import LinkExplanation
from ui.text import Words


def explanation_lines(found: LinkExplanation, words: Words) -> list[str]:
    """Write an explanation in words."""
    lines = [words("same.one" if found.same else "same.two", left=found.left, right=found.right)]
    lines += [judgement_line(one, words) for one in found.decisions]
    rule = words(f"rule.{found.match.rule}") if found.match.rule else words("rule.none")
    if (
        found.same
        and not found.decisions
        and found.match.outcome != "same"
        and len({row.own for row in found.rows}) > 1
    ):
        lines.append(words("same.then"))
    lines.append(words("same.rule", rule=rule, left=found.match.left, right=found.match.right))
    lines += [
        words("same.row", title=row.title, dataset=row.dataset, name=row.name, code=row.code or "—", own=row.own)
        for row in found.rows
    ]
    return lines


def judgement_line(one: Judgement, words: Words) -> str:
    """Write a judgement in words."""
    verdict = words(f"verdict_of.{one.verdict}")
    about = words("same.pair", left=one.left, right=one.right) if one.right else one.left
    return words(
        "same.decision",
        id=one.id,
        verdict=verdict,
        about=about,
        who=one.who,
        at=one.at[:16].replace("T", " "),
        reason=one.reason or "—",
    )


def candidate_pair_fields(one: CandidatePair, words: Words) -> dict[str, str]:
    """Return a candidate pair as a row: both sides with what is known of each, and the evidence."""
    finding = one.match
    return {
        "left": one.left.names[0],
        "right": one.right.names[0],
        "rule": words(f"rule.{finding.rule}"),
        "score": f"{finding.score:.0f}",
        "left_names": "、".join(one.left.names[1:]),
        "right_names": "、".join(one.right.names[1:]),
        "left_code": one.left.code,
        "right_code": one.right.code,
        "left_context": "、".join(sorted(one.left.context)),
        "right_context": "、".join(sorted(one.right.context)),
        "left_id": one.left.id,
        "right_id": one.right.id,
    }
