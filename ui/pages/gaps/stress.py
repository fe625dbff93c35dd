"""Stress: whose loss hurts most, and what breaks when something is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.store.store import Store
from queries.region import Picture
from queries.scenarios import with_gone
from queries.stress import Gone, gone_with, loss_rows
from ui.components.page_context import Frame
from ui.components.picker import pick_entity
from ui.components.scenario_diff import moves_view
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.presenters.scenario_diff import Moves, moves
from ui.text import Words

COLUMNS = ("organisation", "chain", "drop", "lapsed", "")


def stress(frame: Frame, picture: Picture) -> None:
    """A field for what is taken away; without it the twenty organisations whose loss would hurt most."""
    words = frame.words
    st.caption(words("stress.about"))
    chosen = pick_entity(frame, words("stress.remove"), "gone")
    if chosen:
        gone, after, found = frame.few(_gone, picture, chosen, words)
        st.caption(words("stress.gone", name=gone.name, count=len(gone.ids)))
        moves_view(frame, after, found)
        return
    lines = (
        cells_line(
            [
                frame.anchor("entity", row["organisation"], id=row["id"]),
                text_cell(row["chain_name"]),
                f"−{row['drop']:.1%}",
                text_cell(words.join(row["lapsed"])),
                frame.anchor("gaps", words("stress.try"), tab="stress", gone=row["id"]),
            ]
        )
        for row in frame.kept(_losses, picture)
    )
    st.html(html_table(heads(words, *COLUMNS), lines, "facts"))


def _gone(store: Store, picture: Picture, chosen: str, words: Words) -> tuple[Gone, Picture, Moves]:
    gone = gone_with(store, chosen)
    after = with_gone(picture, set(gone.ids))
    return gone, after, moves(picture, after, words)


def _losses(_: Store, picture: Picture) -> list[Mapping[str, Any]]:
    return loss_rows(picture)
