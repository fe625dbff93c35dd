"""What is known of a segment: who is there in which role with which source, the gap, leads, candidates."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.model.schema import schema
from ui.actions.chain import SegmentFacts, segment_facts
from ui.actions.picture import Picture
from ui.components.frame import Frame
from ui.exports.chain_svg import LOOKS
from ui.exports.gap_table import parts_text
from ui.text import Words

STYLE = """<style>.facts{border-collapse:collapse;width:100%;font-size:14px}.facts td,.facts th{padding:5px 8px;border-bottom:1px solid
#edf0f4;text-align:left;vertical-align:top}.facts th{color:#52606d;white-space:nowrap}.facts .src{color:#52606d;overflow-wrap:
anywhere;max-width:34rem}.facts bdi{unicode-bidi:isolate}</style>"""


def segment_panel(frame: Frame, picture: Picture, coverage: Coverage, segment: str, role: str) -> None:
    """The panel below the map."""
    words = frame.words
    with st.spinner(" "):
        facts = segment_facts(frame.store(), picture, coverage, segment, words)
    cell, found = coverage.cell(segment, role), coverage.chain.segments[segment]
    look = LOOKS[str(cell.state)]
    st.header(f"{found.name} — {words(f'role.{role}')}:{look.glyph} {words(f'state.{cell.state}')}", anchor=False)
    if facts.gap:
        kind, sure = words(f"kind.{facts.gap.kind}"), words(f"sure.{'yes' if facts.gap.certain else 'no'}")
        st.html(_note(f"{words('page.gap')}:{kind}·{sure}({facts.gap.score:.3f}) {facts.gap.reason}"))
        st.caption(f"{words('page.scores')}:{parts_text(facts.gap, words)}")
    _absences(picture, coverage, segment, role, words)
    _tabs(frame, facts, coverage, picture)


def _absences(picture: Picture, coverage: Coverage, segment: str, role: str, words: Words) -> None:
    for absence in coverage.cell(segment, role).absences:
        source = picture.sources[absence.id]
        st.html(_note(f"{words('page.absent')} {source.title} {source.as_of} {source.evidence}"))


def _tabs(frame: Frame, facts: SegmentFacts, coverage: Coverage, picture: Picture) -> None:
    words = frame.words
    who, leads, candidates, wording = st.tabs(
        [
            f"{words('page.who')}({len(facts.statements)})", f"{words('page.leads')}({len(facts.leads)})",
            f"{words('page.candidates')}({len(facts.candidates)})", words("page.wording"),
        ]
    )
    with who:
        if facts.statements:
            st.html(_statements(facts.statements, words))
        else:
            st.info(words("page.nobody"))
    with leads:
        st.html(_leads(facts.leads, words))
    with candidates:
        explicit = sum(row["confidence"] == "explicit" for row in facts.candidates)
        st.caption(words("page.candidates_note", count=len(facts.candidates), explicit=explicit))
        st.html(_candidates(facts.candidates, words))
    with wording:
        said = picture.wording.get(coverage.chain.id, ())
        if not said:
            st.info(words("page.wording_none"))
        rows = [
            [
                f"{w.actor} {words.label(w.relation)} {w.subject}", words(f"status.{w.status}"),
                words("page.offsets", section=w.section, start=w.char_start, end=w.char_end), w.text,
            ]
            for w in said
        ]
        st.html(_table(["about", "status", "evidence", "source_title"], rows, words))


def _statements(rows: tuple[Mapping[str, Any], ...], words: Words) -> str:
    order = list(schema().values["role"])
    cells = [
        [
            words(f"role.{row['role']}"), row["organisation"], words(f"status.{row['status']}"),
            words(f"confidence.{row['confidence']}"), row["as_of"] or "", _source(row, words),
        ]
        for row in sorted(rows, key=lambda row: (order.index(row["role"]), row["status"] != "existing", row["statement"]))
    ]
    return _table(["role", "organisation", "status", "confidence", "as_of", "evidence"], cells, words)


def _leads(rows: tuple[Mapping[str, Any], ...], words: Words) -> str:
    cells = [
        [row["who"], row["suspected"], words(f"reason_of_lead.{row['reason']}"), row["confirm"], row["source_title"] or row["evidence"]]
        for row in rows
    ]
    return _table(["organisation", "about", "reason", "confirm", "evidence"], cells, words)


def _candidates(rows: tuple[Mapping[str, Any], ...], words: Words) -> str:
    cells = []
    for row in rows:
        branch = row["branch"] or row["branch_text"]
        note = words("page.branch", branch=branch) if branch else ""
        basis = words(f"confidence.{row['confidence']}")
        source = row["source_title"] or ""
        cells.append([row["candidate"], row["city"] or "", row["kind"] or "", basis, source, note])
    return _table(["candidate", "city", "kind", "confidence", "evidence", "about"], cells, words)


def _source(row: Mapping[str, Any], words: Words) -> str:
    kind = words(f"publisher.{row['publisher_kind']}") if row["publisher_kind"] else ""
    return " ".join(part for part in (f"[{kind}]" if kind else "", row["source_title"] or "", row["evidence"] or "") if part)


def _table(columns: list[str], rows: list[list[str]], words: Words) -> str:
    head = "".join(f"<th>{escape(words(f'column.{name}'))}</th>" for name in columns)
    lines = "".join(
        "<tr>" + "".join(f'<td class="src"><bdi>{escape(str(cell))}</bdi></td>' for cell in row) + "</tr>" for row in rows
    )
    return f'{STYLE}<table class="facts"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def _note(text: str) -> str:
    return f'<div style="background:#fff8e6;border-left:4px solid #c98a00;padding:6px 12px;border-radius:4px"><bdi>{escape(text)}</bdi></div>'
