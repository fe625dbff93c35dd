"""The choice as a brief to hand in, in the form of an office document (DOCX)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from docx.document import Document as Doc

from graph.analysis.rounding import SCORE_DECIMALS
from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.office_document import HEAD_FONT, add_heading, add_paragraph, add_title, document_bytes, new_document
from ui.exports.rules_table import rules_lines
from ui.exports.target_table import NO_STATUSES, grip_text, host_text, matches_text, optimality_note
from ui.presenters.doubles import double_at, state_text
from ui.presenters.source_filter import filter_text
from ui.text import Words

MOST_GAPS, MOST_MATCHES = 15, 5


def targeting_docx(
    inputs: TargetingInputs, plan: TargetingPlan, words: Words, statuses: Mapping[str, str] = NO_STATUSES
) -> bytes:
    """Return the document's bytes: the gaps, whom to invite and why, who would host them, the sources."""
    today, title = date.today(), words("brief.title", region=inputs.analysis.region_name)
    doc = new_document(title, words)
    add_title(doc, title)
    add_paragraph(doc, words("brief.date", year=today.year, month=today.month, day=today.day), centred=True)
    _gaps(doc, inputs, words)
    _picks(doc, inputs, plan, words, statuses)
    if inputs.present:
        add_heading(doc, words("brief.present"))
        for candidate in inputs.present:
            add_paragraph(doc, words("brief.present_one", name=candidate.name, branch=candidate.branch))
    add_heading(doc, words("brief.basis"))
    add_paragraph(doc, optimality_note(plan, words))
    rules = [words("titled", title=title, text=text) for title, text in rules_lines(inputs, plan, words)]
    add_paragraph(doc, words("brief.rules", rules=rules))
    add_paragraph(doc, words("brief.note"))
    return document_bytes(doc)


def _gaps(doc: Doc, inputs: TargetingInputs, words: Words) -> None:
    analysis = inputs.analysis
    add_heading(doc, words("brief.gaps"))
    scope = filter_text(analysis.source_filter, words) or words("brief.scope_all")
    add_paragraph(
        doc,
        words(
            "brief.gaps_text",
            chains=len(analysis.coverages),
            gaps=len(inputs.gap_demands),
            sure=sum(n.certain for n in inputs.gap_demands),
            scope=scope,
        ),
    )
    order = sorted(inputs.gap_demands, key=lambda need: (-round(need.weight, SCORE_DECIMALS), need.key))
    for place, need in enumerate(order[:MOST_GAPS], 1):
        names = {
            "chain": analysis.coverages[need.chain].chain.name,
            "segment": analysis.segment_name(need.segment),
            "sure": words("sure.yes" if need.certain else "sure.no"),
            "state": state_text(
                str(analysis.coverages[need.chain].cell(need.segment).state),
                double_at(analysis, need.segment),
                words,
            ),
        }
        add_paragraph(doc, words("brief.gap", place=place, **names))


def _picks(doc: Doc, inputs: TargetingInputs, plan: TargetingPlan, words: Words, statuses: Mapping[str, str]) -> None:
    add_heading(doc, words("brief.picks", count=len(plan.selections)))
    for place, pick in enumerate(plan.selections, 1):
        who = {"name": pick.candidate.name, "city": pick.candidate.city or "—"}
        add_paragraph(doc, words("brief.pick", place=place, grip=grip_text(pick, words), **who), HEAD_FONT)
        if status := statuses.get(pick.candidate.id):
            add_paragraph(doc, words("brief.follow_up", status=status))
        for text in matches_text(pick, inputs, words, MOST_MATCHES):
            add_paragraph(doc, text)
        if pick.hosts:
            add_paragraph(doc, words("brief.hosts", hosts=[host_text(host, inputs, words) for host in pick.hosts]))
