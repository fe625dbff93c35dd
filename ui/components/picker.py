"""A field for an entity: type a name, an alias, a part or pinyin initials; choose when several fit."""

from __future__ import annotations

import streamlit as st

from queries.run import search_entities
from queries.subgraph import load_entities
from ui.components.page_context import PageContext
from ui.components.url_state import disambiguate, escape_markdown, key_of, param, set_params

MOST_HITS = 30


def pick_entity(context: PageContext, label: str, name: str) -> str:
    """The chosen entity's id, kept in the URL under ``name``; empty when none is chosen yet."""
    words, text = context.words, param(name)
    known = context.cached(load_entities, (text,)) if text else {}
    captions = {one.id: words("page.thing", name=one.name, label=words.label(one.label)) for one in known.values()}
    if text and not known:
        hits = context.cached(search_entities, text, MOST_HITS)
        captions = {hit.id: words("page.thing", name=hit.name, label=words.label(hit.label)) for hit in hits}
        if len(hits) == 1:
            known = context.cached(load_entities, (hits[0].id,))
            set_params(**{name: hits[0].id})
    chosen = next(iter(known), None)
    hint = words("page.pick_hint")
    if text and not chosen:
        hint = words("page.pick_several" if captions else "page.pick_none", text=text, count=len(captions))
    key = key_of(name)
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen

    def changed() -> None:
        set_params(**{name: st.session_state[key] or ""})

    st.selectbox(
        label,
        list(captions),
        key=key,
        index=None,
        format_func=disambiguate(list(captions), captions.__getitem__),
        accept_new_options=True,
        placeholder=hint,
        on_change=changed,
    )
    if text and not chosen:
        st.info(escape_markdown(hint))
    return chosen or ""
