"""The derivation of a gap's score as nested lines: a word, what it is of, its arithmetic, what it rests on."""

from __future__ import annotations

import re

from markupsafe import Markup

from graph.analysis.explain import Term, explain_score
from graph.analysis.gaps.gap import Gap
from queries.region import RegionAnalysis
from ui.components.citation_link import citation_link
from ui.components.table import text_html
from ui.presenters.doubles import double_at, state_text
from ui.presenters.figures import short_number
from ui.text import Words

STEPS_OF_SUPPLIED_STATE = ("cover_low", "cover_high", "held")  # whose state is of a segment's supply
FRACTION = re.compile(r"\d+\.\d+")
OPERATORS = str.maketrans({"*": "×", "/": "÷", "-": "−"})
DERIVATION_STEP = Markup("<li>{name}{of}<b>{value}</b>{sum_}{rest}</li>")
OF, SUM, LIST = Markup("<i>{}</i>"), Markup("<span>= {}</span>"), Markup("<ul>{}</ul>")
DERIVATION = Markup('<div class="derivation">{}</div>')


def derivation_html(analysis: RegionAnalysis, gap: Gap, words: Words) -> Markup:
    """Return the derivation, each number at three significant digits; a step that came before is not repeated."""
    root = explain_score(analysis.coverages[gap.chain], gap)
    return DERIVATION.format(LIST.format(_step(root, analysis, words, set())))


def readable(expression: str) -> str:
    """Write an expression as people write it.

    >>> readable("0.6851851 * (1 - 0.0) / 2")
    '0.685 × (1 − 0) ÷ 2'
    """
    return FRACTION.sub(lambda match: short_number(float(match[0])), expression).translate(OPERATORS)


def _step(step: Term, analysis: RegionAnalysis, words: Words, written: set[tuple[str, str]]) -> Markup:
    name = analysis.segments.get(step.subject) or analysis.organisations.get(step.subject, "")
    double = double_at(analysis, step.subject) if step.name in STEPS_OF_SUPPLIED_STATE else None
    state = state_text(str(step.state), double, words) if step.state else ""
    of = " · ".join(filter(None, (name, state)))
    value, sum_ = short_number(step.value), readable(step.expression)
    is_repeated = (step.name, step.subject) in written and bool(step.parts)
    written.add((step.name, step.subject))
    return DERIVATION_STEP.format(
        name=text_html(words(f"derivation.plain.{step.name}")),
        of=OF.format(of) if of else "",
        value=value,
        sum_=SUM.format(sum_) if sum_ not in ("", value) else "",
        rest=Markup("") if is_repeated else _rest(step, analysis, words, written),
    )


def _rest(step: Term, analysis: RegionAnalysis, words: Words, written: set[tuple[str, str]]) -> Markup:
    """Return the sources of a step whose parts have none of their own, and its parts."""
    lines = [_step(part, analysis, words, written) for part in step.parts]
    if not any(part.statement_ids for part in step.parts):
        lines += [_source(statement_id, analysis, words) for statement_id in step.statement_ids]
    return LIST.format(Markup("").join(lines)) if lines else Markup("")


def _source(statement_id: str, analysis: RegionAnalysis, words: Words) -> Markup:
    source = analysis.sources.get(statement_id)
    if source is None:
        return Markup("<li>{}</li>").format(words("derivation.plain.claimed"))
    who = source.organisation or words("page.absent_short")
    return Markup("<li>{}　{}</li>").format(text_html(who), citation_link(source, words))
