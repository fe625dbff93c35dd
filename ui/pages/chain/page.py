"""产业链图谱: the chain map, and what is known of the chosen segment."""

from __future__ import annotations

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.analysis.method import PRODUCTION
from graph.model.errors import UsageError
from graph.model.schema import schema
from queries.region import Picture
from ui.components.chain_map import chain_map
from ui.components.legend import legend
from ui.components.page_context import Frame, empty, year_choice
from ui.components.url_state import get, literal, put, segments, select, switch
from ui.exports.chain_svg import Segment, chain_svg
from ui.pages.chain.routes import routes
from ui.pages.chain.segment_panel import segment_panel
from ui.presenters.gaps import remarks
from ui.presenters.segment import SegmentLooks, segment_looks


def chain(frame: Frame) -> None:
    """The map of the chain in the URL."""
    picture, words = frame.picture(), frame.words
    if not picture.coverages:
        empty(frame)
        return
    coverage, role = _choices(frame, picture)
    _headline(frame, coverage, role)
    looks = frame.kept(segment_looks, picture, coverage, role)
    chosen = get("segment")
    if chosen and chosen not in coverage.chain.segments:
        raise UsageError("segment_unknown", text=chosen, known=list(coverage.chain.segments))
    year = words("page.as_of_year", year=picture.as_of) if picture.as_of else ""
    title = " ".join(part for part in (coverage.chain.name, words(f"role.{role}"), year) if part)
    svg = _svg(frame, coverage, looks, chosen, title)
    clicked = chain_map(svg, title, words, key=f"map-{coverage.chain.id}-{role}")
    if clicked and clicked != chosen:
        put(segment=clicked)
        st.rerun()
    _route(frame, picture, coverage)
    routes(frame, picture, coverage)
    if chosen:
        segment_panel(frame, picture, coverage, chosen, role)
    else:
        st.caption(words("page.choose_hint"))


def _choices(frame: Frame, picture: Picture) -> tuple[Coverage, str]:
    words, roles = frame.words, list(schema().values["role"])
    ids = list(picture.coverages)
    picture.chain(get("chain") or ids[0])  # an unknown one in the URL is told, not replaced
    names, by_role, overlay, year = st.columns([2.4, 4.4, 2.2, 1.2], vertical_alignment="bottom")
    with names:
        chosen = select(
            words("page.choose_chain"),
            ids,
            "chain",
            lambda id_: picture.coverages[id_].chain.name,
            picture.chain(get("chain") or ids[0]).chain.id,
            segment="",
        )
    with by_role:
        role = segments(words("page.role"), roles, "role", lambda r: words(f"role.{r}"), PRODUCTION)
    with overlay:
        switch(words("page.overlay"), "candidates")
    with year:
        year_choice(frame)
    return picture.chain(chosen), role


def _headline(frame: Frame, coverage: Coverage, role: str) -> None:
    words, span, known = frame.words, coverage.completeness(role), coverage.known(role)
    parts = [literal(coverage.chain.name)]
    if not coverage.enough(role):
        parts.append(f":orange-background[{words('insufficient')}]")
    if span and known is not None:
        parts.append(f"{words('column.completeness')} {span.low:.0%}–{span.high:.0%}")
        parts.append(f"{words('column.known')} {known:.0%}")
    title, states = st.columns([5, 4], vertical_alignment="center")
    title.markdown("**" + " · ".join(parts) + "**")
    states.html(legend(words, {str(state): count for state, count in coverage.counts(role).items()}))
    for remark in remarks(frame.picture(), words):
        if coverage.chain.name in remark or frame.picture().as_of is not None:
            st.caption(literal(remark))


def _svg(frame: Frame, coverage: Coverage, looks: SegmentLooks, chosen: str, title: str) -> str:
    words = frame.words

    def overlaid(segment: str) -> bool:
        return get("candidates") == "1" and bool(looks.candidates.get(segment))

    boxes = [
        Segment(
            segment.id,
            segment.name,
            segment.stage,
            looks.states[segment.id],
            words("page.unit_org", count=looks.counts[segment.id]) if looks.counts[segment.id] else "",
            segment.critical,
            f"?{looks.leads[segment.id]}" if looks.leads.get(segment.id) else "",
            words("counted", title=words("page.leads"), count=looks.leads.get(segment.id, 0)),
            words("page.overlay_note", count=looks.candidates[segment.id]) if overlaid(segment.id) else "",
        )
        for segment in coverage.chain.segments.values()
    ]
    return chain_svg(title, boxes, list(coverage.chain.graph.edges), schema().values["stage"], words, chosen)


def _route(frame: Frame, picture: Picture, coverage: Coverage) -> None:
    names = [picture.segment_name(s) for s in coverage.nearest_route]
    lacks = [picture.segment_name(s) for s in coverage.route_lacks] or [frame.words("page.nothing_missing")]
    if names:
        st.caption(literal(frame.words("page.nearest", route=" → ".join(names), lacks=lacks)))
