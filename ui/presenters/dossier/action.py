"""A row of the table of actions: 事项、依据、对接对象、承接单位、建议分工."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.presenters.dossier.citations import Citation
from ui.presenters.dossier.link_card import LinkCard
from ui.presenters.dossier.partners import Partner
from ui.text import Words

MAX_REASONS = 2  # a cell of the table
MAX_CELL_PARTNERS = 2


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action; the fields are the table's columns."""

    matter: str
    basis: str
    partners: str
    hosts: str
    duty: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row."""
        return self.matter, self.basis, self.partners, self.hosts, self.duty


def action(card: LinkCard, numbers: Mapping[Citation, int], words: Words, *, with_chain: bool) -> Action:
    """Return the row of a card.

    Args:
        card: the link.
        numbers: the numbers of the sources that are listed.
        words: the words of the user's language.
        with_chain: whether the matter names the chain, because the table has several.
    """
    sure = words("dossier.certain" if card.is_certain else "dossier.open")
    references = "".join(
        words("dossier.reference", number=numbers[c]) for c in dict.fromkeys(card.basis) if c in numbers
    )
    reasons = words("separator.clause").join(card.reasons[:MAX_REASONS])
    return Action(
        matter=words("dossier.in_chain", chain=card.chain_name, text=card.matter) if with_chain else card.matter,
        basis=words("dossier.basis", sure=sure, reasons=reasons) + references,
        partners=_names((*card.firms[:1], *card.institutes), words) or words("dossier.nobody_yet"),
        hosts=_names(card.hosts, words) or words("dossier.no_host_yet"),
        duty=card.duty,
    )


def _names(partners: Sequence[Partner], words: Words) -> str:
    return words.join([placed_name(partner, words) for partner in partners[:MAX_CELL_PARTNERS]])


def placed_name(partner: Partner, words: Words) -> str:
    """Write a partner with its place."""
    return words("dossier.with_note", name=partner.name, note=partner.place) if partner.place else partner.name
