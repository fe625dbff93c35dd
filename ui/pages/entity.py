"""主体详情: everything known about one entity, with its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from queries.entity import EntityFacts, Place, disagree, entity_facts
from queries.subgraph import Filter, neighbourhood
from ui.components.network import Clicked, network
from ui.components.page_context import Frame
from ui.components.picker import pick_entity
from ui.components.table import cells_line, html_table, table
from ui.components.url_state import literal, put, sheet
from ui.exports.network_layout import lay_out
from ui.exports.source_text import source_text
from ui.exports.subgraph_table import about, existence

Rows = Sequence[Mapping[str, Any]]
NEAR, HEIGHT = 24, 420


def entity(frame: Frame) -> None:
    """The page."""
    words = frame.words
    heading, field = st.columns([2.6, 2], vertical_alignment="bottom")
    with field:
        chosen = pick_entity(frame, words("entity.choose"), "id")
    if not chosen:
        st.info(words("entity.empty"))
        return
    facts = frame.kept(entity_facts, chosen)
    with heading:
        _heading(frame, facts)
    said, near = st.columns([1.15, 1])
    with said:
        _sayings(frame, facts)
        _segments(frame, facts)
    with near:
        _near(frame, chosen)
    _sheets(frame, facts)


def _heading(frame: Frame, facts: EntityFacts) -> None:
    thing = facts.thing
    st.title(literal(thing.name), anchor=False)
    st.caption(literal(" · ".join([*about(thing, frame.words), thing.id])))


def _sayings(frame: Frame, facts: EntityFacts) -> None:
    words = frame.words
    st.header(words("entity.said"), anchor=False)
    if not facts.sayings:
        st.info(words("entity.stub"))
        return
    lines = []
    for saying in facts.sayings:
        cells = [f"<b>{escape(words(f'entity.property.{saying.name}'))}</b>"]
        cells += [_said(frame, saying.name, saying.by_dataset.get(one, "")) for one in facts.datasets]
        mark = f' <span class="thin">{escape(words("entity.differ"))}</span>' if saying.differ else ""
        lines.append(cells_line([cells[0] + mark, *cells[1:]]))
    st.html(html_table(["", *facts.datasets], lines, "facts"))


def _said(frame: Frame, name: str, value: str) -> str:
    words = frame.words
    text = words.label(value) if name == "label" else existence(value, words) if name == "existence" else value
    return f"<bdi>{escape(text)}</bdi>" if text else '<span class="none">—</span>'


def _segments(frame: Frame, facts: EntityFacts) -> None:
    words = frame.words
    rows = [row for row in facts.statements if row["relation"] == "ACTIVE_IN" and row["support"] == "established"]
    if not rows:
        return
    st.header(words("entity.segments"), anchor=False)
    out = [row for row in rows if row["direction"] == "out"]
    seen: dict[tuple[str, str, str], Mapping[str, Any]] = {
        (r["other_id"], r["kind"], r["status"]): r for r in out or rows
    }
    lines = []
    for (other, role, status), row in seen.items():
        link = frame.anchor("chain", row["other"] or other, chain=_chain_of(frame, other), segment=other, role=role)
        if not out:
            link = frame.anchor("entity", row["other"] or row["other_id"], id=row["other_id"])
        lines.append(cells_line([link, escape(words(f"role.{role}")), escape(words(f"status.{status}"))]))
    heads = [words(f"column.{name}") for name in ("segment" if out else "organisation", "role", "status")]
    st.html(html_table(heads, lines, "facts"))


def _follow(clicked: Clicked) -> None:
    if target := clicked.selected or clicked.expanded:
        put(id=target)


def _chain_of(frame: Frame, segment: str) -> str:
    found = (c.chain.id for c in frame.picture().coverages.values() if segment in c.chain.segments)
    return next(found, "")


def _near(frame: Frame, chosen: str) -> None:
    words = frame.words
    st.header(words("entity.near"), anchor=False)
    graph = frame.kept(neighbourhood, (chosen,), Filter(leads=False), NEAR)
    if len(graph.things) == 1:
        st.info(words("entity.alone"))
        return
    if graph.cut:
        st.caption(words("explore.cut_short", shown=len(graph.things), found=graph.found))
    title = graph.things[chosen].name
    network(graph, lay_out(graph), words, title=title, key=f"near-{chosen}", follow=_follow, height=HEIGHT)
    st.html(frame.anchor("explore", words("entity.explore"), "go", at=chosen))


def _sheets(frame: Frame, facts: EntityFacts) -> None:
    words = frame.words
    sure = [row for row in facts.statements if row["support"] == "established"]
    doubtful = [row for row in facts.statements if row["support"] != "established"]
    observed = sum(len(rows) for _, rows in facts.observations)
    counts = {
        "statements": len(sure),
        "observations": observed,
        "places": len(facts.places),
        "leads": len(facts.leads) + len(doubtful),
    }
    titles = {name: words("counted", title=words(f"entity.{name}"), count=count) for name, count in counts.items()}
    match sheet(words("page.entity"), titles):
        case "statements":
            _statements(frame, sure)
        case "observations":
            _observations(frame, facts)
        case "places":
            _places(frame, facts.places)
        case _:
            _leads(frame, facts.leads, doubtful)


def _statements(frame: Frame, rows: Rows) -> None:
    words = frame.words
    if not rows:
        st.info(words("entity.no_statements"))
        return
    lines = []
    for row in rows:
        arrow = "→" if row["direction"] == "out" else "←"
        relation = words.label(row["relation"]) + (f"·{_kind(frame, row)}" if row["kind"] else "")
        texts = [words(f"status.{row['status']}"), words(f"confidence.{row['confidence']}"), row["as_of"] or ""]
        stated = words("subject_omitted") if row["subject_stated"] == "no" else ""
        where = " ".join(part for part in (_source(frame, row), stated) if part)
        cells = [
            escape(f"{arrow} {relation}"),
            frame.anchor("entity", row["other"] or row["other_id"], id=row["other_id"]),
            escape(words.label(row["other_label"])),
        ]
        cells += [f"<bdi>{escape(text)}</bdi>" for text in (*texts, where, row["dataset"])]
        lines.append(cells_line(cells))
    names = ("relation", "organisation", "type", "status", "confidence", "as_of", "evidence", "dataset")
    st.html(html_table([words(f"column.{name}") for name in names], lines, "facts"))


def _kind(frame: Frame, row: Mapping[str, Any]) -> str:
    words = frame.words
    keys = (f"role.{row['kind']}", f"correspondence.{row['kind']}")
    return next((words(key) for key in keys if words.has(key)), str(row["kind"]))


def _source(frame: Frame, row: Mapping[str, Any]) -> str:
    return source_text(
        frame.words,
        publisher_kind=row.get("publisher_kind"),
        title=row["source_title"],
        evidence=row["evidence"],
        section=row.get("section"),
        char_start=row.get("char_start"),
        char_end=row.get("char_end"),
    )


def _observations(frame: Frame, facts: EntityFacts) -> None:
    words = frame.words
    if not facts.observations:
        st.info(words("entity.no_observations"))
        return
    for measure, rows in facts.observations:
        caption = words(f"measure.{measure}") if words.has(f"measure.{measure}") else measure
        st.markdown(
            f"**{literal(caption)}**" + (f" :orange-background[{words('entity.conflict')}]" if disagree(rows) else "")
        )
        cells = (
            [
                " – ".join(part for part in (row["value"], row["value_max"]) if part) + (row["unit"] or ""),
                row["text"] or "",
                row["period"] or row["as_of"] or "",
                words(f"support.{row['support']}"),
                _source(frame, row),
                row["dataset"],
            ]
            for row in rows
        )
        st.html(table(("value", "about", "as_of", "support", "evidence", "dataset"), cells, words))


def _places(frame: Frame, places: Sequence[Place]) -> None:
    words = frame.words
    if not places:
        st.info(words("entity.no_places"))
        return
    if not any(place.named for place in places):
        st.caption(words("entity.no_text"))
    lines = []
    for place in places:
        where = words("page.offsets", section=place.section, start=place.char_start, end=place.char_end)
        passage = (
            f"{escape(place.before)}<mark>{escape(place.named)}</mark>{escape(place.after)}" if place.named else "—"
        )
        lines.append(cells_line([escape(place.document), escape(where), f'<span class="passage">{passage}</span>']))
    heads = [words(f"column.{name}") for name in ("document", "evidence", "passage")]
    st.html(html_table(heads, lines, "facts"))


def _leads(frame: Frame, leads: Rows, doubtful: Rows) -> None:
    words = frame.words
    st.caption(words("entity.leads_note"))
    if not leads and not doubtful:
        st.info(words("entity.no_leads"))
    if leads:
        cells = (
            [
                row["who"],
                row["suspected"],
                words(f"reason_of_lead.{row['reason']}"),
                row["confirm"],
                _source(frame, row),
            ]
            for row in leads
        )
        st.html(table(("organisation", "about", "reason", "confirm", "evidence"), cells, words))
    if doubtful:
        _statements(frame, doubtful)
