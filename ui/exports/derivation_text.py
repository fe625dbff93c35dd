"""A derivation as lines of text: each number with its arithmetic, indented under the number it is part of."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analysis.explain import Term, explain_score
from graph.analysis.gaps.gap import Gap
from queries.region import RegionAnalysis
from ui.exports.citation import citation
from ui.presenters.doubles import double_at, state_text
from ui.text import Words

STEPS_OF_SUPPLY = ("cover_low", "cover_high", "held")  # steps whose state is of a segment's supply


def derivation_text(analysis: RegionAnalysis, gap: Gap, words: Words) -> str:
    """Write the whole derivation of a gap's score, down to its sources."""
    head = words(
        "derivation.head",
        id=gap.id,
        kind=words(f"kind.{gap.kind}"),
        sure=words("sure.yes" if gap.certain else "sure.no"),
        chain=analysis.coverages[gap.chain].chain.name,
        segment=analysis.segment_name(gap.segment) if gap.segment else words("gaps.whole"),
    )
    return "\n".join([head, *_lines(explain_score(analysis.coverages[gap.chain], gap), analysis, words, 1, set())])


def _lines(
    step: Term, analysis: RegionAnalysis, words: Words, depth: int, written: set[tuple[str, str]]
) -> Iterator[str]:
    pad = "  " * depth
    of = analysis.segments.get(step.subject) or analysis.organisations.get(step.subject) or step.subject
    double = double_at(analysis, step.subject) if step.name in STEPS_OF_SUPPLY else None
    state = f"（{state_text(str(step.state), double, words)}）" if step.state else ""
    value = f"{step.value:.9g}"
    sum_ = f"{step.expression} = {value}" if step.expression not in ("", value) else value
    yield f"{pad}{words(f'derivation.{step.name}')} [{of}]{state} = {sum_}"
    if (step.name, step.subject) in written and step.parts:
        yield f"{pad}  {words('derivation.above')}"
        return
    written.add((step.name, step.subject))
    if not any(part.statement_ids for part in step.parts):
        yield from (f"{pad}  · {_source(statement_id, analysis, words)}" for statement_id in step.statement_ids)
    for part in step.parts:
        yield from _lines(part, analysis, words, depth + 1, written)


def _source(id_: str, analysis: RegionAnalysis, words: Words) -> str:
    source = analysis.sources.get(id_)
    if source is None:
        return words("derivation.claim", dataset=id_)
    status = words(f"status.{source.status}") if source.status else words("page.absent_short")
    parts = (source.organisation, status, source.as_of, citation(source, words), f"({id_})")
    return " ".join(part for part in parts if part)
