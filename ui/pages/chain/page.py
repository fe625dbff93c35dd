"""产业链图谱: the chain map, and what is known of the chosen segment."""

from __future__ import annotations

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.analysis.method import PRODUCTION
from graph.model.errors import UsageError
from graph.model.schema import default_schema
from queries.region import RegionAnalysis
from ui.components.chain_map import chain_map
from ui.components.legend import legend
from ui.components.page_context import PageContext, empty_store, year_choice
from ui.components.url_state import escape_markdown, param, segments, select, set_params, toggle
from ui.exports.chain_svg import SegmentBox, chain_svg
from ui.pages.chain.routes import routes
from ui.pages.chain.segment_panel import segment_panel
from ui.presenters.gaps import caveats
from ui.presenters.segment import SegmentBadges, segment_badges


def chain(context: PageContext) -> None:
    """The map of the chain in the URL."""
    picture, words = context.analysis(), context.words
    if not picture.coverages:
        empty_store(context)
        return
    coverage, role = _choices(context, picture)
    _headline(context, coverage, role)
    looks = context.cached(segment_badges, picture, coverage, role)
    chosen = param("segment")
    if chosen and chosen not in coverage.chain.segments:
        raise UsageError("segment_unknown", text=chosen, known=list(coverage.chain.segments))
    year = words("page.as_of_year", year=picture.as_of) if picture.as_of else ""
    title = " ".join(part for part in (coverage.chain.name, words(f"role.{role}"), year) if part)
    svg = _svg(context, coverage, looks, chosen, title)
    clicked = chain_map(svg, title, words, key=f"map-{coverage.chain.id}-{role}")
    if clicked and clicked != chosen:
        set_params(segment=clicked)
        st.rerun()
    _route(context, picture, coverage)
    routes(context, picture, coverage)
    if chosen:
        segment_panel(context, picture, coverage, chosen, role)
    else:
        st.caption(words("page.choose_hint"))


def _choices(context: PageContext, analysis: RegionAnalysis) -> tuple[Coverage, str]:
    words, roles = context.words, list(default_schema().values["role"])
    ids = list(analysis.coverages)
    analysis.chain(param("chain") or ids[0])  # an unknown one in the URL is told, not replaced
    names, by_role, overlay, year = st.columns([2.4, 4.4, 2.2, 1.2], vertical_alignment="bottom")
    with names:
        chosen = select(
            words("page.choose_chain"),
            ids,
            "chain",
            lambda id_: analysis.coverages[id_].chain.name,
            analysis.chain(param("chain") or ids[0]).chain.id,
            segment="",
        )
    with by_role:
        role = segments(words("page.role"), roles, "role", lambda r: words(f"role.{r}"), PRODUCTION)
    with overlay:
        toggle(words("page.overlay"), "candidates")
    with year:
        year_choice(context)
    return analysis.chain(chosen), role


def _headline(context: PageContext, coverage: Coverage, role: str) -> None:
    words, span, known = context.words, coverage.completeness(role), coverage.known_share(role)
    parts = [escape_markdown(coverage.chain.name)]
    if not coverage.is_assessable(role):
        parts.append(f":orange-background[{words('insufficient')}]")
    if span and known is not None:
        parts.append(f"{words('column.completeness')} {span.low:.0%}–{span.high:.0%}")
        parts.append(f"{words('column.known')} {known:.0%}")
    title, states = st.columns([5, 4], vertical_alignment="center")
    title.markdown("**" + " · ".join(parts) + "**")
    states.html(legend(words, {str(state): count for state, count in coverage.state_counts(role).items()}))
    for remark in caveats(context.analysis(), words):
        if coverage.chain.name in remark or context.analysis().as_of is not None:
            st.caption(escape_markdown(remark))


def _svg(context: PageContext, coverage: Coverage, looks: SegmentBadges, chosen: str, title: str) -> str:
    words = context.words

    def overlaid(segment: str) -> bool:
        return param("candidates") == "1" and bool(looks.candidates.get(segment))

    boxes = [
        SegmentBox(
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
    return chain_svg(title, boxes, list(coverage.chain.graph.edges), default_schema().values["stage"], words, chosen)


def _route(context: PageContext, analysis: RegionAnalysis, coverage: Coverage) -> None:
    names = [analysis.segment_name(s) for s in coverage.nearest_route]
    lacks = [analysis.segment_name(s) for s in coverage.uncovered_on_nearest_route] or [
        context.words("page.nothing_missing")
    ]
    if names:
        st.caption(escape_markdown(context.words("page.nearest", route=" → ".join(names), lacks=lacks)))
