"""The drawer beside the map: what is known of the open segment, in cards."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from ui.components.follow_badge import follow_badge, follow_link, follow_ups_of
from ui.components.inputs import tabs
from ui.components.legend import state_chip
from ui.components.page_context import PageContext
from ui.components.read_places import read_places
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.table import note
from ui.components.url_state import set_params
from ui.exports.citation import citation
from ui.pages.chain.fact_form import fact_form
from ui.pages.chain.segment_cards import candidate_cards, lead_cards, organisation_cards, wording_cards
from ui.pages.chain.view import ChainView
from ui.presenters.doubles import double_text, state_text
from ui.presenters.segment import SegmentFacts
from ui.presenters.source_filter import elsewhere_text
from ui.text import Words

DRAWER_HEIGHT = 572  # pixels: from the map's upper edge to the lower edge of an office screen of 768 pixels
DRAWER_HEADING = Markup('<h2 class="drawer-title">{name} {state} {mark}</h2>')
DRAWER_ACTIONS = Markup('<p class="drawer-actions">{}</p>')


def segment_drawer(context: PageContext, view: ChainView, facts: SegmentFacts) -> None:
    """Show the drawer of the open segment; it scrolls by itself, so that the map stays in view."""
    words = context.words
    with st.container(height=DRAWER_HEIGHT, key="drawer"):
        title_column, close_column = st.columns([8, 1], vertical_alignment="center")
        title_column.html(_heading(view, words))
        close_column.button("✕", help=words("page.close"), on_click=set_params, kwargs={"segment": ""}, type="tertiary")
        _remarks(context, view, facts)
        counts = {
            "who": len(view.badges.organisations[view.segment]),
            "leads": len(facts.leads) + len(facts.unsure),
            "candidates": len(facts.candidates),
        }
        titles = {name: words("counted", title=words(f"drawer.{name}"), count=count) for name, count in counts.items()}
        tab = tabs(words("page.segment"), {**titles, "wording": words("drawer.wording"), "add": words("drawer.add")})
        _tab(context, view, facts, tab)
        read_places(context, view.segment)


def _tab(context: PageContext, view: ChainView, facts: SegmentFacts, tab: str) -> None:
    words = context.words
    match tab:
        case "who":
            _who(context, view, facts)
        case "leads":
            unsure = organisation_cards(context, facts.unsure, ())
            show_statements(context, unsure + lead_cards(facts.leads, words), f"{view.segment}-leads")
        case "candidates":
            explicit = sum(row.confidence == "explicit" for row in facts.candidates)
            st.caption(words("page.candidates_note", count=len(facts.candidates), explicit=explicit))
            if undated := elsewhere_text(view.analysis.source_filter, words):
                st.caption(undated)
            st.html(candidate_cards(context, facts.candidates))
        case "wording":
            _wording(view, words)
        case _:
            fact_form(context, view, facts)


def _heading(view: ChainView, words: Words) -> Markup:
    cell, segment = view.coverage.cell(view.segment, view.role), view.coverage.chain.segments[view.segment]
    double = view.analysis.doubles.get((view.coverage.chain.id, view.segment, view.role))
    text = words("titled", title=words(f"role.{view.role}"), text=state_text(str(cell.state), double, words))
    mark = words("source.reposts_mark") if cell.rests_on_reposts else ""
    return DRAWER_HEADING.format(name=segment.name, state=state_chip(str(cell.state), text), mark=mark)


def _remarks(context: PageContext, view: ChainView, facts: SegmentFacts) -> None:
    """Show what limits the state, the gap with its reason, and where to go on from it."""
    words, links = context.words, context.links
    chain = view.coverage.chain.id
    if double := view.analysis.doubles.get((chain, view.segment, view.role)):
        st.html(note(double_text(view.analysis, double, words)))
        st.html(links.anchor("lists", words("double.decide"), "go", tab="same", chain=chain))
    for absence in view.coverage.cell(view.segment, view.role).absences:
        source = view.analysis.sources[absence.id]
        said = note(f"{words('page.absent')} {source.as_of} {citation(source, words)}")
        show_statements(context, said + doubt_button(context, absence.id), absence.id)
    if gap := facts.gap:
        certainty = words("sure.yes" if gap.certain else "sure.no")
        st.html(note(words("titled", title=f"{words(f'kind.{gap.kind}')}·{certainty}", text=gap.reason)))
    actions = (
        links.anchor("targeting", words("drawer.court"), "go", chain=chain, segment=view.segment),
        links.anchor("gaps", words("drawer.gaps"), "go", chain=chain),
        links.anchor("dossier", words("page.dossier"), "go", chain=chain),
    )
    st.html(DRAWER_ACTIONS.format(Markup(" ").join((*actions, *_follow_up(context, view)))))


def _follow_up(context: PageContext, view: ChainView) -> tuple[Markup, Markup]:
    """Return who follows the segment up, if anybody does, and the way to note it."""
    words, chain = context.words, view.coverage.chain.id
    badge = follow_badge(follow_ups_of(context, view.analysis), words, chain=chain, about=view.segment)
    return badge, follow_link(context.links, words, chain=chain, about=view.segment)


def _who(context: PageContext, view: ChainView, facts: SegmentFacts) -> None:
    words = context.words
    doubt_notice(context)
    if facts.statements:
        leading = view.badges.organisations[view.segment]
        show_statements(context, organisation_cards(context, facts.statements, leading), view.segment)
        return
    absences = view.coverage.cell(view.segment, view.role).absences
    st.info(words("page.absent_there" if absences else "page.nobody"))


def _wording(view: ChainView, words: Words) -> None:
    if clauses := view.analysis.wording.get(view.coverage.chain.id, ()):
        st.html(wording_cards(clauses, words))
    else:
        st.info(words("page.wording_none"))
