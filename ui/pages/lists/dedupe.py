"""Pairs that may be one organisation, side by side, to be decided; and what was decided."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import LiantuError
from loaders.linking.candidates import CandidatePair
from loaders.linking.judgements import Judgement
from loaders.service.linking import current_judgements, open_candidate_pairs, submit_judgements
from ui.components.page_context import PageContext
from ui.components.url_state import escape_markdown
from ui.components.who_input import who_input
from ui.presenters.dedupe import candidate_pair_fields, judgement_line
from ui.presenters.reports import summary_line

AT_ONCE, TOLD = 10, "same-told"
CHOICES = ("open", "same", "different")


def dedupe_review(context: PageContext) -> None:
    """The next pairs as a form, then the decisions that count."""
    words = context.words
    st.caption(words("same.about"))
    if told := st.session_state.pop(TOLD, ""):
        st.success(escape_markdown(told))
    with st.spinner(words("lists.working")):
        found = context.cached_large(open_candidate_pairs)
    st.markdown(escape_markdown(words("same.left", count=len(found))))
    if found:
        with st.form("same-review"):
            verdicts = [_pair(context, one) for one in found[:AT_ONCE]]
            reason, who = st.columns([3, 1])
            why = reason.text_input(words("fact.reason"), max_chars=500)
            with who:
                person = who_input(context, "same")
            if st.form_submit_button(words("same.keep"), type="primary"):
                chosen = [
                    Judgement(verdict, one.left.id, one.right.id, rule=one.match.rule, reason=why)
                    for one, verdict in zip(found, verdicts, strict=False)
                    if verdict != "open"
                ]
                submit_all(context, chosen, person, TOLD)
    retract_form(context, "same")


def _pair(context: PageContext, one: CandidatePair) -> str:
    words, said = context.words, candidate_pair_fields(one, context.words)
    with st.container(border=True):
        left, right, choice = st.columns([3, 3, 2])
        for place, side in ((left, "left"), (right, "right")):
            lines = [
                f"**{escape_markdown(said[side])}**",
                *(_line(context, said, side, what) for what in ("names", "code", "context")),
            ]
            place.markdown("  \n".join(filter(None, [*lines, f"`{said[f'{side}_id'].replace('`', '')}`"])))
        key = f"same-{one.left.id}-{one.right.id}"
        caption = words("counted", title=said["rule"], count=said["score"])
        verdict = choice.radio(
            caption,
            CHOICES,
            key=key,
            format_func=lambda name: words("same.later" if name == "open" else f"verdict_of.{name}"),
        )
    return str(verdict)


def _line(context: PageContext, said: dict[str, str], side: str, what: str) -> str:
    text = said[f"{side}_{what}"]
    return escape_markdown(context.words("titled", title=context.words(f"same.{what}"), text=text)) if text else ""


def submit_all(context: PageContext, chosen: list[Judgement], person: str, told: str) -> None:
    """Decide, tell, and begin anew."""
    words = context.words
    if not chosen:
        st.info(words("same.none_chosen"))
        return
    try:
        with st.spinner(words("lists.loading")):
            report = submit_judgements(context.store(), chosen, person)
    except LiantuError as problem:
        st.error(escape_markdown(words.error(problem)))
        return
    kept = words("same.kept", count=len(chosen))
    st.session_state[told] = words("titled", title=kept, text=summary_line(report, words))
    context.invalidate()
    st.rerun()


def retract_form(context: PageContext, kind: str) -> None:
    """The decisions that count, of pairs (``same``) or statements, and one of them taken back."""
    words = context.words
    found = [one for one in context.cached(current_judgements) if bool(one.right) == (kind == "same")]
    with st.expander(words("same.decided", count=len(found))):
        if not found:
            st.caption(words("same.nothing"))
            return
        lines = {one.id: judgement_line(one, words) for one in found}
        which = st.selectbox(words("same.which"), list(lines), format_func=lines.__getitem__, key=f"{kind}-which")
        person = who_input(context, f"{kind}-open")
        if st.button(words("same.open"), key=f"{kind}-open"):
            one = next(one for one in found if one.id == which)
            submit_all(context, [Judgement("open", one.left, one.right)], person, f"{kind}-told")
