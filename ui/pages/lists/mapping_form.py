"""What a list is and what its columns say, to be checked by a person: the guess as a form."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from msgspec.structs import replace

from loaders.lists.detect import MappingGuess
from loaders.lists.list_column import list_columns
from loaders.lists.list_type import list_types
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.sources.list_table import distinct_columns
from ui.text import Words

ACROSS, SAMPLE = 4, 20


def mapping_form(found: MappingGuess, words: Words, key: str) -> ListMapping:
    """The form; ``key`` is the file's own, so that another file begins anew."""
    mapping = found.mapping
    first, second = st.columns([3, 2]), st.columns([2, 2, 3, 2], vertical_alignment="bottom")
    title = first[0].text_input(words("lists.title"), mapping.title, key=f"{key}-title")
    publisher = first[1].text_input(words("lists.publisher"), mapping.publisher, key=f"{key}-publisher")
    label = second[0].selectbox(
        words("lists.kind"),
        list(list_types()),
        index=_kind(mapping),
        format_func=lambda id_: str(getattr(list_types()[id_], words.language)),
        key=f"{key}-kind",
    )
    date = second[1].text_input(words("lists.date"), mapping.date, key=f"{key}-date")
    dataset = second[2].text_input(words("lists.dataset"), mapping.dataset, key=f"{key}-dataset")
    place = second[3].toggle(words("lists.place"), mapping.place, key=f"{key}-place")
    columns = _columns(found, words, key)
    kind = list_types()[label]
    return replace(
        mapping,
        title=title.strip(),
        publisher=publisher.strip(),
        date=date.strip(),
        dataset=dataset.strip(),
        label=kind.label,
        kind=kind.kind,
        status=kind.status,
        columns=columns,
        place=place,
    )


def _kind(mapping: ListMapping) -> int:
    same = [
        n for n, kind in enumerate(list_types().values()) if (kind.label, kind.kind) == (mapping.label, mapping.kind)
    ]
    return next(iter(same), 0)


def _columns(found: MappingGuess, words: Words, key: str) -> Mapping[str, str]:
    """For each property the column that says it; columns that a kept map gives beside stay."""
    st.markdown(f"**{words('lists.mapping')}**")
    every = distinct_columns(found.tables)
    first = {prop: column for column, prop in reversed(list(found.mapping.columns.items()))}
    samples = {column: found.tables[0].sample(column) for column in every}
    chosen: dict[str, str] = {}
    for start in range(0, len(list_columns()), ACROSS):
        for place, prop in zip(st.columns(ACROSS), list(list_columns())[start : start + ACROSS], strict=False):
            column = place.selectbox(
                str(getattr(list_columns()[prop], words.language)),
                ["", *every],
                index=every.index(first[prop]) + 1 if first.get(prop) in every else 0,
                format_func=lambda one: f"{one}　{samples[one][:SAMPLE]}" if one else words("lists.column_none"),
                key=f"{key}-column-{prop}",
            )
            if column:
                chosen[column] = prop
    again = {column: prop for column, prop in found.mapping.columns.items() if first.get(prop) != column}
    return {**again, **chosen}
