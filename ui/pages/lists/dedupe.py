"""Pairs that may be one organisation, side by side, to be decided; and what was decided."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import LiantuError
from loaders.linking.candidates import Doubt
from loaders.linking.judgements import Decision
from loaders.service.linking import decided, doubtful, judge_pairs
from ui.components.page_context import Frame
from ui.components.url_state import literal
from ui.components.who_input import who_input
from ui.presenters.dedupe import decision_line, doubt_fields
from ui.presenters.reports import summary_line

AT_ONCE, TOLD = 10, "same-told"
CHOICES = ("open", "same", "different")


def same_review(frame: Frame) -> None:
    """The next pairs as a form, then the decisions that count."""
    words = frame.words
    st.caption(words("same.about"))
    if told := st.session_state.pop(TOLD, ""):
        st.success(literal(told))
    with st.spinner(words("lists.working")):
        found = frame.few(doubtful)
    st.markdown(literal(words("same.left", count=len(found))))
    if found:
        with st.form("same-review"):
            verdicts = [_pair(frame, one) for one in found[:AT_ONCE]]
            reason, who = st.columns([3, 1])
            why = reason.text_input(words("fact.reason"), max_chars=500)
            with who:
                person = who_input(frame, "same")
            if st.form_submit_button(words("same.keep"), type="primary"):
                chosen = [
                    Decision(verdict, one.left.id, one.right.id, one.finding.rule, why)
                    for one, verdict in zip(found, verdicts, strict=False)
                    if verdict != "open"
                ]
                judge_all(frame, chosen, person, TOLD)
    taken_back(frame, "same")


def _pair(frame: Frame, one: Doubt) -> str:
    words, said = frame.words, doubt_fields(one, frame.words)
    with st.container(border=True):
        left, right, choice = st.columns([3, 3, 2])
        for place, side in ((left, "left"), (right, "right")):
            lines = [
                f"**{literal(said[side])}**",
                *(_line(frame, said, side, what) for what in ("names", "code", "context")),
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


def _line(frame: Frame, said: dict[str, str], side: str, what: str) -> str:
    text = said[f"{side}_{what}"]
    return literal(frame.words("titled", title=frame.words(f"same.{what}"), text=text)) if text else ""


def judge_all(frame: Frame, chosen: list[Decision], person: str, told: str) -> None:
    """Decide, tell, and begin anew."""
    words = frame.words
    if not chosen:
        st.info(words("same.none_chosen"))
        return
    try:
        with st.spinner(words("lists.loading")):
            report = judge_pairs(frame.store(), chosen, person)
    except LiantuError as problem:
        st.error(literal(words.error(problem)))
        return
    kept = words("same.kept", count=len(chosen))
    st.session_state[told] = words("titled", title=kept, text=summary_line(report, words))
    frame.changed()
    st.rerun()


def taken_back(frame: Frame, kind: str) -> None:
    """The decisions that count, of pairs (``same``) or statements, and one of them taken back."""
    words = frame.words
    found = [one for one in frame.kept(decided) if bool(one.right) == (kind == "same")]
    with st.expander(words("same.decided", count=len(found))):
        if not found:
            st.caption(words("same.nothing"))
            return
        lines = {one.id: decision_line(one, words) for one in found}
        which = st.selectbox(words("same.which"), list(lines), format_func=lines.__getitem__, key=f"{kind}-which")
        person = who_input(frame, f"{kind}-open")
        if st.button(words("same.open"), key=f"{kind}-open"):
            one = next(one for one in found if one.id == which)
            judge_all(frame, [Decision("open", one.left, one.right)], person, f"{kind}-told")
