"""The filters of the network, and its largest size."""

from __future__ import annotations

import streamlit as st

from graph.model.schema import STUB
from graph.model.schema_file import default_schema
from queries import subgraph
from queries.subgraph import SubgraphFilter
from ui.components.inputs import multiselect, segments, toggle
from ui.components.network import HIDDEN_PARAM
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter
from ui.components.url_state import param, params

ENTITY_LIMITS = (subgraph.DEFAULT_ENTITIES, subgraph.SOFT_MAX_ENTITIES, subgraph.MAX_ENTITIES)
FILTER_PARAMS = (HIDDEN_PARAM, "status", "data", "confidence")


def subgraph_filter(context: PageContext) -> tuple[SubgraphFilter, int]:
    """Show the inputs in a popover whose title counts the filters in use, and return the filter and the limit."""
    words, schema = context.words, default_schema()
    in_use = sum(bool(params(name)) for name in FILTER_PARAMS) + (param("sure") == "1")
    title = words("explore.filter")
    everything = words("explore.all")
    with st.popover(words("counted", title=title, count=in_use) if in_use else title, width="stretch"):
        limits = [str(limit) for limit in ENTITY_LIMITS]
        limit = segments(words("explore.most"), limits, "most", default=limits[0])
        established_only = toggle(words("explore.sure_only"), "sure")
        labels = [name for name, kind in schema.nodes.items() if kind.entity and name != STUB]
        hidden = multiselect(words("explore.hide"), labels, HIDDEN_PARAM, words.label, words("explore.none"))
        statuses = multiselect(
            words("column.status"), schema.values["status"], "status", lambda v: words(f"status.{v}"), everything
        )
        datasets = multiselect(
            words("column.dataset"), list(titles := context.dataset_titles), "data", titles.__getitem__, everything
        )
        confidences = multiselect(
            words("column.confidence"),
            schema.values["confidence"],
            "confidence",
            lambda v: words(f"confidence.{v}"),
            everything,
        )
    shown = SubgraphFilter(
        hidden=frozenset(hidden),
        statuses=frozenset(statuses),
        datasets=frozenset(datasets),
        confidences=frozenset(confidences),
        leads=not established_only,
        sources=selected_filter(),
    )
    return shown, int(limit)
