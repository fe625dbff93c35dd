"""Each dataset's description of the entity itself, side by side."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from queries.entity import AttributeBySource, EntityFacts
from ui.components.table import html_table, text_html
from ui.exports.subgraph_table import existence
from ui.text import Words

NOT_STATED = Markup('<span class="none">—</span>')
DISAGREEMENT = Markup(' <span class="thin">{}</span>')


def attributes(facts: EntityFacts, words: Words) -> None:
    """Show a row for each attribute and a column for each dataset, folded away; that they disagree is in the title."""
    if not facts.attributes:
        st.info(words("entity.stub"))
        return
    rows = (
        [
            _attribute_name(attribute, words),
            *(_value(attribute.name, attribute.by_dataset.get(dataset, ""), words) for dataset in facts.datasets),
        ]
        for attribute in facts.attributes
    )
    differing = sum(attribute.disagrees for attribute in facts.attributes)
    title = words("entity.said_differently", count=differing) if differing else words("entity.said")
    with st.expander(title):
        st.html(html_table([words("column.property"), *facts.datasets.values()], rows))


def _attribute_name(attribute: AttributeBySource, words: Words) -> Markup:
    name = Markup("<b>{}</b>").format(words(f"entity.property.{attribute.name}"))
    return name + DISAGREEMENT.format(words("entity.differ")) if attribute.disagrees else name


def _value(name: str, value: str, words: Words) -> Markup:
    text = words.label(value) if name == "label" else existence(value, words) if name == "existence" else value
    return text_html(text) if text else NOT_STATED
