"""What falls when only some sources count: the segments whose state changes, and the numbers of gaps."""

from __future__ import annotations

from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.text import Words

MAX_NAMED_CHANGES = 5  # one line at 1366 pixels


def source_effect(whole: RegionAnalysis, counted: RegionAnalysis, words: Words, chain: str = "") -> str:
    """Write what changes from the analysis by all sources to the one by some; "" where nothing does.

    Args:
        whole: by all sources of the year.
        counted: by the sources that the filter accepts.
        words: the words of the user's language.
        chain: the id of the chain that is looked at; empty: all chains.
    """
    changed = [
        f"{whole.segment_name(segment)} {words(f'state.{before}')}→{words(f'state.{after}')}"
        for id_, coverage in whole.coverages.items()
        if chain in ("", id_)
        for segment in coverage.structure.ids
        if (before := coverage.cell(segment, SUPPLY).state) != (after := counted.coverages[id_].cell(segment).state)
    ]
    if not changed:
        return ""
    before_gaps, after_gaps = (sum(chain in ("", gap.chain) for gap in a.gaps) for a in (whole, counted))
    return words(
        "source_filter.falls",
        before=len(changed),
        names=changed[:MAX_NAMED_CHANGES],
        gaps_before=before_gaps,
        gaps_after=after_gaps,
    )
