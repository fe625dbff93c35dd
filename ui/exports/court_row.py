"""A row of the table of institutes to court: 环节、建议对接院所、依据、承接单位、跟进."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.targeting.match import STATED, Match, MatchEvidence
from queries.hosts import Host
from queries.targeting import Selection, TargetingInputs, TargetingPlan
from ui.exports.target_table import source_rank
from ui.presenters.dossier.citations import Citation, cite, unique_citations
from ui.presenters.follow_up import NO_STATUSES, FollowStatuses
from ui.text import Words

MAX_ROW_LINKS = 4  # of an institute, those of most worth first
MAX_ROW_HOSTS = 2
MAX_HOST_REASONS = 1


@dataclass(frozen=True, eq=False, kw_only=True)
class CourtRows:
    """Writes the rows of a choice; the sources are numbered in the order of the rows."""

    inputs: TargetingInputs
    plan: TargetingPlan
    words: Words
    statuses: FollowStatuses = NO_STATUSES

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the cells of each chosen institute."""
        return [self._row(place, selection) for place, selection in enumerate(self.plan.selections, 1)]

    @cached_property
    def sources(self) -> tuple[Citation, ...]:
        """Return the sources of the links that are shown, each once."""
        matches = (match for selection in self.plan.selections for match in selection.matches[:MAX_ROW_LINKS])
        citations = (self._citation(_best(match)) for match in matches)
        return unique_citations(citation for citation in citations if citation)

    def _chain_lines(self, segments: Iterable[str]) -> list[str]:
        """Return a line for each chain, with the links of it."""
        names: dict[str, list[str]] = {}
        for segment in segments:
            names.setdefault(self._chain_name(segment), []).append(self.inputs.analysis.segment_name(segment))
        return [self.words("court_paper.chain_links", chain=chain, links=links) for chain, links in names.items()]

    def link(self, segment: str, chain: str = "") -> str:
        """Return a link's name with its chain's; without ``chain`` the first in which it is to be closed."""
        name = self.inputs.analysis.segment_name(segment)
        return self.words("court_paper.link", chain=self._chain_name(segment, chain), segment=name)

    def _chain_name(self, segment: str, chain: str = "") -> str:
        analysis, home = self.inputs.analysis, self.inputs.analysis.chain_of(segment)
        id_ = chain or self._demanded.get(segment) or (home.id if home else "")
        return analysis.coverages[id_].chain.name if id_ else ""

    @cached_property
    def _demanded(self) -> dict[str, str]:
        return {demand.segment: demand.chain for demand in reversed(self.inputs.demands)}

    def _row(self, place: int, selection: Selection) -> tuple[str, ...]:
        words, candidate = self.words, selection.candidate
        shown = selection.matches[:MAX_ROW_LINKS]
        more = len(selection.matches) > len(shown)
        links = [
            *self._chain_lines([match.segment for match in shown]),
            *([words("court_paper.more_links", count=len(selection.matches))] if more else []),
        ]
        key = "court_paper.institute" if candidate.city else "court_paper.institute_unplaced"
        hosts = [self._host(host) for host in selection.hosts[:MAX_ROW_HOSTS]]
        return (
            "\n".join(links),
            words(key, place=place, name=candidate.name, city=candidate.city),
            "\n".join(self._basis(shown)),
            "\n".join(hosts) or words("court_paper.no_host"),
            "\n".join(self._statuses(selection)),
        )

    def _basis(self, matches: Iterable[Match]) -> list[str]:
        """Return the evidence of the links, those of one evidence in one line."""
        names: dict[str, list[str]] = {}
        for match in matches:
            names.setdefault(self._evidence(_best(match)), []).append(self.inputs.analysis.segment_name(match.segment))
        return [
            self.words("court_paper.basis", links=list(dict.fromkeys(links)), text=text)
            for text, links in names.items()
        ]

    def _evidence(self, evidence: MatchEvidence) -> str:
        words, citation = self.words, self._citation(evidence)
        if evidence.kind == "keyword":
            return words("court_paper.keyword", words=list(evidence.basis))
        if citation is None:
            return words("court_paper.judged")
        reference = words("dossier.reference", number=self.sources.index(citation) + 1)
        return words(f"court_paper.{'stated' if evidence.kind == STATED else 'judged_by'}", reference=reference)

    def _citation(self, evidence: MatchEvidence) -> Citation | None:
        if evidence.kind == "keyword":
            return None
        return cite(min((self.inputs.sources[id_] for id_ in evidence.basis), key=source_rank), self.words)

    def _host(self, host: Host) -> str:
        words = self.words
        if host.at:
            why = words("court_paper.host_at", links=self._links(host.at))
        elif host.focus:
            why = words("court_paper.host_focus", fields=list(host.focus[:MAX_HOST_REASONS]))
        else:
            why = words("court_paper.host_beside", links=self._links(host.beside))
        return words("court_paper.host", name=host.name, why=why)

    def _links(self, segments: Sequence[str]) -> list[str]:
        return [self.link(segment) for segment in segments[:MAX_HOST_REASONS]]

    def _statuses(self, selection: Selection) -> Iterable[str]:
        """Return how far the institute is courted, and who pursues the links that are shown."""
        if status := self.statuses.institutes.get(selection.candidate.id):
            yield status
        shown = {match.segment for match in selection.matches[:MAX_ROW_LINKS]}
        for (chain, segment), status in self.statuses.gaps.items():
            if segment in shown:
                yield self.words("court_paper.gap_status", link=self.link(segment, chain), status=status)


def _best(match: Match) -> MatchEvidence:
    return max(match.evidence, key=lambda evidence: evidence.probability)
