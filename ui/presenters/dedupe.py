"""Candidate pairs, judgements and link explanations as text."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from loaders.linking.candidates import CandidatePair
from loaders.linking.judgements import Judgement
from loaders.service.linking import LinkExplanation
from ui.text import Words


def explanation_lines(explanation: LinkExplanation, words: Words) -> list[str]:
    """Write an explanation in words."""
    lines = [words("same.one" if explanation.same else "same.two", left=explanation.left, right=explanation.right)]
    lines += [judgement_line(judgement, words) for judgement in explanation.decisions]
    lines += [words("same.earlier", text=judgement_line(judgement, words)) for judgement in explanation.earlier]
    rule = words(f"rule.{explanation.match.rule}") if explanation.match.rule else words("rule.none")
    if (
        explanation.same
        and not explanation.decisions
        and explanation.match.outcome != "same"
        and len({row.own for row in explanation.rows}) > 1
    ):
        lines.append(words("same.then"))
    lines.append(words("same.rule", rule=rule, left=explanation.match.left, right=explanation.match.right))
    lines += [
        words("same.row", title=row.title, dataset=row.dataset, name=row.name, code=row.code or "—", own=row.own)
        for row in explanation.rows
    ]
    return lines


def overruled_lines(judgements: Sequence[Judgement], words: Words) -> list[str]:
    """Write which earlier judgements the new ones contradict."""
    return [words("same.overruled", text=judgement_line(judgement, words)) for judgement in judgements]


def judgement_line(judgement: Judgement, words: Words) -> str:
    """Write a judgement in words."""
    verdict = words(f"verdict_of.{judgement.verdict}")
    about = words("same.pair", left=judgement.left, right=judgement.right) if judgement.right else judgement.left
    return words(
        "same.decision",
        id=judgement.id,
        verdict=verdict,
        about=about,
        who=judgement.who,
        at=judgement.at[:16].replace("T", " "),
        reason=judgement.reason or "—",
    )


def page_of(pairs: Sequence[CandidatePair], page: int, size: int | None) -> tuple[Sequence[CandidatePair], int]:
    """Return the pairs of a page, counted from 1, and the number of pages; without a size all are on one page."""
    if not size:
        return (pairs if size is None else ()), 1
    return pairs[(page - 1) * size : page * size], max(1, ceil(len(pairs) / size))


def candidate_pair_fields(pair: CandidatePair, words: Words) -> dict[str, str]:
    """Return a candidate pair as a row: both sides with what is known of each, and the evidence."""
    finding = pair.match
    return {
        "left": pair.left.names[0],
        "right": pair.right.names[0],
        "rule": words(f"rule.{finding.rule}"),
        "score": f"{finding.score:.0f}",
        "left_names": "、".join(pair.left.names[1:]),
        "right_names": "、".join(pair.right.names[1:]),
        "left_code": pair.left.code,
        "right_code": pair.right.code,
        "left_context": "、".join(sorted(pair.left.context)),
        "right_context": "、".join(sorted(pair.right.context)),
        "left_id": pair.left.id,
        "right_id": pair.right.id,
    }
