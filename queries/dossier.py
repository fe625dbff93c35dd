"""All that a paper on some chains is written from, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.records import SUPPLY
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.rows.chains import SegmentLeadsRow
from queries.rows.internal import HostAuthoritiesRow, SegmentSentencesRow
from queries.rows.targeting import FirmsElsewhereRow
from queries.run import fetch_rows
from queries.targeting import TargetingInputs, load_targeting_inputs


@dataclass(frozen=True)
class HostPlace:
    """The district of a local host, and the authorities that sources name as building, supporting or running it."""

    district: str = ""
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class DossierInputs:
    """The inputs of a paper.

    Attributes:
        targeting: the analysis, candidates elsewhere and who is here.
        leads: who is suspected to be at each segment, by name; never counted, only asked.
        firms: the firms of other regions' lists that supply each segment, one row a firm, that of its best source.
        sentences: the sentence behind a statement, where the document's text is loaded.
        places: the district and the authorities of local hosts, by id.
    """

    targeting: TargetingInputs
    leads: Mapping[str, tuple[str, ...]]
    firms: Mapping[str, tuple[FirmsElsewhereRow, ...]]
    sentences: Mapping[str, str]
    places: Mapping[str, HostPlace]

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
        places=_places(store, analysis),
    )


def leads_by_segment(store: Store, analysis: RegionAnalysis) -> dict[str, tuple[str, ...]]:
    """Return the names of those who are suspected to be at each segment, by sources that count."""
    leads: dict[str, list[str]] = defaultdict(list)
    for chain in analysis.coverages:
        for row in fetch_rows(store, SegmentLeadsRow, chain=chain, region=analysis.region):
            if analysis.source_filter.accepts(year=row.year, grade=row.grade):
                leads[row.segment_id].append(row.who)
    return {segment: tuple(dict.fromkeys(who)) for segment, who in leads.items()}


def _places(store: Store, analysis: RegionAnalysis) -> dict[str, HostPlace]:
    districts: dict[str, str] = {}
    authorities: dict[str, list[str]] = defaultdict(list)
    for row in fetch_rows(store, HostAuthoritiesRow, region=analysis.region):
        districts[row.organisation_id] = row.district or ""
        if row.authority and analysis.source_filter.accepts(year=row.year, grade=row.grade):
            authorities[row.organisation_id].append(row.authority)
    return {
        id_: HostPlace(district, tuple(dict.fromkeys(authorities.get(id_, ())))) for id_, district in districts.items()
    }


def _firms(store: Store, analysis: RegionAnalysis) -> dict[str, tuple[FirmsElsewhereRow, ...]]:
    segments = {id_: segment for c in analysis.coverages.values() for id_, segment in c.chain.segments.items()}
    firms: dict[str, dict[str, FirmsElsewhereRow]] = defaultdict(dict)
    for row in fetch_rows(store, FirmsElsewhereRow, region=analysis.region):
        segment = segments.get(row.segment_id)
        counts = analysis.source_filter.accepts(year=row.year, grade=row.grade)
        if segment and counts and segment.covers(SUPPLY, row.role):
            firms[row.segment_id].setdefault(row.organisation_id, row)
    return {segment: tuple(rows.values()) for segment, rows in firms.items()}
