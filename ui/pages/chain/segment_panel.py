"""The panel of a segment: its state, its gap with the derivation, and the sheets of statements below."""

from __future__ import annotations

import streamlit as st

from ui.components.inputs import tabs
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.read_places import read_places
from ui.components.statement_table import doubt_notice, statement_table
from ui.components.table import note, table
from ui.exports.state_style import STATE_STYLES
from ui.exports.citation import citation
from ui.exports.gap_table import parts_text
from ui.pages.chain.fact_form import fact_form
from ui.pages.chain.segment_tables import (
    STATEMENT_LINE_COLUMNS,
    candidates_table,
    leads_table,
    statement_lines,
    wording_table,
)
from ui.pages.chain.view import ChainView
from ui.presenters.doubles import double_text, state_text
from ui.presenters.segment import SegmentFacts
from ui.text import Words


def segment_panel(context: PageContext, view: ChainView, facts: SegmentFacts) -> None:
    """Show the panel of the chosen segment."""
    words = context.words
    _heading(view, words, context.links)
    _gap(view, facts, words)
    _absences(view, words)
    counts = {
        "who": len(facts.statements),
        "leads": len(facts.leads) + len(facts.unsure),
        "candidates": len(facts.candidates),
    }
    titles = {name: words("counted", title=words(f"page.{name}"), count=count) for name, count in counts.items()}
    match tabs(words("page.segment"), {**titles, "wording": words("page.wording"), "add": words("fact.title")}):
        case "who":
            _statements(context, view, facts)
        case "leads":
            if facts.unsure:
                lines = statement_lines(facts.unsure, words)
                st.html(table(STATEMENT_LINE_COLUMNS, (line.cells for line in lines), words))
            st.html(leads_table(facts.leads, words))
        case "candidates":
            explicit = sum(row.confidence == "explicit" for row in facts.candidates)
            st.caption(words("page.candidates_note", count=len(facts.candidates), explicit=explicit))
            st.html(candidates_table(facts.candidates, words))
        case "wording":
            _wording(view, words)
        case _:
            fact_form(context, view, facts)
    read_places(context, view.segment)


def _heading(view: ChainView, words: Words, links: Links) -> None:
    cell, segment = view.coverage.cell(view.segment, view.role), view.coverage.chain.segments[view.segment]
    double = view.analysis.doubles.get((view.coverage.chain.id, view.segment, view.role))
    state = f"{STATE_STYLES[str(cell.state)].glyph} {state_text(str(cell.state), double, words)}"
    role_and_state = words("titled", title=words(f"role.{view.role}"), text=state)
    reposts = words("source.reposts_mark") if cell.rests_on_reposts else ""
    st.header(escape_markdown(f"{segment.name} — {role_and_state}{reposts}"), anchor=False)
    if double:
        st.html(note(double_text(view.analysis, double, words)))
        st.html(links.anchor("lists", words("double.decide"), tab="same", chain=view.coverage.chain.id))


def _gap(view: ChainView, facts: SegmentFacts, words: Words) -> None:
    if not (gap := facts.gap):
        return
    kind, certainty = words(f"kind.{gap.kind}"), words("sure.yes" if gap.certain else "sure.no")
    graded = words("counted", title=f"{kind}·{certainty}", count=f"{gap.score:.3f}")
    st.html(note(words("titled", title=words("page.gap"), text=f"{graded} {gap.reason}")))
    st.caption(escape_markdown(words("titled", title=words("page.scores"), text=parts_text(gap, words))))
    with st.expander(words("derivation.title")):
        st.code(view.derivation, language=None, wrap_lines=True)


def _absences(view: ChainView, words: Words) -> None:
    for absence in view.coverage.cell(view.segment, view.role).absences:
        source = view.analysis.sources[absence.id]
        st.html(note(f"{words('page.absent')} {source.as_of} {citation(source, words)}"))


def _statements(context: PageContext, view: ChainView, facts: SegmentFacts) -> None:
    words = context.words
    doubt_notice()
    if facts.statements:
        lines = statement_lines(facts.statements, words)
        statement_table(context, STATEMENT_LINE_COLUMNS, lines, view.segment)
        return
    absences = view.coverage.cell(view.segment, view.role).absences
    st.info(words("page.absent_there" if absences else "page.nobody"))


def _wording(view: ChainView, words: Words) -> None:
    if clauses := view.analysis.wording.get(view.coverage.chain.id, ()):
        st.html(wording_table(clauses, words))
    else:
        st.info(words("page.wording_none"))
