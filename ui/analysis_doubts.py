"""The analysis of a region with the organisations that may be one, for both faces."""

from __future__ import annotations

from dataclasses import replace

from graph.store.store import Store
from loaders.service.doubles import doubtful_pairs
from queries.region import RegionAnalysis


def with_doubts(store: Store, analysis: RegionAnalysis) -> RegionAnalysis:
    """Return an analysis that knows which of its organisations may be one."""
    return replace(analysis, doubts=doubtful_pairs(store, frozenset(analysis.organisations)))
