"""The dossier of one chain, of several or of a region: all that papers and the page show, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap
from graph.analysis.questions import open_questions
from queries.dossier import DossierInputs
from queries.region import RegionAnalysis
from ui.presenters.dossier.action import Action, action
from ui.presenters.dossier.chain_part import ChainPart, KeyFigure, chain_part, key_figures, question_text
from ui.presenters.dossier.citations import Citation, unique_citations
from ui.presenters.dossier.link_card import LinkCard, link_card
from ui.presenters.dossier.summary import summary, warning
from ui.presenters.source_filter import elsewhere_text, filter_text
from ui.text import Words

MAX_CARDS = 3  # links told in full: a page and a half of the paper, three slides
MAX_MAPS = 2  # more chains are one picture together; maps and cards of two chains take four slides
MAX_ACTIONS = 11  # rows of a table that fit a slide
MAX_ASKED = 5
MAX_SOURCES = 30  # a page of them
LINKS_BY_CHAINS = {1: 3, 2: 3, 3: 2}  # actions of each chain; one where there are more chains


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A dossier.

    Attributes:
        scope: the sources that count, which the paper's head tells.
        warning: that too little is known, told before all else; "" where enough is.
        mapped: the ids of the chains whose maps are shown; none: all chains in one picture.
        cards: the links to act on first, told in full.
        actions: a row for each link to act on; ``cut_chains`` are the chains that found no room there.
        questions: what to ask first, the answers that settle most in front.
        sources: all that the dossier cites, in the order of citing; ``cut_sources`` found no room.
        notes: how to read it.
        has_firms: whether a list of firms elsewhere is loaded.
    """

    title: str
    subject: str
    region: str
    day: str
    scope: str
    warning: str
    summary: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    chains: tuple[ChainPart, ...]
    mapped: tuple[str, ...]
    cards: tuple[LinkCard, ...]
    actions: tuple[Action, ...]
    cut_chains: int
    questions: tuple[str, ...]
    sources: tuple[Citation, ...]
    cut_sources: int
    notes: tuple[str, ...]
    has_firms: bool

    def reference(self, citation: Citation | None, words: Words) -> str:
        """Return the number of a source in brackets; "" for one that is not listed."""
        if citation is None or citation not in self.sources:
            return ""
        return words("dossier.reference", number=self.sources.index(citation) + 1)


def build_dossier(inputs: DossierInputs, chains: Sequence[str], day: date, words: Words) -> Dossier:
    """Return the dossier of some chains.

    Args:
        inputs: what the dossier rests on.
        chains: ids or names; none: the whole region.
        day: the date of the paper.
        words: the words of the user's language.

    Raises:
        UsageError: there is no such chain.
    """
    analysis = inputs.analysis
    chosen = [analysis.chain(text) for text in dict.fromkeys(chains)] or list(analysis.coverages.values())
    gaps = first_gaps(analysis, chosen)
    cards = [link_card(inputs, gap, words) for gap in gaps]
    told = tuple(_told(cards, len(chosen)))
    shown = cards[:MAX_ACTIONS]
    cited = unique_citations(
        [*(c for card in told for c in card.citations), *(c for card in shown for c in card.basis)]
    )
    sources = cited[:MAX_SOURCES]
    numbers = {citation: number for number, citation in enumerate(sources, 1)}
    subject = _subject(analysis, chosen, whole=not chains, words=words)
    return Dossier(
        title=words("dossier.title", subject=subject),
        subject=subject,
        region=analysis.region_name,
        day=words("brief.date", year=day.year, month=day.month, day=day.day),
        scope=words("dossier.scope", scope=filter_text(analysis.source_filter, words) or words("dossier.scope_all")),
        warning=warning(chosen, words),
        summary=summary(analysis, chosen, told, words),
        figures=key_figures(analysis, chosen, words),
        chains=tuple(chain_part(analysis, coverage, words) for coverage in chosen),
        mapped=tuple(c.chain.id for c in chosen) if len(chosen) <= MAX_MAPS else (),
        cards=told,
        actions=tuple(action(card, numbers, words, with_chain=len(chosen) > 1) for card in shown),
        cut_chains=len({card.chain for card in cards} - {card.chain for card in shown}),
        questions=tuple(_questions(inputs, chosen, words)),
        sources=sources,
        cut_sources=len(cited) - len(sources),
        notes=_notes(inputs, words),
        has_firms=bool(inputs.firms),
    )


def first_gaps(analysis: RegionAnalysis, chosen: Sequence[Coverage]) -> list[Gap]:
    """Return the links to act on first: some of each chain, sure ones in front, then by score."""
    most = LINKS_BY_CHAINS.get(len(chosen), 1)
    gaps = [
        gap for coverage in chosen for gap in [gap for gap in analysis.gaps_of(coverage.chain.id) if gap.segment][:most]
    ]
    return sorted(gaps, key=lambda gap: gap.rank)


def _told(cards: Sequence[LinkCard], chains: int) -> list[LinkCard]:
    """Return the cards told in full: of one chain three, of two the first of each, of more the first three."""
    if chains == MAX_MAPS:
        first = {card.chain: card for card in reversed(cards)}
        return [card for card in cards if first[card.chain] is card]
    return list(cards[:MAX_CARDS])


def _subject(analysis: RegionAnalysis, chosen: Sequence[Coverage], *, whole: bool, words: Words) -> str:
    if whole:
        return words("dossier.subject_region", region=analysis.region_name)
    names = [coverage.chain.name for coverage in chosen]
    return words("dossier.subject_chains", region=analysis.region_name, chains=names)


def _questions(inputs: DossierInputs, chosen: Sequence[Coverage], words: Words) -> list[str]:
    texts = []
    for question in open_questions(chosen)[:MAX_ASKED]:
        text = question_text(inputs.analysis, question, inputs.leads.get(question.segment, ()), words)
        chain = inputs.analysis.coverages[question.chain].chain.name
        texts.append(words("dossier.in_chain", chain=chain, text=text) if len(chosen) > 1 else text)
    return texts


def _notes(inputs: DossierInputs, words: Words) -> tuple[str, ...]:
    names = ["unknown", "court", *([] if inputs.firms else ["no_firms"])]
    if inputs.analysis.as_of is not None:
        names.append("as_of")
    undated = elsewhere_text(inputs.analysis.source_filter, words)
    notes = (words(f"dossier.note.{name}") for name in names)
    return (*notes, *([undated] if undated else []))
