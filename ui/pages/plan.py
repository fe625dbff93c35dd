"""规划与指标: targets, groups with stated and known sizes, programmes, and what is existing, planned, aspired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ui.components.page_context import Frame
from ui.components.table import cells_line, html_table
from ui.components.url_state import segments, sheet
from ui.exports.subgraph_table import existence
from ui.presenters.plan_check import wording_rows

STATUSES = ("aspired", "planned", "existing")
Rows = Sequence[Mapping[str, Any]]


def plan(frame: Frame) -> None:
    """The page."""
    words = frame.words
    targets, groups, programmes = (frame.ask(name).rows for name in ("targets", "groups", "programmes"))
    st.title(words("page.plan"), anchor=False)
    if not (targets or groups or programmes):
        st.info(words("plan.none"))
        return
    st.caption(words("plan.about"))
    counts = {
        "targets": len({row["target_id"] for row in targets}),
        "groups": len(groups),
        "programmes": len(programmes),
    }
    titles = {name: words("counted", title=words(f"plan.{name}"), count=count) for name, count in counts.items()}
    match sheet(words("page.plan"), {**titles, "intended": words("plan.intended"), "wording": words("wording.tab")}):
        case "targets":
            _targets(frame, targets)
        case "groups":
            _groups(frame, groups)
        case "programmes":
            _programmes(frame, programmes)
        case "wording":
            _wording(frame)
        case _:
            _intended(frame)


def _wording(frame: Frame) -> None:
    words = frame.words
    st.caption(words("wording.about"))
    lines = [
        cells_line(
            [
                frame.anchor("chain", row.chain_name, chain=row.chain),
                f"<bdi>{escape(row.said)}</bdi>",
                escape(words(f"status.{row.status}")),
                f"<bdi>{escape(words.join(row.words))}</bdi>",
                escape(words("page.offsets", section=row.section, start=row.char_start, end=row.char_end)),
                escape(row.computed),
                escape(words(f"verdict.{row.verdict}")),
            ]
        )
        for row in wording_rows(frame.picture(), words)
    ]
    _table(frame, ("chain", "said", "status", "words", "evidence", "computed", "verdict"), lines)


def _thing(frame: Frame, id_: str, name: str) -> str:
    return frame.anchor("entity", name or id_, id=id_) if id_ else ""


def _where(frame: Frame, row: Mapping[str, Any]) -> str:
    if row["char_start"] is None:
        return ""
    return escape(frame.words("page.offsets", section=row["section"], start=row["char_start"], end=row["char_end"]))


def _table(frame: Frame, columns: Sequence[str], lines: list[str]) -> None:
    st.html(html_table([frame.words(f"column.{name}") for name in columns], lines, "facts"))


def _targets(frame: Frame, rows: Rows) -> None:
    words = frame.words
    lines, seen = [], set()
    measured: dict[str, list[str]] = {}
    for row in rows:
        measured.setdefault(row["target_id"], []).append(_thing(frame, row["measured_id"] or "", row["measured"] or ""))
    for row in rows:
        if row["target_id"] in seen:
            continue
        seen.add(row["target_id"])
        span = " – ".join(part for part in (row["value"], row["value_max"]) if part)
        value = " ".join(part for part in (row["comparator"], span) if part)
        cells = [
            _thing(frame, row["target_id"], row["target"]),
            f"<b>{escape(value)}</b> {escape(row['unit'] or '')}",
            escape(existence(row["existence"] or "", words)),
            "、".join(filter(None, measured[row["target_id"]])),
            _where(frame, row),
        ]
        lines.append(cells_line(cells))
    _table(frame, ("target", "value", "status", "measured", "evidence"), lines)


def _groups(frame: Frame, rows: Rows) -> None:
    words = frame.words
    st.caption(words("plan.groups_note"))
    lines = []
    for row in rows:
        unknown = f'<span class="thin">{row["unknown"]}</span>' if row["unknown"] else "0"
        members = (
            escape(words.join(row["members"]))
            if row["members"]
            else f'<span class="none">{escape(words("plan.no_members"))}</span>'
        )
        if row["planned"]:
            members += f' <span class="thin">{escape(words("plan.planned_members", names=row["planned"]))}</span>'
        stated = escape("、".join(row["stated_text"]))
        lines.append(
            cells_line([_thing(frame, row["group_id"], row["group"]), stated, str(row["known"]), unknown, members])
        )
    _table(frame, ("group", "stated", "known_count", "unknown", "members"), lines)


def _programmes(frame: Frame, rows: Rows) -> None:
    words = frame.words
    lines = [
        cells_line(
            [
                _thing(frame, row["programme_id"], row["programme"]),
                escape(words.label(row["label"])),
                escape(row["kind"] or ""),
                escape(existence(row["existence"] or "", words)),
                f"<bdi>{escape(words.join(row['actors']))}</bdi>",
            ]
        )
        for row in rows
    ]
    _table(frame, ("programme", "type", "category", "status", "actors"), lines)


def _intended(frame: Frame) -> None:
    words = frame.words
    status = segments(
        words("column.status"), STATUSES, "status", lambda s: words(f"status.{s}"), STATUSES[0], quiet=True
    )
    rows = frame.ask("intended", {"status": status}).rows
    st.caption(words("plan.intended_note", status=words(f"status.{status}"), count=len(rows)))
    lines = [
        cells_line(
            [
                _thing(frame, row["actor_id"], row["actor"]),
                escape(words.label(row["relation"])),
                _thing(frame, row["target_id"], row["target"]),
                escape(words.label(row["target_label"])),
                escape(words("subject_omitted")) if row["subject_stated"] == "no" else "",
                _where(frame, row),
            ]
        )
        for row in rows
    ]
    _table(frame, ("actor", "relation", "target", "type", "about", "evidence"), lines)
