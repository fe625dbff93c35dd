"""The enterprises of lists that are at no segment, and a form that places one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from graph.model.errors import LiantuError
from loaders.access.principal import Principal
from loaders.facts import Fact
from loaders.service.classification import UnplacedFirm, unplaced_firms
from loaders.service.facts import add_facts_to_store
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import note, table
from ui.components.who_input import who_input
from ui.pages.lists.judgements import MAX_REASON_CHARACTERS
from ui.text import Words

MAX_FIRMS = 200  # a longer table takes longer to draw; those that are placed make room for the next
MAX_PRODUCTS_CHARACTERS = 60  # of a firm's caption, so that a choice stays one line
FIRM_COLUMNS = ("organisation", "chain", "products")


def unplaced_review(context: PageContext) -> None:
    """Show the enterprises at no segment, and the form."""
    words = context.words
    if show_notice(SessionKey.UNPLACED_NOTICE):
        load_effect_note(context)
    firms = context.cached_large(unplaced_firms)
    if not firms:
        return
    st.header(words("placed.unplaced", count=len(firms)), anchor=False)
    st.html(note(words("placed.unplaced_about")))
    shown = firms[:MAX_FIRMS]
    with st.form(SessionKey.UNPLACED_FORM):
        _place_form(context, {firm.id: firm for firm in shown})
    rows = ([firm.name, words.join(firm.chains), firm.products] for firm in shown)
    st.html(table(FIRM_COLUMNS, rows, words))
    if len(firms) > MAX_FIRMS:
        st.caption(words("placed.unplaced_more", shown=MAX_FIRMS))


def _place_form(context: PageContext, firms: Mapping[str, UnplacedFirm]) -> None:
    words, analysis = context.words, context.analysis()
    names = _segment_captions(context)
    captions = {id_: _caption(firm, words) for id_, firm in firms.items()}
    id_ = st.selectbox(words("placed.firm"), list(captions), format_func=captions.__getitem__)
    segments = st.multiselect(words("placed.segments"), list(names), format_func=names.__getitem__)
    source_column, who_column = st.columns([3, 1])
    source = source_column.text_input(
        words("fact.source"), placeholder=words("fact.source_hint"), max_chars=MAX_REASON_CHARACTERS
    )
    with who_column:
        principal = who_input(context, "unplaced")
    if st.form_submit_button(words("placed.place"), type="primary"):
        facts = [
            Fact(segment=segment, role="", region=analysis.region, source=source, organisation=id_)
            for segment in segments
        ]
        _write(context, firms[id_], facts, principal)


def _caption(firm: UnplacedFirm, words: Words) -> str:
    products = firm.products[:MAX_PRODUCTS_CHARACTERS]
    return words("titled", title=firm.name, text=products) if products else firm.name


def _segment_captions(context: PageContext) -> dict[str, str]:
    chains = [coverage.chain for coverage in context.analysis().coverages.values()]
    return {
        segment.id: context.words("titled", title=chain.name, text=segment.name)
        for chain in chains
        for segment in chain.segments.values()
    }


def _write(context: PageContext, firm: UnplacedFirm, facts: Sequence[Fact], principal: Principal) -> None:
    words = context.words
    if not facts:
        st.info(words("placed.nothing_chosen"))
        return
    try:
        add_facts_to_store(context.store, facts, principal)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    segments = [context.analysis().segment_name(fact.segment) for fact in facts]
    leave_notice(SessionKey.UNPLACED_NOTICE, words("placed.placed_firm", firm=firm.name, segments=words.join(segments)))
    context.invalidate()
    st.rerun()
