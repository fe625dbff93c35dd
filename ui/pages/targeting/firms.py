"""Firms elsewhere that supply the links in question; where no list of them is loaded, what to load."""

from __future__ import annotations

import streamlit as st

from queries.dossier import DossierInputs
from queries.targeting import TargetingInputs
from ui.components.links import Links
from ui.components.table import table
from ui.presenters.dossier.partners import Partner, firms_to_court
from ui.text import Words

MAX_COURTED_FIRMS = 20  # rows on the page
COURTED_FIRM_COLUMNS = ("organisation", "city", "chain", "segment", "evidence")


def firms_section(dossier: DossierInputs, inputs: TargetingInputs, words: Words, links: Links) -> None:
    """Show the firms for the demands of the choice, those of most weight first."""
    st.header(words("targets.firms"), anchor=False)
    demands = sorted(inputs.gap_demands, key=lambda demand: (-demand.weight, demand.key))
    cells = [
        [
            links.anchor("entity", firm.name, id=firm.id),
            firm.place,
            inputs.analysis.coverages[demand.chain].chain.name,
            links.anchor(
                "chain", inputs.analysis.segment_name(demand.segment), chain=demand.chain, segment=demand.segment
            ),
            _basis(firm, words),
        ]
        for demand in demands
        for firm in firms_to_court(dossier, demand.segment, words)
    ]
    if cells:
        st.html(table(COURTED_FIRM_COLUMNS, cells[:MAX_COURTED_FIRMS], words))
    else:
        st.info(words("targets.firms_none_here" if dossier.firms else "targets.firms_none"))


def _basis(firm: Partner, words: Words) -> str:
    citation = firm.citation.text if firm.citation else ""
    return words("separator.clause").join(filter(None, (firm.note, citation)))
