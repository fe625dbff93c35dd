"""Every form, in the order in which a dataset's tables are read."""

from __future__ import annotations

from loaders.dataset.tables import (
    absences,
    clauses,
    documents,
    edges,
    entities,
    feeds,
    leads,
    mentions,
    observations,
    segments,
)

TABLE_FORMATS = tuple(
    module.FORM
    for module in (entities, segments, feeds, edges, observations, absences, leads, documents, clauses, mentions)
)
