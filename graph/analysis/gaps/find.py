"""All gaps of a chain."""

from __future__ import annotations

from graph.analysis.coverage import Coverage
from graph.analysis.gaps.build import build_gaps
from graph.analysis.gaps.fill import extend_gaps, fill_gaps
from graph.analysis.gaps.gap import Gap
from graph.analysis.gaps.strengthen import strengthen_gaps


def find_gaps(coverage: Coverage) -> list[Gap]:
    """Return the gaps of a chain, the sure ones first, then by score; one segment has one kind."""
    gaps = [gap for kind in (build_gaps, fill_gaps, strengthen_gaps, extend_gaps) for gap in kind(coverage)]
    return sorted(gaps, key=lambda gap: gap.rank)
