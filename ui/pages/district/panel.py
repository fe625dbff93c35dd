"""What is known of the chosen district, or of a chain in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from graph.analysis.districts import UNSTATED
from loaders.service.districts import FIRM_NODE_LABEL, PARK_NODE_LABEL, DistrictPicture
from ui.components.citation_link import citation_link
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.table import html_table, table
from ui.presenters.districts import district_figures, district_title, firms_by_chain

MAX_NAMES_SHOWN = 30  # of one kind: what fits the panel without scrolling; the others are behind a fold
NAMED_SEPARATOR = Markup("、")
FOLDED_NAMES = Markup("{first}<details><summary>{more}</summary>{rest}</details>")
CELL_COLUMNS = ("organisation", "segment", "role", "evidence")


def district_panel(context: PageContext, picture: DistrictPicture, district: str) -> None:
    """Show a district: its figures, who is in which chain, its parks, platforms and institutes, what it plans."""
    words, figures = context.words, district_figures(picture, district)
    st.header(district_title(district, words), anchor=False)
    st.caption(
        words(
            "district.headline",
            organisations=figures.organisations,
            segments=figures.segments,
            firms=figures.firms,
            parks=figures.parks,
            platforms=figures.platforms,
            institutes=figures.institutes,
        )
    )
    left, right = st.columns(2)
    with left:
        chains = [
            (
                context.links.anchor("chain", picture.analysis.coverages[chain].chain.name, chain=chain),
                str(len(members)),
                _names(context, [(id_, picture.name_of(id_)) for id_ in members]),
            )
            for chain, members in firms_by_chain(picture, district).items()
        ]
        st.html(html_table([words("column.chain"), words("column.count"), words("column.organisation")], chains))
        if not chains:
            st.info(words("district.chain_nobody"))
    with right:
        kinds = [
            (words.label(label), str(len(rows)), _names(context, [(row.id, row.name) for row in rows]))
            for label in (PARK_NODE_LABEL, "Platform", "Institute", FIRM_NODE_LABEL)
            if (rows := picture.in_district(district, label))
        ]
        st.html(html_table([words("column.kind"), words("column.count"), words("column.name")], kinds))
    _plans(context, picture, district)


def cell_panel(context: PageContext, picture: DistrictPicture, district: str, chain: str) -> None:
    """Show who of a district is in a chain, at which link, and where that is written."""
    words, analysis = context.words, picture.analysis
    own_chain = analysis.coverages[chain].chain
    members = frozenset(picture.matrix.cell(district, chain).organisations)
    st.header(f"{district_title(district, words)} · {own_chain.name}", anchor=False)
    doubt_notice(context)
    holdings = [h for h in own_chain.holdings if h.organisation in members and h.is_existing]
    if not holdings:
        st.info(words("district.cell_nobody"))
        return
    rows = [
        (
            context.links.anchor("entity", picture.name_of(h.organisation), id=h.organisation),
            context.links.anchor("chain", own_chain.segments[h.segment].name, chain=chain, segment=h.segment),
            words(f"role.{h.role}"),
            citation_link(analysis.sources[h.id], words),
            doubt_button(context, h.id),
        )
        for h in sorted(holdings, key=lambda h: (picture.name_of(h.organisation), h.segment))
    ]
    show_statements(context, table((*CELL_COLUMNS, ""), rows, words), f"district-{district}-{chain}")


def _plans(context: PageContext, picture: DistrictPicture, district: str) -> None:
    words = context.words
    plans = picture.plans_of(district) if district != UNSTATED else []
    if district == UNSTATED:
        return
    st.header(words("district.plans"), anchor=False)
    if not plans:
        st.caption(words("district.plans_none"))
        return
    rows = [
        (
            context.links.anchor("entity", row.actor, id=row.actor_id),
            words.label(row.relation),
            context.links.anchor("entity", row.target, id=row.target_id),
            row.section or "",
        )
        for row in plans
    ]
    st.html(table(("actor", "relation", "other", "section"), rows, words))


def _names(context: PageContext, things: Sequence[tuple[str, str]]) -> Markup:
    first = _joined(context, things[:MAX_NAMES_SHOWN])
    rest = things[MAX_NAMES_SHOWN:]
    if not rest:
        return first
    more = context.words("district.more", count=len(rest))
    return FOLDED_NAMES.format(first=first, more=more, rest=_joined(context, rest))


def _joined(context: PageContext, things: Iterable[tuple[str, str]]) -> Markup:
    return NAMED_SEPARATOR.join(context.links.anchor("entity", name, id=id_) for id_, name in things)
