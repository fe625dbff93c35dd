"""Widgets bound to the URL: each shows the value of a parameter and writes the user's choice back into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

import streamlit as st

from ui.components.markdown import escape_markdown
from ui.components.session_key import SessionKey
from ui.components.url_state import param, params, set_params
from ui.text import LANGUAGES, words

TEXT_AREA_PIXELS = 100  # four lines
MAX_TEXT_AREA_CHARACTERS = 4000  # browsers and proxies cut much longer addresses


def input_key(name: str) -> str:
    """Return the key of a widget. It has the language, because Streamlit recognises a choice by its caption."""
    return SessionKey.URL_INPUT.of(name, st.session_state.get(SessionKey.LANGUAGE, ""))


def show_value(key: str, value: object) -> None:
    """Make a widget show a value that may have changed in the URL, by Back or by a link, since it was drawn."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def disambiguate(options: Sequence[str], caption: Callable[[str], str]) -> Callable[[str], str]:
    """Return the captions of options as a function; the id is added where two captions would be the same."""
    captions = {option: caption(option) for option in options}
    uses = Counter(captions.values())
    unique = {option: text if uses[text] == 1 else f"{text} · {option}" for option, text in captions.items()}
    return lambda option: unique.get(option, option)


def select(
    label: str,
    options: Sequence[str],
    name: str,
    caption: Callable[[str], str] = str,
    default: str = "",
    *,
    label_hidden: bool = False,
    **cleared: str,
) -> str:
    """Show a list to choose one option from.

    Args:
        label: the caption of the list.
        options: the values that the URL may have.
        name: the parameter of the URL.
        caption: gives the text of an option.
        default: the value while the URL has none of the options.
        label_hidden: whether the caption is left to screen readers.
        cleared: parameters, each with "", that leave the URL when the choice changes.

    Returns:
        The chosen option.
    """
    current = next(iter(_valid_values(name, [param(name, default)], options, label)), default)
    bound = _bind(name, current, **cleared)
    chosen = st.selectbox(
        label,
        options,
        format_func=disambiguate(options, caption),
        label_visibility="collapsed" if label_hidden else "visible",
        **bound,
    )
    return str(chosen)


def segments(
    label: str,
    options: Sequence[str],
    name: str,
    caption: Callable[[str], str] = str,
    default: str = "",
    *,
    label_hidden: bool = False,
) -> str:
    """Show a few options side by side, and return the chosen one; the arguments are those of ``select``."""
    current = next(iter(_valid_values(name, [param(name, default)], options, label)), default)
    chosen = st.segmented_control(
        label,
        options,
        format_func=caption,
        label_visibility="collapsed" if label_hidden else "visible",
        required=True,
        **_bind(name, current),
    )
    return str(chosen or current)


def tabs(label: str, titles: Mapping[str, str], name: str = "tab") -> str:
    """Show titles as tabs and return the open one, the first by default. Unlike ``st.tabs``, the URL keeps it."""
    return segments(label, list(titles), name, titles.__getitem__, next(iter(titles)), label_hidden=True)


def multiselect(
    label: str,
    options: Sequence[str],
    name: str,
    caption: Callable[[str], str] = str,
    hint: str = "",
    *,
    label_hidden: bool = False,
) -> list[str]:
    """Show a list to choose several options from, and return the chosen ones; ``hint`` stands in an empty field."""
    bound = _bind(name, _valid_values(name, params(name), options, label))
    captions = disambiguate(options, caption)
    return list(
        st.multiselect(
            label,
            options,
            format_func=captions,
            placeholder=hint or None,
            label_visibility="collapsed" if label_hidden else "visible",
            **bound,
        )
    )


def toggle(label: str, name: str) -> bool:
    """Show a switch, and return True if it is on."""
    key = input_key(name)
    show_value(key, param(name) == "1")
    return st.toggle(label, key=key, on_change=lambda: set_params(**{name: "1" if st.session_state[key] else ""}))


def slider(label: str, name: str, span: tuple[float, float, float], default: float) -> float:
    """Show a slider, and return its number.

    Args:
        label: the caption of the slider.
        name: the parameter of the URL; a value that is no number counts as absent.
        span: the lowest number, the highest one, and the step; the numbers are whole where the step is.
        default: the number while the URL has none.
    """
    low, high, step = span
    number = int if float(step).is_integer() else float
    try:
        chosen = float(param(name, str(default)))
        current = min(max(number(chosen), number(low)), number(high)) if isfinite(chosen) else number(default)
    except (ValueError, OverflowError):
        current = number(default)
    key = input_key(name)
    show_value(key, current)

    def write_param() -> None:
        set_params(**{name: "" if st.session_state[key] == default else f"{st.session_state[key]:g}"})

    return float(st.slider(label, number(low), number(high), step=number(step), key=key, on_change=write_param))


def lines_input(label: str, name: str, hint: str = "") -> list[str]:
    """Show a field of several lines, and return the lines that are not empty."""
    bound = _bind(name, param(name))
    limit = MAX_TEXT_AREA_CHARACTERS
    text = st.text_area(label, placeholder=hint or None, height=TEXT_AREA_PIXELS, max_chars=limit, **bound)
    return [line for line in str(text).splitlines() if line.strip()]


def text_input(label: str, name: str, hint: str = "", **cleared: str) -> str:
    """Show a field of one line, and return its text."""
    return str(st.text_input(label, placeholder=hint or None, **_bind(name, param(name), **cleared))).strip()


def _valid_values(name: str, values: Sequence[str], options: Sequence[str], label: str) -> list[str]:
    """Return the values that are options, and warn of the others: the address was typed, or is old."""
    unknown = [value for value in values if value and value not in options]
    if unknown:
        texts = words(str(st.session_state.get(SessionKey.LANGUAGE, "")) or LANGUAGES[0])
        st.warning(escape_markdown(texts("page.unknown_value", name=name, label=label, value=unknown)))
    return [value for value in values if value in options]


def _bind(name: str, value: Any, **cleared: str) -> dict[str, Any]:
    """Return the arguments that make a widget show ``value`` and write its own under ``name`` into the URL."""
    key = input_key(name)
    show_value(key, value)

    def write_param() -> None:
        set_params(**{name: st.session_state[key] or ""}, **cleared)

    return {"key": key, "on_change": write_param}
