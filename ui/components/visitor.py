"""The person who looks at the page: whom it acts for, and what it offers them."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import LiantuError
from loaders.access.permission import LEAST_ROLE, Permission
from loaders.access.principal import Principal
from ui.access.accounts import account_file
from ui.access.audit_file import audit_log
from ui.access.sessions import PAGE_FACE, SESSION_COOKIE, identity_principal, process_sessions
from ui.components.page_context import PageContext
from ui.components.remembered_user import remembered_user
from ui.components.session_key import SessionKey
from ui.settings import Settings


class SessionEndedError(LiantuError):
    """A visit that goes on in the browser, while the person's session has ended."""


def visitor(settings: Settings) -> Principal:
    """Return whom the page acts for in this visit: the account, or where nobody signs in, the name that was typed.

    Raises:
        SessionEndedError: the session has ended, or the account may do nothing any more.
    """
    if not settings.sign_in:
        typed = st.session_state.get(SessionKey.USER)
        name = str(typed) if typed is not None else remembered_user() or settings.who
        return Principal(name=name, via=PAGE_FACE)
    session = process_sessions().find(st.context.cookies.get(SESSION_COOKIE, ""))
    accounts = account_file(settings.accounts).read()
    principal = session and identity_principal(session.identity, accounts, audit_log(settings))
    if not principal:
        raise SessionEndedError("session_ended")
    return principal


def signed_in_as(settings: Settings) -> str:
    """Return the name of who has signed in; empty where nobody does."""
    try:
        return visitor(settings).name if settings.sign_in else ""
    except SessionEndedError:  # the page says so in its own place
        return ""


def refusal_note(context: PageContext, action: Permission, readonly: str) -> None:
    """Say why the page does not offer an action; ``readonly`` is the text of a page that changes nothing at all."""
    words = context.words
    if context.principal.may(action):
        st.info(words(readonly))
        return
    role, least = context.principal.role.word, LEAST_ROLE[action].word
    st.info(words("sign_in.may_not", role=words(f"role_name.{role}"), least=words(f"role_name.{least}")))
