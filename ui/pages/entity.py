"""主体详情: everything known about one entity, with its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from queries.entity import EntityFacts, Mention, load_entity_facts, sources_disagree
from queries.subgraph import SubgraphFilter, ego_network
from ui.components.network import Clicked, network
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.table import cells_line, html_table, table
from ui.components.url_state import escape_markdown, set_params, tabs
from ui.exports.network_layout import layout_network
from ui.exports.source_text import source_text
from ui.exports.subgraph_table import about, existence

Rows = Sequence[Mapping[str, Any]]
NEAR, HEIGHT = 24, 420


def entity(context: PageContext) -> None:
    """The page."""
    words = context.words
    heading, field = st.columns([2.6, 2], vertical_alignment="bottom")
    with field:
        chosen = pick_entity(context, words("entity.choose"), "id")
    if not chosen:
        st.info(words("entity.empty"))
        return
    facts = context.cached(load_entity_facts, chosen)
    with heading:
        _heading(context, facts)
    said, near = st.columns([1.15, 1])
    with said:
        _sayings(context, facts)
        _segments(context, facts)
    with near:
        _near(context, chosen)
    _sheets(context, facts)


def _heading(context: PageContext, facts: EntityFacts) -> None:
    thing = facts.entity
    st.title(escape_markdown(thing.name), anchor=False)
    st.caption(escape_markdown(" · ".join([*about(thing, context.words), thing.id])))


def _sayings(context: PageContext, facts: EntityFacts) -> None:
    words = context.words
    st.header(words("entity.said"), anchor=False)
    if not facts.attributes:
        st.info(words("entity.stub"))
        return
    lines = []
    for saying in facts.attributes:
        cells = [f"<b>{escape(words(f'entity.property.{saying.name}'))}</b>"]
        cells += [_said(context, saying.name, saying.by_dataset.get(one, "")) for one in facts.datasets]
        mark = f' <span class="thin">{escape(words("entity.differ"))}</span>' if saying.disagrees else ""
        lines.append(cells_line([cells[0] + mark, *cells[1:]]))
    st.html(html_table(["", *facts.datasets], lines, "facts"))


def _said(context: PageContext, name: str, value: str) -> str:
    words = context.words
    text = words.label(value) if name == "label" else existence(value, words) if name == "existence" else value
    return f"<bdi>{escape(text)}</bdi>" if text else '<span class="none">—</span>'


def _segments(context: PageContext, facts: EntityFacts) -> None:
    words = context.words
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
        link = context.anchor("chain", row["other"] or other, chain=_chain_of(context, other), segment=other, role=role)
        if not out:
            link = context.anchor("entity", row["other"] or row["other_id"], id=row["other_id"])
        lines.append(cells_line([link, escape(words(f"role.{role}")), escape(words(f"status.{status}"))]))
    heads = [words(f"column.{name}") for name in ("segment" if out else "organisation", "role", "status")]
    st.html(html_table(heads, lines, "facts"))


def _follow(clicked: Clicked) -> None:
    if target := clicked.selected or clicked.expanded:
        set_params(id=target)


def _chain_of(context: PageContext, segment: str) -> str:
    found = (c.chain.id for c in context.analysis().coverages.values() if segment in c.chain.segments)
    return next(found, "")


def _near(context: PageContext, chosen: str) -> None:
    words = context.words
    st.header(words("entity.near"), anchor=False)
    graph = context.cached(ego_network, (chosen,), SubgraphFilter(leads=False), NEAR)
    if len(graph.entities) == 1:
        st.info(words("entity.alone"))
        return
    if graph.cut:
        st.caption(words("explore.cut_short", shown=len(graph.entities), found=graph.total))
    title = graph.entities[chosen].name
    network(graph, layout_network(graph), words, title=title, key=f"near-{chosen}", follow=_follow, height=HEIGHT)
    st.html(context.anchor("explore", words("entity.explore"), "go", at=chosen))


def _sheets(context: PageContext, facts: EntityFacts) -> None:
    words = context.words
    sure = [row for row in facts.statements if row["support"] == "established"]
    doubtful = [row for row in facts.statements if row["support"] != "established"]
    observed = sum(len(rows) for _, rows in facts.observations)
    counts = {
        "statements": len(sure),
        "observations": observed,
        "places": len(facts.mentions),
        "leads": len(facts.leads) + len(doubtful),
    }
    titles = {name: words("counted", title=words(f"entity.{name}"), count=count) for name, count in counts.items()}
    match tabs(words("page.entity"), titles):
        case "statements":
            _statements(context, sure)
        case "observations":
            _observations(context, facts)
        case "places":
            _places(context, facts.mentions)
        case _:
            _leads(context, facts.leads, doubtful)


def _statements(context: PageContext, rows: Rows) -> None:
    words = context.words
    if not rows:
        st.info(words("entity.no_statements"))
        return
    lines = []
    for row in rows:
        arrow = "→" if row["direction"] == "out" else "←"
        relation = words.label(row["relation"]) + (f"·{_kind(context, row)}" if row["kind"] else "")
        texts = [words(f"status.{row['status']}"), words(f"confidence.{row['confidence']}"), row["as_of"] or ""]
        stated = words("subject_omitted") if row["subject_stated"] == "no" else ""
        where = " ".join(part for part in (_source(context, row), stated) if part)
        cells = [
            escape(f"{arrow} {relation}"),
            context.anchor("entity", row["other"] or row["other_id"], id=row["other_id"]),
            escape(words.label(row["other_label"])),
        ]
        cells += [f"<bdi>{escape(text)}</bdi>" for text in (*texts, where, row["dataset"])]
        lines.append(cells_line(cells))
    names = ("relation", "organisation", "type", "status", "confidence", "as_of", "evidence", "dataset")
    st.html(html_table([words(f"column.{name}") for name in names], lines, "facts"))


def _kind(context: PageContext, row: Mapping[str, Any]) -> str:
    words = context.words
    keys = (f"role.{row['kind']}", f"correspondence.{row['kind']}")
    return next((words(key) for key in keys if words.has(key)), str(row["kind"]))


def _source(context: PageContext, row: Mapping[str, Any]) -> str:
    return source_text(
        context.words,
        publisher_kind=row.get("publisher_kind"),
        title=row["source_title"],
        evidence=row["evidence"],
        section=row.get("section"),
        char_start=row.get("char_start"),
        char_end=row.get("char_end"),
    )


def _observations(context: PageContext, facts: EntityFacts) -> None:
    words = context.words
    if not facts.observations:
        st.info(words("entity.no_observations"))
        return
    for measure, rows in facts.observations:
        caption = words(f"measure.{measure}") if words.has(f"measure.{measure}") else measure
        st.markdown(
            f"**{escape_markdown(caption)}**"
            + (f" :orange-background[{words('entity.conflict')}]" if sources_disagree(rows) else "")
        )
        cells = (
            [
                " – ".join(part for part in (row["value"], row["value_max"]) if part) + (row["unit"] or ""),
                row["text"] or "",
                row["period"] or row["as_of"] or "",
                words(f"support.{row['support']}"),
                _source(context, row),
                row["dataset"],
            ]
            for row in rows
        )
        st.html(table(("value", "about", "as_of", "support", "evidence", "dataset"), cells, words))


def _places(context: PageContext, places: Sequence[Mention]) -> None:
    words = context.words
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


def _leads(context: PageContext, leads: Rows, doubtful: Rows) -> None:
    words = context.words
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
                _source(context, row),
            ]
            for row in leads
        )
        st.html(table(("organisation", "about", "reason", "confirm", "evidence"), cells, words))
    if doubtful:
        _statements(context, doubtful)
