"""Chains and gaps as rows with stable fields, in a user's words: for tables, JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.analysis.cell import Interval
from graph.analysis.coverage import Coverage
from graph.analysis.doubles import Double
from graph.analysis.gaps.gap import Gap, GapKind, Reason
from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.source_filter import is_repost
from graph.model.records import SUPPLY
from queries.plan_wording import PlanWording
from queries.region import RegionAnalysis
from queries.statement_source import StatementSource
from ui.presenters.doubles import double_fields, double_text, doubles_of_chain
from ui.presenters.source_filter import FILTER_SEPARATOR, grade_texts, scope_text
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class ChainRow:
    """One chain: ``completeness`` is [low, high] or None, ``counts`` are segments per state.

    ``known_completeness`` is that of what is known, None where nothing is; ``shares`` are of importance, per state.
    """

    id: str
    name: str
    segments: int
    completeness: tuple[float, float] | None
    known: float | None
    known_completeness: float | None
    shares: Mapping[str, float]
    enough: bool
    counts: Mapping[str, int]
    nearest_route: tuple[str, ...]
    route_lacks: tuple[str, ...]
    doubles: tuple[Double, ...] = ()

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return {
            "id": self.id,
            "name": self.name,
            "segments": self.segments,
            "completeness": list(self.completeness) if self.completeness else None,
            "known": self.known,
            "known_completeness": self.known_completeness,
            "shares": dict(self.shares),
            "enough": self.enough,
            "counts": dict(self.counts),
            "nearest_route": list(self.nearest_route),
            "route_lacks": list(self.route_lacks),
            "doubles": double_fields(self.doubles),
        }


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """One gap, with its reason in words and its sources.

    ``level`` is how much it matters beside the others of the region. ``reposts_only``: it rests on reposts of unknown
    origin alone; ``source_segments`` are the names of the segments that its sources speak of: its own, and neighbours.
    """

    id: str
    kind: str
    certain: bool
    chain: str
    chain_name: str
    segment: str
    segment_name: str
    score: float
    level: str
    parts: Mapping[str, Any]
    reason: str
    sources: tuple[StatementSource, ...]
    reposts_only: bool
    datasets: tuple[str, ...]
    wording: tuple[PlanWording, ...]
    doubles: tuple[Double, ...] = ()
    source_segments: Mapping[str, str] = field(default_factory=dict)

    def organisations_here(self) -> tuple[str, ...]:
        """Return who is at the gap's own segment, planned ones too."""
        return tuple(dict.fromkeys(s.organisation for s in self.sources if s.organisation and self.is_here(s)))

    def organisations_beside(self) -> tuple[tuple[str, str], ...]:
        """Return who is at the neighbouring segments that the gap rests on, each with its segment's name."""
        pairs = (
            (source.organisation, self.source_segments.get(source.segment, ""))
            for source in self.sources
            if source.organisation and not self.is_here(source)
        )
        return tuple(dict.fromkeys(pairs))

    def is_here(self, source: StatementSource) -> bool:
        """Return whether a source speaks of the gap's own segment, and not of a neighbour."""
        return source.segment == self.segment

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        sources = [
            {
                "statement": s.statement,
                "organisation": s.organisation,
                "role": s.role,
                "status": s.status,
                "evidence": s.evidence,
                "title": s.source_title,
                "publisher": s.publisher,
                "published": s.published,
                "grade": s.grade,
                "access": s.access,
                "as_of": s.as_of,
                "dataset": s.dataset,
            }
            for s in self.sources
        ]
        return {
            "id": self.id,
            "kind": self.kind,
            "certain": self.certain,
            "chain": self.chain,
            "chain_name": self.chain_name,
            "segment": self.segment,
            "segment_name": self.segment_name,
            "score": self.score,
            "level": self.level,
            "parts": dict(self.parts),
            "reason": self.reason,
            "sources": sources,
            "reposts_only": self.reposts_only,
            "claims": list(self.datasets),
            "plan": [_wording_fields(wording) for wording in self.wording],
            "doubles": double_fields(self.doubles),
        }


def _wording_fields(wording: PlanWording) -> dict[str, Any]:
    return {
        "subject": wording.subject,
        "actor": wording.actor,
        "relation": wording.relation,
        "status": wording.status,
        "section": wording.section,
        "char_start": wording.char_start,
        "char_end": wording.char_end,
        "text": wording.text,
        "statement": wording.statement,
        "title": wording.source_title,
        "publisher": wording.publisher,
        "published": wording.published,
        "grade": wording.grade,
        "access": wording.access,
    }


def chain_rows(analysis: RegionAnalysis, role: str = SUPPLY) -> list[ChainRow]:
    """Return one row for each chain, by id."""
    return [
        _chain(coverage, role, doubles_of_chain(analysis, coverage.chain.id, role))
        for coverage in analysis.coverages.values()
    ]


def _chain(coverage: Coverage, role: str, doubles: Sequence[Double]) -> ChainRow:
    span = coverage.completeness(role)
    known_share, of_known = coverage.known_share(role), coverage.known_completeness(role)
    counts = {str(state): count for state, count in coverage.state_counts(role).items()}
    return ChainRow(
        id=coverage.chain.id,
        name=coverage.chain.name,
        segments=len(coverage.chain.segments),
        completeness=_span(span),
        known=None if known_share is None else round(known_share, SCORE_DECIMALS),
        known_completeness=None if of_known is None else round(of_known, SCORE_DECIMALS),
        shares={str(state): round(share, SCORE_DECIMALS) for state, share in coverage.state_shares(role).items()},
        enough=coverage.is_assessable(role),
        counts=counts,
        nearest_route=coverage.nearest_route,
        route_lacks=coverage.uncovered_on_nearest_route,
        doubles=tuple(doubles),
    )


def _span(span: Interval | None) -> tuple[float, float] | None:
    return (round(span.low, SCORE_DECIMALS), round(span.high, SCORE_DECIMALS)) if span else None


def gap_rows(analysis: RegionAnalysis, words: Words, gaps: Sequence[Gap] | None = None) -> list[GapRow]:
    """Return one row for each gap, the most urgent first."""
    return [_gap(analysis, words, gap) for gap in (analysis.gaps if gaps is None else gaps)]


@lru_cache(maxsize=8)
def all_gap_rows(analysis: RegionAnalysis, words: Words) -> tuple[GapRow, ...]:
    """Return one row for each gap of an analysis, cached."""
    return tuple(gap_rows(analysis, words))


def _gap(analysis: RegionAnalysis, words: Words, gap: Gap) -> GapRow:
    parts = {name: round(part, SCORE_DECIMALS) if isinstance(part, float) else part for name, part in gap.parts.items()}
    if gap.kind == GapKind.EXTEND and gap.segment:
        segment_density = analysis.densities.get(gap.segment)
        parts |= {"density": None if segment_density is None else round(segment_density, SCORE_DECIMALS)}
    sources = tuple(
        analysis.sources[statement_id] for statement_id in gap.statement_ids if statement_id in analysis.sources
    )
    datasets = tuple(statement_id for statement_id in gap.statement_ids if statement_id not in analysis.sources)
    reposts_only = bool(sources) and not datasets and all(is_repost(source.grade) for source in sources)
    doubles = [d for d in doubles_of_chain(analysis, gap.chain) if gap.segment in ("", d.segment)]
    reasons = [reason_text(analysis, words, reason, gap) for reason in gap.reasons]
    reasons += [double_text(analysis, double, words) for double in doubles if gap.segment]
    reasons += [words("source.gap_reposts")] if reposts_only else []
    return GapRow(
        id=gap.id,
        kind=str(gap.kind),
        certain=gap.certain,
        chain=gap.chain,
        chain_name=analysis.coverages[gap.chain].chain.name,
        segment=gap.segment,
        segment_name=analysis.segment_name(gap.segment) if gap.segment else "",
        score=round(gap.score, SCORE_DECIMALS),
        level=str(analysis.gap_levels[gap.chain, gap.id]),
        parts=parts,
        reason=words("separator.clause").join(reasons),
        sources=sources,
        reposts_only=reposts_only,
        datasets=datasets,
        wording=analysis.wording.get(gap.chain, ()),
        doubles=tuple(doubles),
        source_segments={source.segment: analysis.segment_name(source.segment) for source in sources},
    )


def reason_text(analysis: RegionAnalysis, words: Words, reason: Reason, gap: Gap) -> str:
    """Write a reason in words, segments and organisations by name; those known from reposts alone are marked."""
    coverage, named = analysis.coverages[gap.chain], dict[str, object]()

    def marked(name: str, segment: str) -> str:
        return name + (words("source.reposts_mark") if coverage.cell(segment).rests_on_reposts else "")

    for name, value in reason.fields.items():
        if name == "segments" and isinstance(value, tuple):
            named[name] = [marked(analysis.segment_name(str(item)), str(item)) for item in value]
        elif name == "suppliers" and isinstance(value, tuple):
            named[name] = [marked(analysis.organisations.get(str(item), str(item)), gap.segment) for item in value]
        else:
            named[name] = f"{value:.0%}" if isinstance(value, float) else value
    return words(f"reason.{reason.code}", **named)


def chain_line(row: ChainRow, words: Words) -> str:
    """Write a chain in one line."""
    low, high = (f"{end:.0%}" for end in row.completeness) if row.completeness else ("—", "—")
    counts = row.counts
    return words(
        "chains.line",
        name=row.name,
        segments=row.segments,
        low=low,
        high=high,
        known="—" if row.known is None else f"{row.known:.0%}",
        strong=counts["强"],
        weak=counts["弱"],
        planned=counts["规划"],
        absent=counts["缺"],
        unknown=counts["未知"],
        mark="" if row.enough else words("chains.mark"),
    )


def gap_line(place: int, row: GapRow, words: Words) -> str:
    """Write a gap in one line."""
    return words(
        "gaps.line",
        place=place,
        kind=words(f"kind.{row.kind}"),
        sure=words(f"sure.{'yes' if row.certain else 'no'}"),
        chain=row.chain_name,
        segment=row.segment_name or words("gaps.whole"),
        level=words(f"gap_level.{row.level}"),
        reason=row.reason,
    )


def caveats(analysis: RegionAnalysis, words: Words) -> list[str]:
    """Return the remarks that belong to the figures: the year's limits, loops, cycles, contradictions."""
    remarks = []
    chains = [coverage.chain for coverage in analysis.coverages.values()]
    if analysis.as_of is not None:
        later, undated = ({item for chain in chains for item in getattr(chain, name)} for name in ("later", "undated"))
        remarks.append(words("chains.as_of", year=analysis.as_of, later=len(later), undated=len(undated)))
    if grades := grade_texts(analysis.source_filter, words):
        low_grade = {item for chain in chains for item in chain.low_grade}
        remarks.append(words("source_filter.remark", filter=FILTER_SEPARATOR.join(grades), count=len(low_grade)))
    for coverage in analysis.coverages.values():
        chain = coverage.chain
        if chain.self_loops:
            remarks.append(words("chains.self_loops", chain=chain.name, segments=_named(analysis, chain.self_loops)))
        for cycle in coverage.structure.cycles:
            remarks.append(words("chains.cycles", chain=chain.name, segments=_named(analysis, cycle)))
        if uncounted := {holding.segment for holding in coverage.uncounted}:
            remarks.append(words("chains.uncounted", chain=chain.name, segments=_named(analysis, sorted(uncounted))))
        for fault in coverage.contradictions:
            remarks.append(
                words(
                    "chains.contradictions",
                    chain=chain.name,
                    segment=analysis.segment_name(fault.segment),
                    role=words(f"role.{fault.role}"),
                    lapsed=fault.lapsed_id,
                    holdings=list(fault.holdings),
                )
            )
    return remarks


def export_metadata(
    analysis: RegionAnalysis, words: Words, count: int, filters: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Return lines of name and value that describe a list of gaps: region, year, filters, how many, remarks."""
    lines = [
        (words("column.region"), analysis.region_name),
        (words("source_filter.title"), scope_text(analysis.source_filter, words)),
        (words("explore.filter"), words.join(list(filters)) or words("explore.all")),
        (words("column.count"), str(count)),
    ]
    return lines + [(words("column.note"), remark) for remark in caveats(analysis, words)]


def _named(analysis: RegionAnalysis, segments: Sequence[str]) -> list[str]:
    return [analysis.segment_name(segment) for segment in segments]
