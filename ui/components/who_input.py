"""The field that asks who makes a change, where nobody signs in."""

from __future__ import annotations

import streamlit as st

from loaders.access.principal import Principal
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.remembered_user import MAX_USER_CHARACTERS
from ui.components.session_key import SessionKey


def who_input(context: PageContext, form: str) -> Principal:
    """Show the field, and return the person under the name in it; who has signed in is told in whose name it is.

    Args:
        context: the page's context.
        form: tells apart the fields of one page.
    """
    words, principal = context.words, context.principal
    if principal.account:
        st.caption(escape_markdown(words("sign_in.on_behalf", who=principal.signature)))
        return principal
    key = SessionKey.USER_INPUT.of(form)
    who = st.text_input(words("fact.who"), principal.name, key=key, max_chars=MAX_USER_CHARACTERS).strip()
    st.session_state[SessionKey.USER] = who
    return principal.named(who)
