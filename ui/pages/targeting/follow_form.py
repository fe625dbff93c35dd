"""The form that notes a follow-up; a link may name what it is of."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.follow_up import DROPPED, MAX_NOTE_CHARACTERS, FollowUp, states_of
from loaders.service.follow_ups import note_follow_ups
from queries.region import RegionAnalysis
from ui.components.inputs import show_value
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.url_state import param, set_params
from ui.components.visitor import refusal_note
from ui.components.who_input import who_input
from ui.exports.follow_up_sheet import FollowSubject
from ui.presenters.follow_up import FollowUpLine, line_title, parse_subject, subject_param
from ui.text import Words

MAX_OWNER_CHARACTERS, MAX_DAY_CHARACTERS = 50, 40
MARK_PARAM = "mark"  # in the address: what the form is of


def follow_form(
    context: PageContext, analysis: RegionAnalysis, subjects: Sequence[FollowSubject], lines: Sequence[FollowUpLine]
) -> None:
    """Show the form, open where the address names something to follow up."""
    words = context.words
    if not context.can(Permission.FOLLOW_UP):
        refusal_note(context, Permission.FOLLOW_UP, "lists.readonly")
        return
    captions = _captions(subjects, lines)
    chosen = param(MARK_PARAM) if param(MARK_PARAM) in captions else ""
    if param(MARK_PARAM) and not chosen:
        st.warning(escape_markdown(words("follow.strange", value=param(MARK_PARAM))))
    title = words("follow.form_of", name=captions[chosen]) if chosen else words("follow.form")
    with st.expander(escape_markdown(title), expanded=bool(chosen or not lines)):
        subject = _subject(captions, chosen, words)
        if subject:
            _details(context, analysis, subject, captions[subject], _noted(subject, lines))


def _captions(subjects: Sequence[FollowSubject], lines: Sequence[FollowUpLine]) -> dict[str, str]:
    captions = {subject_param(s.chain, s.about): " · ".join(filter(None, (s.chain_name, s.name))) for s in subjects}
    return {**captions, **{line.subject: line_title(line) for line in lines}}


def _subject(captions: dict[str, str], chosen: str, words: Words) -> str:
    """Show the list of gaps and institutes, and return the chosen one, which the address keeps."""
    key = SessionKey.FOLLOW_FORM.of("subject", words.language)
    show_value(key, chosen or None)
    return str(
        st.selectbox(
            words("follow.subject"),
            list(captions),
            format_func=lambda text: captions.get(text, text),
            placeholder=words("follow.subject_hint"),
            index=None,
            key=key,
            on_change=lambda: set_params(**{MARK_PARAM: st.session_state[key] or ""}),
        )
        or ""
    )


def _noted(subject: str, lines: Sequence[FollowUpLine]) -> FollowUpLine | None:
    return next((line for line in lines if line.subject == subject), None)


def _details(
    context: PageContext, analysis: RegionAnalysis, subject: str, name: str, noted: FollowUpLine | None
) -> None:
    words = context.words
    chain, about = parse_subject(subject)
    states = [*states_of(chain), *([DROPPED] if noted else [])]
    with st.form(SessionKey.FOLLOW_FORM.of(subject), border=False):
        state_column, owner_column, day_column, who_column = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
        state = state_column.segmented_control(
            words("follow.state_label"),
            states,
            format_func=lambda s: words(f"follow.state.{s}"),
            default=noted.state if noted else states[0],
            required=True,
        )
        owner = owner_column.text_input(
            words("follow.owner"), noted.owner if noted else "", max_chars=MAX_OWNER_CHARACTERS
        )
        day = day_column.text_input(
            words("follow.day"),
            noted.day if noted else "",
            placeholder=words("follow.day_hint"),
            max_chars=MAX_DAY_CHARACTERS,
        )
        with who_column:
            principal = who_input(context, "follow")
        note_column, button_column = st.columns([5, 1], vertical_alignment="bottom")
        note = note_column.text_input(words("follow.note"), noted.note if noted else "", max_chars=MAX_NOTE_CHARACTERS)
        if button_column.form_submit_button(words("follow.save"), type="primary", width="stretch"):
            follow_up = FollowUp(
                state=str(state or states[0]),
                about=about,
                chain=chain,
                region=analysis.region,
                owner=owner,
                day=day,
                note=note,
            )
            saved = words("follow.saved", name=name, state=words(f"follow.state.{state}"))
            _save(context, [follow_up], principal, saved)


def _save(context: PageContext, follow_ups: Sequence[FollowUp], principal: Principal, notice: str) -> None:
    if save_follow_ups(context, follow_ups, principal, notice):
        set_params(**{MARK_PARAM: ""})
        st.rerun()


def save_follow_ups(context: PageContext, follow_ups: Sequence[FollowUp], principal: Principal, notice: str) -> bool:
    """Note follow-ups, leave a notice for the next run, and return whether it was done; else the reason is shown."""
    try:
        note_follow_ups(context.store, follow_ups, principal)
    except LiantuError as error:
        st.error(escape_markdown(context.words.error(error)))
        return False
    leave_notice(SessionKey.FOLLOW_NOTICE, notice)
    context.invalidate()
    return True
