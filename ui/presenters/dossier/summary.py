"""The summary of a dossier: half a page, what is not known first."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import GapKind
from queries.region import RegionAnalysis
from ui.presenters.dossier.action import placed_name
from ui.presenters.dossier.chain_part import percent, shares_text
from ui.presenters.dossier.link_card import LinkCard, shortened
from ui.text import Words

TOLD_STATES = [state for state in CoverageState if state != CoverageState.UNKNOWN]
MAX_NAMED_CHAINS = 4
MAX_NAMED_PARTNERS = 2  # the summary is half a page


def warning(chosen: Sequence[Coverage], words: Words) -> str:
    """Write that too little is known of some chains; "" where enough is."""
    unclear = [coverage for coverage in chosen if not coverage.is_assessable()]
    if not unclear:
        return ""
    if len(chosen) == 1:
        return words("dossier.insufficient", known=percent(chosen[0].known_share()))
    names = shortened([coverage.chain.name for coverage in unclear], words, MAX_NAMED_CHAINS, "chain")
    return words("dossier.insufficient_chains", chains=names)


def summary(
    analysis: RegionAnalysis, chosen: Sequence[Coverage], cards: Sequence[LinkCard], words: Words
) -> tuple[str, ...]:
    """Return the summary's paragraphs: the state of things, what to do first, with whom where it is one chain."""
    several = len(chosen) > 1
    texts = [_state(analysis, chosen, words), _first(cards, words, with_chain=several)]
    texts += [] if several else [_partners(cards, words)]
    return tuple(text for text in texts if text)


def _state(analysis: RegionAnalysis, chosen: Sequence[Coverage], words: Words) -> str:
    counts = {state: sum(c.state_counts()[state] for c in chosen) for state in CoverageState}
    segments = sum(counts.values())
    head = (
        words("dossier.head_chain", chain=chosen[0].chain.name)
        if len(chosen) == 1
        else words("dossier.head_chains", region=analysis.region_name, count=len(chosen))
    )
    text = words(
        "dossier.state" if counts[CoverageState.UNKNOWN] else "dossier.state_known",
        head=head,
        segments=segments,
        known=segments - counts[CoverageState.UNKNOWN],
        counts=[words(f"dossier.counted.{state}", count=counts[state]) for state in TOLD_STATES if counts[state]],
        unknown=counts[CoverageState.UNKNOWN],
    )
    gaps = [gap for coverage in chosen for gap in analysis.gaps_of(coverage.chain.id)]
    linked = [gap for gap in gaps if gap.segment]
    certain = sum(gap.certain for gap in linked)
    parts = [text, shares_text(chosen, words), _gaps(certain, len(linked) - certain, words)]
    if unbuilt := [gap for gap in gaps if gap.kind == GapKind.BUILD]:
        names = [analysis.coverages[gap.chain].chain.name for gap in unbuilt]
        parts.append(words("dossier.unbuilt", chains=shortened(names, words, MAX_NAMED_CHAINS, "chain")))
    return words("dossier.sentence_separator").join(parts)


def _gaps(certain: int, open_: int, words: Words) -> str:
    """Write how many gaps are confirmed and how many are to be asked first; the unknown are never called gaps."""
    key = {(True, True): "gaps", (True, False): "gaps_certain", (False, True): "gaps_open"}.get(
        (certain > 0, open_ > 0), "gaps_none"
    )
    return words(f"dossier.{key}", certain=certain, open=open_)


def _first(cards: Sequence[LinkCard], words: Words, *, with_chain: bool) -> str:
    if not cards:
        return words("dossier.no_links")
    names: dict[str, list[str]] = {}
    for card in cards:
        name = words("dossier.link_of", chain=card.chain_name, segment=card.name) if with_chain else card.name
        names.setdefault(card.case, []).append(name)
    matters = [words(f"dossier.matter.{case}", segment=words.join(links)) for case, links in names.items()]
    items = [words("dossier.first_item", place=place, matter=matter) for place, matter in enumerate(matters, 1)]
    if len(items) == 1:
        items = matters
    return words("dossier.first", items=words("separator.clause").join(items))


def _partners(cards: Sequence[LinkCard], words: Words) -> str:
    courted = [placed_name(p, words) for card in cards for p in (*card.firms[:1], *card.institutes[:1])]
    hosts = [partner.name for card in cards for partner in card.hosts[:1]]
    texts = [
        *([words("dossier.court", names=shortened(courted, words, MAX_NAMED_PARTNERS))] if courted else []),
        *([words("dossier.host", names=shortened(hosts, words, MAX_NAMED_PARTNERS))] if hosts else []),
    ]
    return words("dossier.sentence_separator").join(texts)
