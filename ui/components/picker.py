"""A field for an entity: type a name, an alias, a part or pinyin initials; choose when several fit."""

from __future__ import annotations

import streamlit as st

from queries.run import search_entities
from queries.subgraph import load_entities
from ui.components.inputs import disambiguate, input_key, show_value
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.url_state import param, set_params

MAX_PICKER_HITS = 30  # more than a list to choose from can be read


def pick_entity(context: PageContext, label: str, name: str, *, label_hidden: bool = False) -> str:
    """Show the field, and return the id of the chosen entity, "" while none is chosen.

    Args:
        context: the page's context.
        label: the caption of the field.
        name: the parameter of the URL that keeps the id; a text instead of an id is searched.
        label_hidden: whether the caption is left to screen readers.
    """
    words, text = context.words, param(name)
    entities = context.cached(load_entities, (text,)) if text else {}
    options = {entity.id: _caption(context, entity.id, entity.name, entity.label) for entity in entities.values()}
    if text and not entities:
        hits = context.cached(search_entities, text, MAX_PICKER_HITS)
        options = {hit.id: _caption(context, hit.id, hit.name, hit.label) for hit in hits}
        if len(hits) == 1:
            entities = context.cached(load_entities, (hits[0].id,))
            set_params(**{name: hits[0].id})
    chosen = next(iter(entities), None)
    hint = words("page.pick_hint")
    if text and not chosen:
        hint = words("page.pick_several" if options else "page.pick_none", text=text, count=len(options))
    key = input_key(name)
    show_value(key, chosen)

    def write_param() -> None:
        set_params(**{name: st.session_state[key] or ""})

    st.selectbox(
        label,
        list(options),
        key=key,
        index=None,
        format_func=disambiguate(list(options), options.__getitem__),
        accept_new_options=True,
        placeholder=hint,
        on_change=write_param,
        label_visibility="collapsed" if label_hidden else "visible",
    )
    if text and not chosen:
        st.info(escape_markdown(hint))
    return chosen or ""


def _caption(context: PageContext, id_: str, name: str, label: str) -> str:
    return context.words("page.thing", name=context.names.of(id_, name), label=context.words.label(label))
