"""All that a paper on some chains is written from, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.records import SUPPLY
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.rows.chains import SegmentLeadsRow
from queries.rows.internal import SegmentSentencesRow
from queries.rows.targeting import FirmsElsewhereRow
from queries.run import fetch_rows
from queries.targeting import TargetingInputs, load_targeting_inputs


@dataclass(frozen=True, eq=False, kw_only=True)
class DossierInputs:
    """What a paper rests on.

    Attributes:
        targeting: the analysis, candidates elsewhere and who is here.
        leads: who is suspected to be at each segment, by name; never counted, only asked.
        firms: the firms of other regions' lists that supply each segment, one row a firm, that of its best source.
        sentences: the sentence behind a statement, where the document's text is loaded.
    """

    targeting: TargetingInputs
    leads: Mapping[str, tuple[str, ...]]
    firms: Mapping[str, tuple[FirmsElsewhereRow, ...]]
    sentences: Mapping[str, str]

    @property
    def analysis(self) -> RegionAnalysis:
        """Return the analysis of the region."""
        return self.targeting.analysis


def load_dossier_inputs(store: Store, analysis: RegionAnalysis) -> DossierInputs:
    """Read what papers on the chains of an analysis rest on."""
    rows = fetch_rows(store, SegmentSentencesRow, region=analysis.region)
    return DossierInputs(
        targeting=load_targeting_inputs(store, analysis),
        leads=leads_by_segment(store, analysis),
        firms=_firms(store, analysis),
        sentences={row.statement: row.text for row in rows},
    )


def leads_by_segment(store: Store, analysis: RegionAnalysis) -> dict[str, tuple[str, ...]]:
    """Return the names of those who are suspected to be at each segment, by sources that count."""
    leads: dict[str, list[str]] = defaultdict(list)
    for chain in analysis.coverages:
        for row in fetch_rows(store, SegmentLeadsRow, chain=chain, region=analysis.region):
            if analysis.source_filter.accepts(year=row.year, grade=row.grade):
                leads[row.segment_id].append(row.who)
    return {segment: tuple(dict.fromkeys(who)) for segment, who in leads.items()}


def _firms(store: Store, analysis: RegionAnalysis) -> dict[str, tuple[FirmsElsewhereRow, ...]]:
    segments = {id_: segment for c in analysis.coverages.values() for id_, segment in c.chain.segments.items()}
    firms: dict[str, dict[str, FirmsElsewhereRow]] = defaultdict(dict)
    for row in fetch_rows(store, FirmsElsewhereRow, region=analysis.region):
        segment = segments.get(row.segment_id)
        counts = analysis.source_filter.accepts(year=row.year, grade=row.grade)
        if segment and counts and segment.covers(SUPPLY, row.role):
            firms[row.segment_id].setdefault(row.organisation_id, row)
    return {segment: tuple(rows.values()) for segment, rows in firms.items()}
