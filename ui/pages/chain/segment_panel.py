"""What is known of a segment: who is there in which role with which source, the gap, leads, candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.model.schema import default_schema
from queries.plan_wording import PlanWording
from queries.region import RegionAnalysis
from ui.components.page_context import PageContext
from ui.components.table import note, table
from ui.components.url_state import escape_markdown, tabs
from ui.exports.chain_svg import STATE_STYLES
from ui.exports.derivation_text import derivation_text
from ui.exports.gap_table import parts_text
from ui.exports.source_text import source_text
from ui.pages.chain.fact_form import fact_form
from ui.presenters.segment import SegmentFacts, segment_facts
from ui.text import Words

Rows = Sequence[Mapping[str, Any]]


def segment_panel(context: PageContext, analysis: RegionAnalysis, coverage: Coverage, segment: str, role: str) -> None:
    """The panel below the map."""
    words = context.words
    with st.spinner(" "):
        facts = context.cached(segment_facts, analysis, coverage, segment, words)
    cell, found = coverage.cell(segment, role), coverage.chain.segments[segment]
    look = STATE_STYLES[str(cell.state)]
    state = words("titled", title=words(f"role.{role}"), text=f"{look.glyph} {words(f'state.{cell.state}')}")
    st.header(escape_markdown(f"{found.name} — {state}"), anchor=False)
    if facts.gap:
        kind, sure = words(f"kind.{facts.gap.kind}"), words("sure.yes" if facts.gap.certain else "sure.no")
        graded = words("counted", title=f"{kind}·{sure}", count=f"{facts.gap.score:.3f}")
        st.html(note(words("titled", title=words("page.gap"), text=f"{graded} {facts.gap.reason}")))
        st.caption(escape_markdown(words("titled", title=words("page.scores"), text=parts_text(facts.gap, words))))
        with st.expander(words("derivation.title")):
            found_gap = next(one for one in analysis.gaps if one.id == facts.gap.id)
            st.code(derivation_text(analysis, found_gap, words), language=None, wrap_lines=True)
    for absence in cell.absences:
        source = analysis.sources[absence.id]
        st.html(note(f"{words('page.absent')} {source.title} {source.as_of} {source.evidence}"))
    _sheets(
        context,
        segment,
        facts,
        "page.absent_there" if cell.absences else "page.nobody",
        analysis.wording.get(coverage.chain.id, ()),
    )


def _sheets(context: PageContext, segment: str, facts: SegmentFacts, nobody: str, said: Sequence[PlanWording]) -> None:
    words = context.words
    leads = len(facts.leads) + len(facts.unsure)
    counted = {"who": len(facts.statements), "leads": leads, "candidates": len(facts.candidates)}
    titles = {name: words("counted", title=words(f"page.{name}"), count=count) for name, count in counted.items()}
    match tabs(words("page.segment"), {**titles, "wording": words("page.wording"), "add": words("fact.title")}):
        case "who" if not facts.statements:
            st.info(words(nobody))
        case "who":
            st.html(_statements(facts.statements, words))
        case "leads":
            if facts.unsure:
                st.html(_statements(facts.unsure, words))
            st.html(_leads(facts.leads, words))
        case "add":
            fact_form(context, segment, facts)
        case "candidates":
            explicit = sum(row["confidence"] == "explicit" for row in facts.candidates)
            st.caption(words("page.candidates_note", count=len(facts.candidates), explicit=explicit))
            st.html(_candidates(facts.candidates, words))
        case _ if said:
            st.html(_wording(said, words))
        case _:
            st.info(words("page.wording_none"))


def _statements(rows: Rows, words: Words) -> str:
    order = list(default_schema().values["role"])

    def rank(row: Mapping[str, Any]) -> tuple[int, bool, str]:
        return order.index(row["role"]), row["status"] != "existing", row["statement"]

    cells = (
        [
            words(f"role.{row['role']}"),
            row["organisation"],
            words(f"status.{row['status']}"),
            words(f"confidence.{row['confidence']}"),
            row["as_of"] or "",
            _source(row, words),
        ]
        for row in sorted(rows, key=rank)
    )
    return table(("role", "organisation", "status", "confidence", "as_of", "evidence"), cells, words)


def _leads(rows: Rows, words: Words) -> str:
    cells = (
        [
            row["who"],
            row["suspected"],
            words(f"reason_of_lead.{row['reason']}"),
            row["confirm"],
            row["source_title"] or row["evidence"],
        ]
        for row in rows
    )
    return table(("organisation", "about", "reason", "confirm", "evidence"), cells, words)


def _candidates(rows: Rows, words: Words) -> str:
    cells = []
    for row in rows:
        branch = row["branch"] or row["branch_text"]
        here = words("page.branch", branch=branch) if branch else ""
        basis = words(f"confidence.{row['confidence']}")
        cells.append([row["candidate"], row["city"] or "", row["kind"] or "", basis, row["source_title"] or "", here])
    return table(("candidate", "city", "kind", "confidence", "evidence", "about"), cells, words)


def _wording(said: Sequence[PlanWording], words: Words) -> str:
    cells = (
        [
            f"{w.actor} {words.label(w.relation)} {w.subject}",
            words(f"status.{w.status}"),
            words("page.offsets", section=w.section, start=w.char_start, end=w.char_end),
            w.text,
        ]
        for w in said
    )
    return table(("about", "status", "evidence", "source_title"), cells, words)


def _source(row: Mapping[str, Any], words: Words) -> str:
    return source_text(words, publisher_kind=row["publisher_kind"], title=row["source_title"], evidence=row["evidence"])
