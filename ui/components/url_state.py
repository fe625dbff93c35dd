"""The page's state in its URL, so that a copied address opens the same screen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def param(name: str, default: str = "") -> str:
    """Return the value of a parameter of the URL."""
    return st.query_params.get(name, default)


def params(name: str) -> list[str]:
    """Return the different values of a parameter of the URL that may occur several times, without empty ones."""
    return list(dict.fromkeys(value for value in st.query_params.get_all(name) if value))


def set_params(**state: str | Sequence[str]) -> None:
    """Set parameters of the URL; an empty value removes its parameter.

    All change at once: each change of the address is a step that Back goes through.
    """
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    changed = {name: [value] if isinstance(value, str) else list(value) for name, value in state.items() if value}
    others = {name: values for name, values in kept.items() if name not in state}
    if kept != {**others, **changed}:
        st.query_params.from_dict({**others, **changed})
