"""The segments an organisation is active in, or the organisations active in a segment."""

from __future__ import annotations

import streamlit as st

from graph.model.records import SUPPLY
from queries.entity import EntityFacts
from queries.region import RegionAnalysis
from queries.rows.support import EverythingRow
from ui.components.links import Links
from ui.components.table import table
from ui.text import Words


def active_in(facts: EntityFacts, analysis: RegionAnalysis, words: Words, links: Links) -> None:
    """Show each segment or organisation once for each role and status; nothing if there is none."""
    rows = [row for row in facts.statements if row.relation == "ACTIVE_IN" and row.support == "established"]
    if not rows:
        return
    st.header(words("entity.segments"), anchor=False)
    outgoing = [row for row in rows if row.direction == "out"]
    # Several sources may say the same: the last statement stands for all.
    distinct = {(row.other_id, row.kind, row.status): row for row in outgoing or rows}
    cells = (
        [
            _segment_link(row, analysis, links) if outgoing else _organisation_link(row, links),
            words(f"role.{row.kind}"),
            words(f"status.{row.status}"),
        ]
        for row in distinct.values()
    )
    st.html(table(("segment" if outgoing else "organisation", "role", "status"), cells, words))


def _segment_link(row: EverythingRow, analysis: RegionAnalysis, links: Links) -> str:
    segment = row.other_id
    chain = analysis.chain_of(segment)
    if chain is None:
        return links.anchor("chain", row.other or segment)
    supplies = chain.segments[segment].covers(SUPPLY, row.kind or "")
    role = "" if supplies else row.kind or ""  # the map opens in supply
    return links.anchor("chain", row.other or segment, chain=chain.id, segment=segment, role=role)


def _organisation_link(row: EverythingRow, links: Links) -> str:
    return links.anchor("entity", row.other or row.other_id, id=row.other_id)
