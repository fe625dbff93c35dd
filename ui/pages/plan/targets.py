"""The plan's targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.rows.plan import TargetsRow
from ui.components.links import Links
from ui.components.table import table
from ui.exports.subgraph_table import existence
from ui.pages.plan.cells import entity_link, offsets_text
from ui.text import Words

TARGET_COLUMNS = ("target", "value", "status", "measured", "evidence")


def targets(rows: Sequence[TargetsRow], words: Words, links: Links) -> None:
    """Show a row for each target; ``rows`` has one for each thing that a target measures."""
    rows_by_target: dict[str, list[TargetsRow]] = defaultdict(list)
    for row in rows:
        rows_by_target[row.target_id].append(row)
    st.html(table(TARGET_COLUMNS, (_cells(group, words, links) for group in rows_by_target.values()), words))


def _cells(rows: Sequence[TargetsRow], words: Words, links: Links) -> list[str]:
    first = rows[0]
    span = " – ".join(part for part in (first.value, first.value_max) if part)
    value = " ".join(part for part in (first.comparator, span) if part)
    measured = (entity_link(row.measured_id, row.measured, links) for row in rows)
    return [
        entity_link(first.target_id, first.target, links),
        Markup("<b>{}</b> {}").format(value, first.unit or ""),
        existence(first.existence or "", words),
        Markup("、").join(link for link in measured if link),
        offsets_text(first, words),
    ]
