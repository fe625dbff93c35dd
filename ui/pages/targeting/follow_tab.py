"""跟进台账: who pursues which gap, and how far the talks with which institute are."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from loaders.follow_up import GAP_STATES, PARTNER_STATES
from queries.region import RegionAnalysis
from queries.targeting import load_targeting_inputs
from ui.components.follow_badge import follow_ups_of
from ui.components.inputs import multiselect, segments, text_input
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.notice import show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import html_table, text_html
from ui.exports.follow_up_sheet import follow_subjects
from ui.pages.targeting.follow_files import follow_files
from ui.pages.targeting.follow_form import follow_form
from ui.presenters.follow_up import FOLLOW_STATES, FollowUpLine, filtered, line_title
from ui.text import Words

VIEWS = ("board", "table")
SUBJECT_KINDS = ("gap", "partner")
MAX_SOLVED_NAMED = 5
FOLLOW_BOARD = Markup('<div class="follow-board" style="grid-template-columns:repeat({count},1fr)">{columns}</div>')
BOARD_COLUMN = Markup("<section><h3>{title} <small>{count}</small></h3>{cards}</section>")
BOARD_CARD = Markup('<article><b>{name}</b><p>{details}</p><p class="quiet">{note}</p>{link}</article>')
NOBODY = Markup('<p class="quiet">{}</p>')
TABLE_COLUMNS = ("kind", "name", "state", "owner", "day", "note", "who", "at")


def follow_tab(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the board or the table, the form, and the files."""
    words, links = context.words, context.links
    lines = list(follow_ups_of(context, analysis).values())
    subjects = follow_subjects(context.derived_large(load_targeting_inputs, analysis))
    show_notice(SessionKey.FOLLOW_NOTICE)
    st.caption(escape_markdown(words("follow.about")))
    follow_form(context, analysis, subjects, lines)
    if lines:
        shown, view = _filter(lines, analysis, words)
        _solved_note(lines, words)
        if not shown:
            st.info(words("follow.empty_filter"))
        elif view == "table":
            st.html(_table(shown, words, links))
        else:
            st.html(_boards(shown, words, links))
    else:
        shown = []
        st.info(words("follow.empty"))
    follow_files(context, analysis, subjects, lines, shown)


def _filter(lines: list[FollowUpLine], analysis: RegionAnalysis, words: Words) -> tuple[list[FollowUpLine], str]:
    everything = words("explore.all")
    columns = st.columns([1.4, 2, 2, 1.4, 1.2], vertical_alignment="bottom")
    with columns[0]:
        kinds = multiselect(
            words("follow.column.kind"), SUBJECT_KINDS, "kind", lambda k: words(f"follow.kind.{k}"), everything
        )
    with columns[1]:
        states = multiselect(
            words("follow.state_label"), FOLLOW_STATES, "state", lambda s: words(f"follow.state.{s}"), everything
        )
    with columns[2]:
        names = {id_: coverage.chain.name for id_, coverage in analysis.coverages.items()}
        chains = multiselect(words("page.choose_chain"), list(names), "chain", names.__getitem__, everything)
    with columns[3]:
        owner = text_input(words("follow.owner"), "owner")
    with columns[4]:
        view = segments(words("follow.view_label"), VIEWS, "view", lambda v: words(f"follow.view.{v}"), VIEWS[0])
    return filtered(lines, kinds=kinds, states=states, chains=chains, owner=owner), view


def _solved_note(lines: list[FollowUpLine], words: Words) -> None:
    """Say which gaps are marked solved and still are gaps: a mark closes nothing."""
    left = [line for line in lines if line.is_solved_gap_left]
    if left:
        names = words.join([line_title(line) for line in left[:MAX_SOLVED_NAMED]])
        st.warning(escape_markdown(words("follow.solved_left", count=len(left), names=names)))


def _boards(lines: list[FollowUpLine], words: Words, links: Links) -> Markup:
    """Return a column a state: of the gaps that are shown, and of the institutes below."""
    boards = [
        _board(states, [line for line in lines if line.state in states], words, links)
        for states in (GAP_STATES, PARTNER_STATES)
        if any(line.state in states for line in lines)
    ]
    return Markup("").join(boards)


def _board(states: tuple[str, ...], lines: list[FollowUpLine], words: Words, links: Links) -> Markup:
    columns = [
        BOARD_COLUMN.format(
            title=words(f"follow.state.{state}"),
            count=sum(line.state == state for line in lines),
            cards=Markup("").join(_card(line, words, links) for line in lines if line.state == state)
            or NOBODY.format(words("follow.nobody")),
        )
        for state in states
    ]
    return FOLLOW_BOARD.format(count=len(states), columns=Markup("").join(columns))


def _card(line: FollowUpLine, words: Words, links: Links) -> Markup:
    details = words("follow.details_separator").join(filter(None, (line.owner, line.day)))
    return BOARD_CARD.format(
        name=_name(line, links),
        details=text_html(details),
        note=text_html(line.note),
        link=links.anchor("targeting", words("follow.change"), tab="follow", mark=line.subject),
    )


def _name(line: FollowUpLine, links: Links) -> Markup:
    if line.is_gap:
        return links.anchor("chain", line_title(line), chain=line.chain, segment=line.about)
    return links.anchor("entity", line.name, id=line.about)


def _table(lines: list[FollowUpLine], words: Words, links: Links) -> Markup:
    rows = (
        [
            words(f"follow.kind.{'gap' if line.is_gap else 'partner'}"),
            _name(line, links),
            words(f"follow.state.{line.state}"),
            line.owner,
            line.day,
            line.note,
            line.who,
            line.at,
        ]
        for line in lines
    )
    return html_table([words(f"follow.column.{name}") for name in TABLE_COLUMNS], rows)
