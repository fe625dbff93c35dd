"""One step of the first day: a number, a title, and whether it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from ui.text import Words


@dataclass(frozen=True)
class Step:
    """A step: its key in the words, and whether it is done."""

    name: str
    done: bool


@contextmanager
def step_box(number: int, step: Step, words: Words) -> Iterator[None]:
    """Show a step's head; what the block shows stands inside its frame."""
    with st.container(border=True):
        mark = words("start.done" if step.done else "start.open")
        title = words("start.step", number=number, title=words(f"start.{step.name}"))
        st.markdown(f"**{mark}　{title}**")
        yield
