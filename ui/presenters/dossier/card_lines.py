"""A link's card as lines of a field and its text, which papers and the page lay out."""

from __future__ import annotations

from collections.abc import Sequence

from ui.presenters.dossier.dossier import Dossier
from ui.presenters.dossier.link_card import LinkCard
from ui.presenters.dossier.partners import Partner
from ui.text import Words


def section_heading(place: int, title: str, words: Words) -> str:
    """Return the heading of a paper's part, numbered as official documents do."""
    return words("dossier.numbered", ordinal=words(f"dossier.ordinal.{place}"), title=title)


def links_title(cards: Sequence[LinkCard], words: Words) -> str:
    """Return the title over the cards, which tells the confirmed gaps from what has to be asked first."""
    sure = sum(card.is_certain for card in cards)
    open_ = len(cards) - sure
    if not cards:
        return words("dossier.links_title")
    if sure and open_:
        return words("dossier.links_mixed", sure=_numeral(sure, words), open=_numeral(open_, words))
    return words("dossier.links_sure" if sure else "dossier.links_open", count=_numeral(len(cards), words))


def _numeral(count: int, words: Words) -> str:
    return words(f"dossier.numeral.{count}")


def card_title(card: LinkCard, place: int, words: Words, *, with_chain: bool) -> str:
    """Return the title of a card: its number, the link, the kind of action and whether it is sure."""
    sure = words("dossier.certain" if card.is_certain else "dossier.open")
    key = "dossier.link_title_chain" if with_chain else "dossier.link_title"
    return words(key, place=place, chain=card.chain_name, segment=card.name, kind=card.kind, sure=sure)


def card_lines(card: LinkCard, dossier: Dossier, words: Words) -> list[tuple[str, str]]:
    """Return the fields of a card with their texts; what is empty says so, but for branches and unlisted firms."""
    clause = words("separator.clause")
    evidence = [item.text + dossier.reference(item.citation, words) for item in card.evidence]
    nobody = words("dossier.empty.here_absent" if card.case == "absent" else "dossier.empty.here")
    texts = {
        "why": clause.join(card.reasons),
        "evidence": clause.join(evidence) or words("dossier.empty.evidence"),
        "here": clause.join(card.here) or nobody,
        "institutes": _partners(card.institutes, dossier, words) or words("dossier.empty.institutes"),
        "branches": _partners(card.branches, dossier, words),
        "firms": _partners(card.firms, dossier, words) or (words("dossier.empty.firms") if dossier.has_firms else ""),
        "hosts": _partners(card.hosts, dossier, words) or words("dossier.empty.hosts"),
        "ask": words("dossier.question.with_leads", text=card.ask, leads=words.join(list(card.leads)))
        if card.leads
        else card.ask,
    }
    return [(name, text) for name, text in texts.items() if text]


def _partners(partners: Sequence[Partner], dossier: Dossier, words: Words) -> str:
    return words("separator.clause").join(_partner(partner, dossier, words) for partner in partners)


def _partner(partner: Partner, dossier: Dossier, words: Words) -> str:
    notes = [note for note in (partner.place, partner.note) if note]
    name = words("dossier.with_note", name=partner.name, note=words("dossier.note_separator").join(notes))
    return (name if notes else partner.name) + dossier.reference(partner.citation, words)
