"""One link of a chain that is to be acted on: why, on what evidence, with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.cell import CoverageState
from graph.analysis.chain import Holding
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap, GapKind, Reason
from graph.model.records import SUPPLY
from queries.dossier import DossierInputs
from ui.presenters.dossier.citations import Citation
from ui.presenters.dossier.duty import duty_text
from ui.presenters.dossier.evidence import CardEvidence, link_evidence
from ui.presenters.dossier.partners import Partner, firms_to_court, institutes_to_court, local_branches, local_hosts
from ui.presenters.doubles import double_at, state_text
from ui.text import Words

MAX_NAMES = 3  # in a sentence; a longer list is cut with its number
MAX_HERE = 6  # organisations on a card
UNHELD_CASES = {CoverageState.ABSENT: "absent", CoverageState.PLANNED: "planned", CoverageState.UNKNOWN: "unknown"}


@dataclass(frozen=True, kw_only=True)
class LinkCard:
    """A link in words.

    Attributes:
        chain, segment: ids, for links between pages; a paper never shows them.
        case: what is the matter: absent, planned, unknown, or the weightiest weakness of a link that is held.
        is_certain: whether it holds whatever the unknowns turn out to be; else it is to be asked first.
        matter: the action in a few words.
        duty: what sources say of who is in charge where it could be hosted, and blanks to fill in.
        here: who is at the link, in which role.
        branches: institutes from elsewhere that have a branch here already.
        ask: the first question; ``leads`` are those to put it to, unverified and not counted.
    """

    chain: str
    chain_name: str
    segment: str
    name: str
    kind: str
    case: str
    is_certain: bool
    state: str
    matter: str
    duty: str
    reasons: tuple[str, ...]
    evidence: tuple[CardEvidence, ...]
    here: tuple[str, ...]
    institutes: tuple[Partner, ...]
    branches: tuple[Partner, ...]
    firms: tuple[Partner, ...]
    hosts: tuple[Partner, ...]
    ask: str
    leads: tuple[str, ...]

    @property
    def basis(self) -> tuple[Citation, ...]:
        """Return the sources of the evidence."""
        return tuple(evidence.citation for evidence in self.evidence if evidence.citation)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the sources that the card cites."""
        partners = (*self.institutes, *self.branches, *self.firms)
        return (*self.basis, *(partner.citation for partner in partners if partner.citation))


def link_card(inputs: DossierInputs, gap: Gap, words: Words) -> LinkCard:
    """Return the card of a gap at a segment."""
    analysis, segment = inputs.analysis, gap.segment
    coverage = analysis.coverages[gap.chain]
    cell, case = coverage.cell(segment), gap_case(gap, coverage)
    name = analysis.segment_name(segment)
    holders = [analysis.organisations.get(id_, id_) for id_ in cell.suppliers or _planned(coverage, segment)]
    known = shortened(holders, words)
    hosts = local_hosts(inputs, coverage, segment, words)
    return LinkCard(
        chain=gap.chain,
        chain_name=coverage.chain.name,
        segment=segment,
        name=name,
        kind=words(f"kind.{gap.kind}"),
        case=case,
        is_certain=gap.certain,
        state=state_text(str(cell.state), double_at(analysis, segment), words),
        matter=words(f"dossier.matter.{case}", segment=name),
        duty=duty_text(inputs, hosts, words),
        reasons=tuple(_reason(inputs, reason, words) for reason in gap.reasons),
        evidence=link_evidence(inputs, gap, words),
        here=_here(inputs, coverage, segment, words),
        institutes=institutes_to_court(inputs, segment, words),
        branches=local_branches(inputs, segment, words),
        firms=firms_to_court(inputs, segment, words),
        hosts=hosts,
        ask=words(f"dossier.ask.{case}", segment=name, known=known or words("dossier.unnamed")),
        leads=inputs.leads.get(segment, ())[:MAX_NAMES],
    )


def gap_case(gap: Gap, coverage: Coverage) -> str:
    """Return what is the matter at a gap's segment: its state, or the weightiest flag of a held one."""
    if gap.kind == GapKind.STRENGTHEN:
        factor = coverage.method.unsure_factor
        return max(gap.flags, key=lambda flag: flag.effective_weight(factor)).name
    return UNHELD_CASES[coverage.cell(gap.segment).state]


def shortened(names: Sequence[str], words: Words, most: int = MAX_NAMES, kind: str = "organisation") -> str:
    """Write the first names, and how many there are where some are left out.

    Args:
        names: the names; each is written once.
        words: the words of the user's language.
        most: how many are written.
        kind: what they are names of: organisation, segment or chain, which are counted by different words.
    """
    unique = list(dict.fromkeys(names))
    text = words.join(unique[:most])
    return text if len(unique) <= most else words(f"dossier.and_more.{kind}", names=text, count=len(unique))


def _planned(coverage: Coverage, segment: str) -> list[str]:
    return [holding.organisation for holding in coverage.cell(segment).holdings]


def _reason(inputs: DossierInputs, reason: Reason, words: Words) -> str:
    analysis, fields = inputs.analysis, dict[str, object]()
    for name, value in reason.fields.items():
        if isinstance(value, tuple):
            kind = "segment" if name == "segments" else "organisation"
            names = analysis.segments if kind == "segment" else analysis.organisations
            fields[name] = shortened([names.get(str(item), str(item)) for item in value], words, kind=kind)
        else:
            fields[name] = value
    return words(f"dossier.why.{reason.code}", **fields)


def _here(inputs: DossierInputs, coverage: Coverage, segment: str, words: Words) -> tuple[str, ...]:
    """Return who is at the segment, each with its roles; planned ones are told as such."""
    names, roles = inputs.analysis.organisations, dict[str, dict[str, str]]()
    for holding in _holdings(coverage, segment):
        role = words(f"role.{holding.role}")
        text = role if holding.is_existing else words("dossier.planned_role", role=role)
        name = names.get(holding.organisation, holding.organisation)
        roles.setdefault(name, {}).setdefault(holding.role, text)  # what exists comes before what is planned
    texts = [words("dossier.with_note", name=n, note=words.join(list(told.values()))) for n, told in roles.items()]
    more = len(texts) - MAX_HERE
    return (*texts[:MAX_HERE], *([words("dossier.more", count=more)] if more > 0 else ()))


def _holdings(coverage: Coverage, segment: str) -> list[Holding]:
    cells = [coverage.cell(segment, role) for role in coverage.method.roles if role != SUPPLY]
    holdings = [holding for cell in cells for holding in cell.holdings]
    return sorted(holdings, key=lambda holding: not holding.is_existing)
