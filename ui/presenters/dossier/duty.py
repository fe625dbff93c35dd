"""Who could be in charge of an action: the authorities that sources name; the rest is left to be filled in."""

from __future__ import annotations

from collections.abc import Sequence

from queries.dossier import DossierInputs, HostPlace
from ui.presenters.dossier.partners import Partner
from ui.text import Words

MAX_CELL_HOSTS = 2  # those that the table of actions names
MAX_AUTHORITIES = 2  # in a cell


def duty_text(inputs: DossierInputs, hosts: Sequence[Partner], words: Words) -> str:
    """Return lines: the authorities that are said to stand behind the hosts; who leads and helps, to be filled in."""
    places = [inputs.places.get(host.id, HostPlace()) for host in hosts[:MAX_CELL_HOSTS]]
    authorities = list(dict.fromkeys(authority for place in places for authority in place.authorities))
    told = [words("dossier.duty.authority", names=authorities[:MAX_AUTHORITIES])] if authorities else []
    return "\n".join([*told, words("dossier.duty.lead"), words("dossier.duty.support")])
