"""The form of a list's mapping: the guess, to be checked by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from msgspec.structs import replace

from loaders.lists.detect import MappingGuess
from loaders.lists.list_column import list_columns
from loaders.lists.list_type import list_types
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.sources.list_table import ListTable, distinct_columns
from ui.components.markdown import escape_markdown
from ui.components.session_key import SessionKey
from ui.components.technical import technical_details
from ui.presenters.reports import row_kind
from ui.text import Words

FIELDS_PER_LINE = 4
MAX_SAMPLE_CHARACTERS = 20  # of a column's first value, so that it fits into the list beside the column's name


def mapping_form(guess: MappingGuess, words: Words, file_id: str) -> ListMapping:
    """Show the form, and return the mapping as filled in; ``file_id`` gives each uploaded file fields of its own."""
    mapping, key = guess.mapping, SessionKey.LIST_MAPPING
    first_line = st.columns([3, 2])
    second_line = st.columns([3, 2, 3], vertical_alignment="bottom")
    title = first_line[0].text_input(words("lists.title"), mapping.title, key=key.of(file_id, "title"))
    publisher = first_line[1].text_input(words("lists.publisher"), mapping.publisher, key=key.of(file_id, "publisher"))
    type_id = second_line[0].selectbox(
        words("lists.kind"),
        list(list_types()),
        index=_type_index(mapping),
        format_func=lambda id_: str(getattr(list_types()[id_], words.language)),
        key=key.of(file_id, "kind"),
    )
    date = second_line[1].text_input(words("lists.date"), mapping.date, key=key.of(file_id, "date"))
    place = second_line[2].toggle(words("lists.place"), mapping.place, key=key.of(file_id, "place"))
    list_type = list_types()[type_id]
    label = words.label(list_type.label)
    st.caption(escape_markdown(words("lists.kind_says", label=label, row_kind=row_kind(list_type.kind, words))))
    kinds = _table_kinds(mapping, words, file_id)
    columns = _column_fields(guess, words, file_id)
    with technical_details(words):
        dataset = st.text_input(words("lists.dataset"), mapping.dataset, key=key.of(file_id, "dataset"))
    return replace(
        mapping,
        title=title.strip(),
        publisher=publisher.strip(),
        date=date.strip(),
        dataset=dataset.strip(),
        label=list_type.label,
        kind=list_type.kind,
        status=list_type.status,
        type=list_type.id,
        columns=columns,
        place=place,
        kinds=kinds,
    )


def _table_kinds(mapping: ListMapping, words: Words, file_id: str) -> Mapping[str, str]:
    """Show the kind of each table that is of another than the rest, and return those chosen."""
    types = list(list_types())
    return {
        caption: st.selectbox(
            escape_markdown(words("lists.kind_of", caption=caption)),
            types,
            index=types.index(guessed),
            format_func=lambda id_: str(getattr(list_types()[id_], words.language)),
            key=SessionKey.LIST_MAPPING.of(file_id, "kinds", caption),
        )
        for caption, guessed in mapping.kinds.items()
    }


def _type_index(mapping: ListMapping) -> int:
    types = list(list_types().values())
    if mapping.type:
        return list(list_types()).index(mapping.type)
    guessed = (mapping.label, mapping.kind)
    return next((index for index, type_ in enumerate(types) if (type_.label, type_.kind) == guessed), 0)


def _column_fields(guess: MappingGuess, words: Words, file_id: str) -> Mapping[str, str]:
    """Show a list of columns for each property, and return the property of each column.

    A property may have more than one column in a kept mapping; the further ones stay, without a field.
    """
    st.markdown(f"**{words('lists.mapping')}**")
    columns, guessed = distinct_columns(guess.tables), guess.mapping.columns
    first_columns = {prop: column for column, prop in reversed(list(guessed.items()))}
    samples = {column: _sample(guess.tables, column) for column in columns}
    properties = list(list_columns())
    chosen: dict[str, str] = {}
    for start in range(0, len(properties), FIELDS_PER_LINE):
        line = properties[start : start + FIELDS_PER_LINE]
        for place, prop in zip(st.columns(FIELDS_PER_LINE), line, strict=False):
            first = first_columns.get(prop)
            column = place.selectbox(
                str(getattr(list_columns()[prop], words.language)),
                ["", *columns],
                index=columns.index(first) + 1 if first in columns else 0,
                format_func=lambda c: f"{c}　{samples[c]}" if c else words("lists.column_none"),
                key=SessionKey.LIST_MAPPING.of(file_id, "column", prop),
            )
            if column:
                chosen[column] = prop
    further = {column: prop for column, prop in guessed.items() if first_columns.get(prop) != column}
    return {**further, **chosen}


def _sample(tables: Sequence[ListTable], column: str) -> str:
    texts = (table.sample(column) for table in tables if column in table.columns)
    return next(filter(None, texts), "")[:MAX_SAMPLE_CHARACTERS]
