"""The page's state, in its URL: widgets read it there and write it there, so a copied address is the same screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

import streamlit as st

from ui.text import LANGUAGES, words

MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:&-])")
# What is made of a text after its Markdown was read: :icons:, arrows and dashes, addresses.
REPLACED = re.compile(r"(?<=:)(?=[a-z/])|(?<=[<>=-])(?=[<>=-])|(?<=www)(?=\.)|(?=@)|(?<=@)", re.IGNORECASE)
JOINER = "\u2060"  # has no width


def escape_markdown(text: str) -> str:
    """A text as Markdown shows it unchanged, in one line: what data hold is never markup, a link or an image."""
    return MARKUP.sub(r"\\\1", REPLACED.sub(JOINER, " ".join(text.split())))


def param(name: str, default: str = "") -> str:
    """A part of the state."""
    return st.query_params.get(name, default)


def params(name: str) -> list[str]:
    """A part of the state that may have several values."""
    return list(dict.fromkeys(value for value in st.query_params.get_all(name) if value))


def set_params(**state: str | Sequence[str]) -> None:
    """Put parts of the state into the URL; empty ones leave it."""
    for name, value in state.items():
        if value:
            st.query_params[name] = value if isinstance(value, str) else list(value)
        else:
            st.query_params.pop(name, None)


def key_of(name: str) -> str:
    """A widget's key; of the language too, since Streamlit knows a choice again by its caption."""
    return f"url-{name}-{st.session_state.get('lang', '')}"


def disambiguate(options: Sequence[str], text: Callable[[str], str]) -> Callable[[str], str]:
    """The captions of options, each its own: where two would be the same, the id stands with it."""
    captions = {option: text(option) for option in options}
    often = Counter(captions.values())
    told = {one: caption if often[caption] == 1 else f"{caption} · {one}" for one, caption in captions.items()}
    return lambda option: told.get(option, option)


def _known(name: str, wanted: Sequence[str], options: Sequence[str], label: str) -> list[str]:
    """Those that are among the options; others, from an address that was written or is old, are told."""
    strange = [value for value in wanted if value and value not in options]
    if strange:
        said = words(str(st.session_state.get("lang", "")) or LANGUAGES[0])
        st.warning(escape_markdown(said("page.unknown_value", name=name, label=label, value=strange)))
    return [value for value in wanted if value in options]


def _bound(name: str, value: Any, **cleared: str) -> dict[str, Any]:
    """What makes a widget show ``value`` and write its own into the URL under ``name``."""
    key = key_of(name)
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def changed() -> None:
        set_params(**{name: st.session_state[key] or ""}, **cleared)

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
    now = next(iter(_known(name, [param(name, default)], options, label)), default)
    bound = _bound(name, now, **cleared)
    return str(st.selectbox(label, options, format_func=disambiguate(options, text), **bound))


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
    now = next(iter(_known(name, [param(name, default)], options, label)), default)
    chosen = st.segmented_control(
        label,
        options,
        format_func=text,
        label_visibility="collapsed" if quiet else "visible",
        required=True,
        **_bound(name, now),
    )
    return str(chosen or now)


def tabs(label: str, titles: Mapping[str, str], name: str = "tab") -> str:
    """Which of several sheets is open, the first by default; like tabs, but kept in the URL."""
    return segments(label, list(titles), name, titles.__getitem__, next(iter(titles)), quiet=True)


def multiselect(
    label: str, options: Sequence[str], name: str, text: Callable[[str], str] = str, hint: str = ""
) -> list[str]:
    """A list to choose several from; none means all."""
    bound = _bound(name, _known(name, params(name), options, label))
    return list(
        st.multiselect(label, options, format_func=disambiguate(options, text), placeholder=hint or None, **bound)
    )


def toggle(label: str, name: str) -> bool:
    """On or off."""
    key = key_of(name)
    now = param(name) == "1"
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    return st.toggle(label, key=key, on_change=lambda: set_params(**{name: "1" if st.session_state[key] else ""}))


def slider(label: str, name: str, span: tuple[float, float, float], default: float) -> float:
    """A number between two others, in steps; whole numbers where the step is one."""
    low, high, step = span
    kind = int if float(step).is_integer() else float
    try:
        wanted = float(param(name, str(default)))
        now = min(max(kind(wanted), kind(low)), kind(high)) if isfinite(wanted) else kind(default)
    except (ValueError, OverflowError):
        now = kind(default)
    key = key_of(name)
    if st.session_state.get(key) != now:
        st.session_state[key] = now

    def changed() -> None:
        set_params(**{name: "" if st.session_state[key] == default else f"{st.session_state[key]:g}"})

    return float(st.slider(label, kind(low), kind(high), step=kind(step), key=key, on_change=changed))


def lines_input(label: str, name: str, hint: str = "") -> list[str]:
    """Several lines of text, those that are empty left out."""
    text = st.text_area(label, placeholder=hint or None, height=100, max_chars=4000, **_bound(name, param(name)))
    return [line for line in str(text).splitlines() if line.strip()]


def text_input(label: str, name: str, hint: str = "", **cleared: str) -> str:
    """A line of text."""
    return str(st.text_input(label, placeholder=hint or None, **_bound(name, param(name), **cleared))).strip()
