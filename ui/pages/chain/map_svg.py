"""The boxes of the map with their notes and badges."""

from __future__ import annotations

from datetime import date

from graph.analysis.chain import Segment
from graph.model.schema_file import default_schema
from ui.exports.chain_box import SegmentBox
from ui.exports.chain_layout import NARROW_ROOM, SCREEN_ROOM
from ui.exports.chain_svg import chain_svg
from ui.pages.chain.view import ChainView
from ui.presenters.doubles import state_text
from ui.presenters.map_source import map_source_line
from ui.presenters.short_name import short_name
from ui.text import Words


def map_svg(view: ChainView, words: Words) -> str:
    """Return the map as an SVG document."""
    chain = view.coverage.chain
    boxes = [_box(view, segment, words) for segment in chain.segments.values()]
    stages = default_schema().values["stage"]
    room = NARROW_ROOM if view.segment else SCREEN_ROOM
    title = words("titled", title=view.title, text=str(date.today()))
    return chain_svg(
        title,
        boxes,
        list(chain.graph.edges),
        stages,
        words,
        chosen=view.segment,
        room=room,
        source=map_source_line(view.analysis, view.coverage, words),
    )


def _box(view: ChainView, segment: Segment, words: Words) -> SegmentBox:
    organisations = view.badges.counts[segment.id]
    count = words("page.unit_org", count=organisations) if organisations else ""
    reposts = words("source.reposts_only") if segment.id in view.badges.reposts else ""
    leads = view.badges.leads.get(segment.id, 0)
    candidates = view.badges.candidates.get(segment.id, 0) if view.choice.map_filter.shows_candidates else 0
    ids = view.badges.organisations[segment.id]
    firms = [short_name(view.analysis.organisations[id_]) for id_ in ids if _is_there(view, id_)]
    districts = {district for id_ in ids for district in view.located.get(id_, ())}
    double = view.analysis.doubles.get((view.coverage.chain.id, segment.id, view.role))
    return SegmentBox(
        id=segment.id,
        name=segment.name,
        stage=segment.stage,
        state=view.badges.states[segment.id],
        note=count,
        critical=segment.critical,
        badge=f"?{leads}" if leads else "",
        spoken=words("counted", title=words("page.leads"), count=leads),
        state_text=state_text(view.badges.states[segment.id], double, words),
        doubt=" · ".join(part for part in (words("double.short") if double else "", reposts) if part),
        firms=firms,
        size=len(ids) / view.badges.most_organisations,
        faded=not view.choice.map_filter.stresses(segment, view.badges.states[segment.id], districts),
        overlay=words("page.overlay_note", count=candidates) if candidates else "",
    )


def _is_there(view: ChainView, organisation: str) -> bool:
    return view.choice.map_filter.stresses_place(frozenset(view.located.get(organisation, ())))
