"""规划与指标: targets, groups with stated and known sizes, programmes, and what is existing, planned, aspired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table
from ui.components.url_state import segments, tabs
from ui.exports.subgraph_table import existence
from ui.presenters.plan_check import plan_check_rows

STATUSES = ("aspired", "planned", "existing")
Rows = Sequence[Mapping[str, Any]]


def plan(context: PageContext) -> None:
    """The page."""
    words = context.words
    targets, groups, programmes = (context.run_query(name).rows for name in ("targets", "groups", "programmes"))
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
    match tabs(words("page.plan"), {**titles, "intended": words("plan.intended"), "wording": words("wording.tab")}):
        case "targets":
            _targets(context, targets)
        case "groups":
            _groups(context, groups)
        case "programmes":
            _programmes(context, programmes)
        case "wording":
            _wording(context)
        case _:
            _intended(context)


def _wording(context: PageContext) -> None:
    words = context.words
    st.caption(words("wording.about"))
    lines = [
        cells_line(
            [
                context.anchor("chain", row.chain_name, chain=row.chain),
                f"<bdi>{escape(row.said)}</bdi>",
                escape(words(f"status.{row.status}")),
                f"<bdi>{escape(words.join(row.words))}</bdi>",
                escape(words("page.offsets", section=row.section, start=row.char_start, end=row.char_end)),
                escape(row.computed),
                escape(words(f"verdict.{row.verdict}")),
            ]
        )
        for row in plan_check_rows(context.analysis(), words)
    ]
    _table(context, ("chain", "said", "status", "words", "evidence", "computed", "verdict"), lines)


def _thing(context: PageContext, id_: str, name: str) -> str:
    return context.anchor("entity", name or id_, id=id_) if id_ else ""


def _where(context: PageContext, row: Mapping[str, Any]) -> str:
    if row["char_start"] is None:
        return ""
    return escape(context.words("page.offsets", section=row["section"], start=row["char_start"], end=row["char_end"]))


def _table(context: PageContext, columns: Sequence[str], lines: list[str]) -> None:
    st.html(html_table([context.words(f"column.{name}") for name in columns], lines, "facts"))


def _targets(context: PageContext, rows: Rows) -> None:
    words = context.words
    lines, seen = [], set()
    measured: dict[str, list[str]] = {}
    for row in rows:
        measured.setdefault(row["target_id"], []).append(
            _thing(context, row["measured_id"] or "", row["measured"] or "")
        )
    for row in rows:
        if row["target_id"] in seen:
            continue
        seen.add(row["target_id"])
        span = " – ".join(part for part in (row["value"], row["value_max"]) if part)
        value = " ".join(part for part in (row["comparator"], span) if part)
        cells = [
            _thing(context, row["target_id"], row["target"]),
            f"<b>{escape(value)}</b> {escape(row['unit'] or '')}",
            escape(existence(row["existence"] or "", words)),
            "、".join(filter(None, measured[row["target_id"]])),
            _where(context, row),
        ]
        lines.append(cells_line(cells))
    _table(context, ("target", "value", "status", "measured", "evidence"), lines)


def _groups(context: PageContext, rows: Rows) -> None:
    words = context.words
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
            cells_line([_thing(context, row["group_id"], row["group"]), stated, str(row["known"]), unknown, members])
        )
    _table(context, ("group", "stated", "known_count", "unknown", "members"), lines)


def _programmes(context: PageContext, rows: Rows) -> None:
    words = context.words
    lines = [
        cells_line(
            [
                _thing(context, row["programme_id"], row["programme"]),
                escape(words.label(row["label"])),
                escape(row["kind"] or ""),
                escape(existence(row["existence"] or "", words)),
                f"<bdi>{escape(words.join(row['actors']))}</bdi>",
            ]
        )
        for row in rows
    ]
    _table(context, ("programme", "type", "category", "status", "actors"), lines)


def _intended(context: PageContext) -> None:
    words = context.words
    status = segments(
        words("column.status"), STATUSES, "status", lambda s: words(f"status.{s}"), STATUSES[0], quiet=True
    )
    rows = context.run_query("intended", {"status": status}).rows
    st.caption(words("plan.intended_note", status=words(f"status.{status}"), count=len(rows)))
    lines = [
        cells_line(
            [
                _thing(context, row["actor_id"], row["actor"]),
                escape(words.label(row["relation"])),
                _thing(context, row["target_id"], row["target"]),
                escape(words.label(row["target_label"])),
                escape(words("subject_omitted")) if row["subject_stated"] == "no" else "",
                _where(context, row),
            ]
        )
        for row in rows
    ]
    _table(context, ("actor", "relation", "target", "type", "about", "evidence"), lines)
