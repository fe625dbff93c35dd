"""The page's state, in its URL: widgets read it there and write it there, so a copied address is the same screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:-])")


def literal(text: str) -> str:
    """A text as Markdown shows it unchanged: what data hold is never markup, a link or an image."""
    return MARKUP.sub(r"\\\1", text)


def get(name: str, default: str = "") -> str:
    """A part of the state."""
    return st.query_params.get(name, default)


def get_all(name: str) -> list[str]:
    """A part of the state that may have several values."""
    return list(dict.fromkeys(value for value in st.query_params.get_all(name) if value))


def put(**state: str | Sequence[str]) -> None:
    """Put parts of the state into the URL; empty ones leave it."""
    for name, value in state.items():
        if value:
            st.query_params[name] = value if isinstance(value, str) else list(value)
        else:
            st.query_params.pop(name, None)


def _bound(name: str, value: Any, **cleared: str) -> dict[str, Any]:
    """What makes a widget show ``value`` and write its own into the URL under ``name``."""
    key = f"url-{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def changed() -> None:
        put(**{name: st.session_state[key] or ""}, **cleared)

    return {"key": key, "on_change": changed}


def select(
    label: str,
    options: Sequence[str],
    name: str,
    text: Callable[[str], str] = str,
    default: str = "",
    **cleared: str,
) -> str:
    """A list to choose one from; ``cleared`` are parts of the state that leave the URL when the choice changes."""
    now = get(name, default)
    now = now if now in options else default
    bound = _bound(name, now, **cleared)
    return str(st.selectbox(label, options, format_func=text, **bound))


def segments(
    label: str,
    options: Sequence[str],
    name: str,
    text: Callable[[str], str] = str,
    default: str = "",
    *,
    quiet: bool = False,
) -> str:
    """A few choices side by side."""
    now = get(name, default)
    now = now if now in options else default
    chosen = st.segmented_control(
        label,
        options,
        format_func=text,
        label_visibility="collapsed" if quiet else "visible",
        required=True,
        **_bound(name, now),
    )
    return str(chosen or now)


def sheet(label: str, titles: Mapping[str, str], name: str = "tab") -> str:
    """Which of several sheets is open, the first by default; like tabs, but kept in the URL."""
    return segments(label, list(titles), name, titles.__getitem__, next(iter(titles)), quiet=True)


def several(
    label: str, options: Sequence[str], name: str, text: Callable[[str], str] = str, hint: str = ""
) -> list[str]:
    """A list to choose several from; none means all."""
    now = [value for value in get_all(name) if value in options]
    bound = _bound(name, now)
    return list(st.multiselect(label, options, format_func=text, placeholder=hint or None, **bound))


def switch(label: str, name: str) -> bool:
    """On or off."""
    key = f"url-{name}"
    now = get(name) == "1"
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    return st.toggle(label, key=key, on_change=lambda: put(**{name: "1" if st.session_state[key] else ""}))


def typed(label: str, name: str, hint: str = "", **cleared: str) -> str:
    """A line of text."""
    return str(st.text_input(label, placeholder=hint or None, **_bound(name, get(name), **cleared))).strip()
