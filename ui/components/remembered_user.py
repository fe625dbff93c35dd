"""The user's name, remembered by the browser from visit to visit; never in the address."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

import streamlit as st

from graph.model.normalize import CONTROL_CATEGORIES
from ui.components.session_key import SessionKey

MAX_USER_CHARACTERS = 50
USER_COOKIE = "liantu-user"
REMEMBER_SECONDS = 365 * 24 * 3600
REMEMBER_SCRIPT = """export default ({ data }) => {
  document.cookie = `${data.cookie}=${encodeURIComponent(data.name)}; path=/; max-age=${data.seconds}; SameSite=Strict`;
};"""


def remembered_user() -> str | None:
    """Return the name that the browser gave at the beginning of this visit, None where it gave none."""
    name = st.context.cookies.get(USER_COOKIE)
    return clean_name(unquote(name)) if name else None


def clean_name(name: str) -> str:
    """Return a name without what cannot be seen, as long as the field for it may hold.

    >>> clean_name(" 张\\n三\\u202e ")
    '张三'
    """
    visible = "".join(character for character in name if unicodedata.category(character) not in CONTROL_CATEGORIES)
    return visible.strip()[:MAX_USER_CHARACTERS]


def remember_user() -> None:
    """Have the browser remember the name that was typed in this visit; an emptied field makes it forget."""
    typed = st.session_state.get(SessionKey.USER)
    if typed is None or typed == (remembered_user() or ""):
        return
    data = {"cookie": USER_COOKIE, "name": typed, "seconds": REMEMBER_SECONDS if typed else 0}
    component = st.components.v2.component("liantu_user", html="<span hidden></span>", js=REMEMBER_SCRIPT)
    component(key=SessionKey.USER_COOKIE, data=data, height="content")
