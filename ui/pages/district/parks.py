"""一园区一战略产业: which parks name the same chain or field, and where its firms are already."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from loaders.service.districts import PARK_NODE_LABEL, DistrictPicture
from ui.components.citation_link import citation_link
from ui.components.page_context import PageContext
from ui.components.table import html_table
from ui.presenters.districts import ChainParks, chain_parks, district_title

PARK_SEPARATOR = Markup("<br>")


def park_table(context: PageContext, picture: DistrictPicture) -> None:
    """Show the chains that several parks name or hold firms of, and say how many parks name nothing."""
    words = context.words
    st.header(words("district.parks_title"), anchor=False, help=words("district.parks_about"))
    lines = chain_parks(picture)
    several = [line for line in lines if len({id_ for id_, _ in line.stated}) > 1]
    named = {row.park_id for row in picture.industries}
    parks = [row.id for row in picture.things.values() if row.label == PARK_NODE_LABEL]
    st.caption(
        words(
            "district.parks_same" if several else "district.parks_none_same",
            fields=[line.name for line in several],
            named=len(named),
            parks=len(parks),
        )
    )
    if lines:
        rows = [
            (_field(context, line), _stated(context, picture, line), _present(context, picture, line)) for line in lines
        ]
        st.html(html_table([words(f"district.{name}") for name in ("field", "stated", "present")], rows))


def _field(context: PageContext, line: ChainParks) -> str:
    return context.links.anchor("chain", line.name, chain=line.id) if line.is_chain else line.name


def _stated(context: PageContext, picture: DistrictPicture, line: ChainParks) -> Markup:
    by_id = {row.statement: row for row in picture.industries}
    words = context.words
    return PARK_SEPARATOR.join(
        Markup("{} {} {}").format(
            context.links.anchor("entity", by_id[statement].park, id=park),
            Markup('<span class="none">{}</span>').format(words(f"status.{by_id[statement].status}")),
            citation_link(by_id[statement], words),
        )
        for park, statement in line.stated
    ) or Markup('<span class="none">{}</span>').format(words("district.none_names"))


def _present(context: PageContext, picture: DistrictPicture, line: ChainParks) -> Markup:
    words = context.words
    return PARK_SEPARATOR.join(
        Markup("{} <span class=none>{}</span>").format(
            context.links.anchor("entity", picture.name_of(park), id=park),
            words(
                "district.present_in",
                district=words.join([district_title(d, words) for d in picture.located[park] or ("",)]),
                count=count,
            ),
        )
        for park, count in line.present
    )
