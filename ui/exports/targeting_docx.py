"""The choice as a brief to hand in, in the form of an office document (DOCX)."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from unicodedata import category

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from graph.analysis.rounding import SCORE_DECIMALS
from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.rules_table import rules_lines
from ui.exports.target_table import host_text, matches_text, optimality_note, robustness_text
from ui.presenters.doubles import double_at, state_text
from ui.presenters.source_filter import filter_text
from ui.text import Words

BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"  # GB/T 9704-2012; an office without them shows its own
MOST_GAPS, MOST_MATCHES = 15, 5


def targeting_docx(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> bytes:
    """Return the document's bytes: the gaps, whom to invite and why, who would host them, the sources."""
    doc, today, title = Document(), date.today(), words("brief.title", region=inputs.analysis.region_name)
    _properties(doc, title, words)
    _page(doc)
    _paragraph(doc, title, TITLE, 22, centred=True)
    _paragraph(doc, words("brief.date", year=today.year, month=today.month, day=today.day), centred=True)
    _gaps(doc, inputs, words)
    _picks(doc, inputs, plan, words)
    if inputs.present:
        _heading(doc, words("brief.present"))
        for candidate in inputs.present:
            _paragraph(doc, words("brief.present_one", name=candidate.name, branch=candidate.branch))
    _heading(doc, words("brief.basis"))
    _paragraph(doc, optimality_note(plan, words))
    rules = [words("titled", title=title, text=text) for title, text in rules_lines(inputs, plan, words)]
    _paragraph(doc, words("brief.rules", rules=rules))
    _paragraph(doc, words("brief.note"))
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _gaps(doc: Doc, inputs: TargetingInputs, words: Words) -> None:
    analysis = inputs.analysis
    _heading(doc, words("brief.gaps"))
    scope = filter_text(analysis.source_filter, words) or words("brief.scope_all")
    _paragraph(
        doc,
        words(
            "brief.gaps_text",
            chains=len(analysis.coverages),
            gaps=len(inputs.demands),
            sure=sum(n.certain for n in inputs.demands),
            scope=scope,
        ),
    )
    order = sorted(inputs.demands, key=lambda need: (-round(need.weight, SCORE_DECIMALS), need.key))
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
        _paragraph(doc, words("brief.gap", place=place, weight=f"{need.weight:.3f}", **names))


def _picks(doc: Doc, inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> None:
    _heading(doc, words("brief.picks", count=len(plan.selections)))
    for place, pick in enumerate(plan.selections, 1):
        who = {"name": pick.candidate.name, "city": pick.candidate.city or "—"}
        _paragraph(doc, words("brief.pick", place=place, survives=robustness_text(pick, words), **who), HEAD)
        for text in matches_text(pick, inputs, words, MOST_MATCHES):
            _paragraph(doc, text)
        if pick.hosts:
            _paragraph(doc, words("brief.hosts", hosts=[host_text(host, inputs, words) for host in pick.hosts]))


def _properties(doc: Doc, title: str, words: Words) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)  # the template's own speak of its maker
    properties = doc.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.comments = (
        title,
        words("app.name"),
        words("app.name"),
        "",
    )
    properties.created, properties.modified, properties.language = now, now, words.language


def _page(doc: Doc) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)


def _heading(doc: Doc, text: str) -> None:
    _paragraph(doc, text, HEAD)


def _plain(text: str) -> str:
    return "".join(c for c in text if category(c) not in ("Cc", "Cs", "Cn"))  # XML has no control characters


def _paragraph(doc: Doc, text: str, font: str = BODY, size: int = 16, *, centred: bool = False) -> None:
    paragraph = doc.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(28)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    run = paragraph.add_run(_plain(text))
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
