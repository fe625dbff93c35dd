"""相近区域: the regions most like this one, what they have that is not found here, what this one is specialised in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from graph.analysis.source_filter import SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.english_names import EnglishNames
from queries.region_position import RegionPosition, load_regions, region_position
from ui.components.cache import current_method
from ui.components.download_row import Download, download_row
from ui.components.links import anchor, same_page_url
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter
from ui.components.table import html_table
from ui.exports.peers_xlsx import peers_xlsx
from ui.pages.compare.pair import LEFT_PARAM, PAIR_PARAM, RIGHT_PARAM
from ui.presenters.beside.facts import PairKind
from ui.presenters.region_position import (
    EXPANSION_COLUMNS,
    PEER_COLUMNS,
    STRENGTH_COLUMNS,
    ExpansionLine,
    PeerLine,
    StrengthLine,
    expansion_lines,
    peer_lines,
    position_remarks,
    strength_lines,
)
from ui.presenters.source_filter import file_name, filter_texts, scope_text

MAX_SHOWN = 20  # segments of each table; the file has the others
MAX_PEERS = 5  # what is done with them stands below, and is to be seen without scrolling far


def peers(context: PageContext) -> None:
    """Show the position of the region among those that are loaded, or why there is nothing to show."""
    words = context.words
    if len(context.regions) < 2:
        st.info(words("peers.one_region"))
        st.html(context.links.anchor("start", words("beside.one_region_link"), "go"))
        return
    method = context.settings.method
    fingerprint = str(current_method(method))
    try:
        position = context.derived_large(
            _position, context.region, selected_filter(), context.names, method, fingerprint
        )
    except UsageError as problem:  # too many regions
        st.info(escape_markdown(words.error(problem)))
        return
    remarks, files = st.columns([3, 1], vertical_alignment="center")
    with remarks:
        for remark in position_remarks(position, words):
            st.caption(escape_markdown(remark))
    with files:
        _download(context, position)
    st.header(words("peers.head"), anchor=False)
    st.caption(words("peers.about"))
    st.html(_peer_table(context, position, peer_lines(position, words)[:MAX_PEERS]))
    if lines := expansion_lines(position, words):
        st.header(words("counted", title=words("peers.lacking_head"), count=len(lines)), anchor=False)
        st.caption(words("peers.lacking_about"))
        st.html(_segment_table(context, EXPANSION_COLUMNS, lines[:MAX_SHOWN]))
        _more(context, len(lines))
    if strengths := strength_lines(position, words):
        st.header(words("counted", title=words("peers.strengths_head"), count=len(strengths)), anchor=False)
        st.caption(words("peers.strengths_about"))
        st.html(_segment_table(context, STRENGTH_COLUMNS, strengths[:MAX_SHOWN]))
        _more(context, len(strengths))


def _position(
    store: Store, region: str, source_filter: SourceFilter, names: EnglishNames, method: Path | None, _: str
) -> RegionPosition:
    position = region_position(load_regions(store, region, source_filter, current_method(method)))
    return replace(position, chains={id_: names.in_chain(chain) for id_, chain in position.chains.items()})


def _download(context: PageContext, position: RegionPosition) -> None:
    words, chosen = context.words, selected_filter()
    today, scope = date.today(), scope_text(chosen, words)
    name = file_name(context.region_name, words("peers.file"), *filter_texts(chosen, words), today.isoformat())
    download_row(
        [Download(words("peers.xlsx"), f"{name}.xlsx", lambda: peers_xlsx(position, scope, today, words))], (1,)
    )


def _peer_table(context: PageContext, position: RegionPosition, lines: Sequence[PeerLine]) -> Markup:
    """Return the peers; a name sets the two regions side by side."""
    sides = {PAIR_PARAM: PairKind.REGION.value, f"{LEFT_PARAM}_{PairKind.REGION}": position.region}
    right = f"{RIGHT_PARAM}_{PairKind.REGION}"
    rows = (
        [
            anchor(same_page_url("compare", tab="beside", **sides, **{right: line.region}), line.name),
            line.similarity,
            str(line.common),
            str(line.held),
        ]
        for line in lines
    )
    return html_table(_headings(context, PEER_COLUMNS), rows)


def _segment_table(
    context: PageContext, columns: Sequence[str], lines: Sequence[ExpansionLine] | Sequence[StrengthLine]
) -> Markup:
    rows = (
        [
            context.links.anchor("chain", line.segment_name, chain=line.chain, segment=line.segment),
            *(str(getattr(line, column)) for column in columns[1:]),
        ]
        for line in lines
    )
    return html_table(_headings(context, columns), rows)


def _headings(context: PageContext, columns: Sequence[str]) -> list[str]:
    return [context.words(f"peers.column.{column}") for column in columns]


def _more(context: PageContext, count: int) -> None:
    if count > MAX_SHOWN:
        st.caption(context.words("peers.more", count=MAX_SHOWN))
