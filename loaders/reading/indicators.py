"""The figures of a document as proposals: what each is of, how much, and whether it is a target or was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.reading.certainty import certainty
from loaders.reading.figures import figure_words
from loaders.reading.indicator_tables import table_indicators
from loaders.reading.kinds import kind_of
from loaders.reading.measured import measured_figures
from loaders.reading.measures import clause_start, sentence_start
from loaders.reading.one_figure import Measured
from loaders.reading.passage import Passage
from loaders.reading.proposal import REACHED_KINDS, EntityProposal, IndicatorProposal
from loaders.reading.subjects import Subjects
from loaders.reading.tense import Tense, tenses

AT_LEAST = re.compile("(至少|不少于|不低于)[^，。；0-9]{1,6}$")
PERIOD = re.compile(
    "(?:到|至)?(?:20[0-9]{2}(?:[-—－–~～至]20[0-9]{2})?年(?:底|末)?)|[0-9一二三四五](?:[-—－–~～至到][0-9一二三四五])?年(?:时间|内)"
    "|“十[一二三四五六]五”(?:期间|末)?"
)
EVERY = re.compile("每(?:半年|季度|月|周|年)")


def indicators(
    passages: Sequence[Passage], title: str = "", entities: Sequence[EntityProposal] = ()
) -> tuple[IndicatorProposal, ...]:
    """Return the figures that a document states, in the order of its text.

    Args:
        passages: the document's.
        title: the title that its format states, if any; else it is looked for in the first passages.
        entities: what it names; an indicator that applies to one of them says so.
    """
    subjects = Subjects(entities)
    spoken = tuple(tenses(passages, title))
    year = max((tense.year for tense in spoken), default="")
    in_tables = {id(cell): proposal for cell, proposal in table_indicators(passages, year)}
    found: list[IndicatorProposal] = []
    for passage, tense in zip(passages, spoken, strict=True):
        if (value := in_tables.get(id(passage))) is not None:
            found.append(replace(value, applies_to=subjects.of(value.span, value.name)))
        else:
            found += sorted(_of_passage(passage, tense, subjects), key=lambda proposal: proposal.span)
    return tuple(found)


def _of_passage(passage: Passage, tense: Tense, subjects: Subjects) -> Iterator[IndicatorProposal]:
    text = passage.text
    for found in measured_figures(text):
        item = _with_distant_sign(text, found)
        kind = kind_of(text, item.figure, item.measure, tense)
        if often := _how_often(text, item):
            figure = replace(item.figure, unit=f"{item.figure.unit}/{often}")
            item, kind = replace(item, figure=figure, rule="frequency"), "frequency"
        yield _proposal(passage, item, kind, tense, subjects)


def _with_distant_sign(text: str, item: Measured) -> Measured:
    """Return a figure with the sign of 至少开展1次, where a verb stands between."""
    if item.figure.comparator == "=" and AT_LEAST.search(text[item.measure.start : item.figure.number]):
        return replace(item, figure=replace(item.figure, comparator=">="))
    return item


def _how_often(text: str, item: Measured) -> str:
    """Return the period of 每季度1次, or nothing."""
    if item.figure.measures != "often" and item.figure.unit not in ("场", "篇", "期", "场次"):
        return ""
    every = re.search(figure_words().every, text[item.measure.start : item.figure.start])
    return every[1] if every else ""


def _proposal(passage: Passage, item: Measured, kind: str, tense: Tense, subjects: Subjects) -> IndicatorProposal:
    figure, measure = item.figure, item.measure
    start = min(measure.start, figure.start)
    start += len(passage.text[start : figure.end]) - len(passage.text[start : figure.end].lstrip())
    end = max(measure.end, figure.end)
    span = passage.span(start, end)
    return IndicatorProposal(
        name=measure.name,
        comparator=figure.comparator,
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        kind=kind,
        period=_period(passage.text, start, tense),
        applies_to=subjects.of(span, measure.head),
        span=span,
        text=passage.text[start:end],
        rule=item.rule,
        certainty=certainty(item.rule),
        aimed=kind == "target" or (kind not in REACHED_KINDS and not tense.review),
    )


def _period(text: str, start: int, tense: Tense) -> str:
    if every := EVERY.search(text, clause_start(text, start), start + 4):
        return every[0]
    stated = list(PERIOD.finditer(text, sentence_start(text, start), start + 12))
    return stated[-1][0] if stated else tense.year
