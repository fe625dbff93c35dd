"""Judgements written to the store, and the form that retracts one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from graph.model.errors import LiantuError
from loaders.access.principal import Principal
from loaders.linking.judgements import Judgement
from loaders.service.linking import current_judgements, overruled_judgements, submit_judgements
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.who_input import who_input
from ui.presenters.dedupe import judgement_line, overruled_lines
from ui.presenters.reports import change_line

MAX_REASON_CHARACTERS = 500
UNDECIDED = "open"  # the verdict that retracts an earlier one


@dataclass(frozen=True)
class JudgementKind:
    """The subject of judgements: pairs of organisations, or statements; the keys of its notice and of its form."""

    name: str
    notice: SessionKey
    retraction: SessionKey
    of_pairs: bool


PAIRS = JudgementKind("same", SessionKey.PAIR_NOTICE, SessionKey.PAIR_RETRACTION, of_pairs=True)
STATEMENTS = JudgementKind(
    "statement", SessionKey.CLASSIFICATION_NOTICE, SessionKey.CLASSIFICATION_RETRACTION, of_pairs=False
)


def submit(context: PageContext, judgements: Sequence[Judgement], principal: Principal, kind: JudgementKind) -> None:
    """Write the judgements, leave a notice, and run the page again; show the error instead if there is one."""
    words = context.words
    if not judgements:
        st.info(words("same.none_chosen"))
        return
    try:
        with st.spinner(words("lists.loading")):
            report = submit_judgements(context.store, list(judgements), principal)
            overruled = overruled_judgements(context.store, judgements)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    title = words("same.kept", count=len(judgements))
    told = [words("titled", title=title, text=change_line(report, words)), *overruled_lines(overruled, words)]
    leave_notice(kind.notice, "\n\n".join(told))
    context.invalidate()
    st.rerun()


def retraction_form(context: PageContext, kind: JudgementKind) -> None:
    """Show the judgements in force, with a button that retracts the chosen one."""
    words = context.words
    in_force = context.cached(current_judgements)
    judgements = {judgement.id: judgement for judgement in in_force if bool(judgement.right) == kind.of_pairs}
    with st.expander(words("same.decided", count=len(judgements))):
        if not judgements:
            st.caption(words("same.nothing"))
            return
        captions = {id_: judgement_line(judgement, words) for id_, judgement in judgements.items()}
        chosen = st.selectbox(
            words("same.which"), list(captions), format_func=captions.__getitem__, key=kind.retraction.of("choice")
        )
        principal = who_input(context, f"{kind.name}-retraction")
        if st.button(words("same.open"), key=kind.retraction.of("button")):
            judgement = judgements[chosen]
            retraction = Judgement(verdict=UNDECIDED, left=judgement.left, right=judgement.right)
            submit(context, [retraction], principal, kind)
