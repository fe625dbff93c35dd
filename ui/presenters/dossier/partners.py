"""Whom to court for a link, and who here could host: institutes, firms elsewhere, local organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.coverage import Coverage
from graph.analysis.targeting.match import STATED, Candidate, Match
from graph.model.schema_file import default_schema
from queries.dossier import DossierInputs, HostPlace
from queries.hosts import Host, find_hosts
from queries.rows.targeting import ProvisionsRow
from ui.presenters.dossier.citations import UNGRADED, Citation, cite
from ui.text import Words

MAX_PARTNERS = 3  # of a kind on a card: as many as are called in a first round
MAX_WORDS = 3  # fields of research in a remark
HOSTS_LOOKED_THROUGH = 12  # among which parks and carriers come first
FIRM_LABEL = "Enterprise"


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An organisation with its place and the reason why it is named; no citation: a judgement, or a local fact."""

    id: str
    name: str
    place: str = ""
    note: str = ""
    citation: Citation | None = None


def institutes_to_court(inputs: DossierInputs, segment: str, words: Words) -> tuple[Partner, ...]:
    """Return the institutes elsewhere that could serve a segment, the likeliest first."""
    matches = _matches(inputs, segment, firms=False)
    return tuple(_matched(inputs, match, words) for match in matches[:MAX_PARTNERS])


def firms_to_court(inputs: DossierInputs, segment: str, words: Words) -> tuple[Partner, ...]:
    """Return the firms elsewhere: candidates that are firms, then those of other regions' lists."""
    matched = [_matched(inputs, match, words) for match in _matches(inputs, segment, firms=True)]
    listed = [
        Partner(
            id=row.organisation_id,
            name=row.organisation,
            place=row.elsewhere,
            note=words("dossier.listed"),
            citation=cite(row, words),
        )
        for row in inputs.firms.get(segment, ())
    ]
    return tuple({partner.id: partner for partner in (*listed[::-1], *matched[::-1])}.values())[::-1][:MAX_PARTNERS]


def local_branches(inputs: DossierInputs, segment: str, words: Words) -> tuple[Partner, ...]:
    """Return the candidates of a segment that have a branch here: to deepen, not to invite."""
    provided = [c for c in inputs.targeting.present if any(p.segment == segment for p in c.provisions)]
    return tuple(
        Partner(
            id=candidate.id,
            name=candidate.name,
            note=candidate.branch,
            citation=_best(inputs, candidate, segment, words),
        )
        for candidate in provided[:MAX_PARTNERS]
    )


def local_hosts(inputs: DossierInputs, coverage: Coverage, segment: str, words: Words) -> tuple[Partner, ...]:
    """Return who here could host a newcomer at a segment, parks and carriers first."""
    chains = {coverage.chain.id: coverage}
    hosts = find_hosts(chains, {segment: 1.0}, inputs.targeting.local, HOSTS_LOOKED_THROUGH)
    containers = sorted(hosts, key=lambda host: not default_schema().node_type(host.label).container)
    return tuple(
        Partner(
            id=host.id,
            name=host.name,
            place=inputs.places.get(host.id, HostPlace()).district,
            note=_host_note(host, inputs, words),
        )
        for host in containers[:MAX_PARTNERS]
    )


def _matches(inputs: DossierInputs, segment: str, *, firms: bool) -> list[Match]:
    candidates = inputs.targeting.candidates
    matches = [
        match
        for match in inputs.targeting.matches
        if match.segment == segment and (candidates[match.candidate].label == FIRM_LABEL) == firms
    ]
    return sorted(matches, key=lambda match: (-round(match.probability, 9), match.candidate))


def _matched(inputs: DossierInputs, match: Match, words: Words) -> Partner:
    candidate = inputs.targeting.candidates[match.candidate]
    kinds = {evidence.kind: evidence.basis for evidence in match.evidence}
    citation = _best(inputs, candidate, match.segment, words) if STATED in kinds else None
    keywords = list(kinds.get("keyword", ()))[:MAX_WORDS]
    if citation:
        note = ""
    elif "judged" in kinds:
        note = words("dossier.judged")
    else:
        note = words("dossier.worded", words=keywords)
    return Partner(id=candidate.id, name=candidate.name, place=candidate.city, note=note, citation=citation)


def _best(inputs: DossierInputs, candidate: Candidate, segment: str, words: Words) -> Citation | None:
    """Return the best source that states a candidate's capability."""
    stated = [p.statement for p in candidate.provisions if p.segment == segment and p.stated]
    sources: Sequence[ProvisionsRow] = [inputs.targeting.sources[id_] for id_ in stated]
    best = min(sources, key=lambda row: (row.grade or UNGRADED, row.statement), default=None)
    return cite(best, words) if best else None


def _host_note(host: Host, inputs: DossierInputs, words: Words) -> str:
    names = inputs.analysis.segment_name
    if host.at:
        return words("dossier.host_at")
    if host.focus:
        return words("dossier.host_focus", fields=list(host.focus)[:MAX_WORDS])
    return words("dossier.host_beside", segments=[names(segment) for segment in host.beside[:MAX_WORDS]])
