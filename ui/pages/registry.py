"""The pages by the name in their address, in the groups and the order of the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.components.page_context import PageContext
from ui.pages.chain.page import chain
from ui.pages.compare.page import compare
from ui.pages.data import data
from ui.pages.district.page import district
from ui.pages.dossier.page import dossier
from ui.pages.entity.page import entity
from ui.pages.explore.page import explore
from ui.pages.gaps.page import gaps
from ui.pages.lists.page import lists
from ui.pages.missing import missing
from ui.pages.overview.page import overview
from ui.pages.plan.page import plan
from ui.pages.read.page import read
from ui.pages.search.page import entities
from ui.pages.start.page import start
from ui.pages.support.page import support
from ui.pages.targeting.page import targeting
from ui.server.page_files import MISSING_PAGE

DEFAULT_PAGE = "overview"
UNFILTERED_PAGES = frozenset(
    {"start", "entities", "support", "plan", "read", "lists", "data"}
)  # they show all years and sources
ALL_REGION_PAGES = frozenset({"entities", "entity", "explore", "support", "data"})  # they show what all regions have
EMPTY_STORE_PAGES = frozenset({"start", MISSING_PAGE})  # they have something to show while nothing is loaded
MENU: Mapping[str, Mapping[str, Callable[[PageContext], None]]] = {
    "look": {
        "overview": overview,
        "chain": chain,
        "district": district,
        "compare": compare,
        "explore": explore,
    },
    "ask": {
        "entities": entities,
        "support": support,
        "plan": plan,
    },
    "decide": {
        "gaps": gaps,
        "targeting": targeting,
        "dossier": dossier,
    },
    "load": {
        "start": start,
        "read": read,
        "lists": lists,
        "data": data,
    },
}
PARENT_PAGES = {"entity": "entities"}  # pages without a place of their own in the menu, and those they open from
LISTED_PAGES = {name: render for group in MENU.values() for name, render in group.items()}
PAGES: Mapping[str, Callable[[PageContext], None]] = {
    **LISTED_PAGES,
    "entity": entity,
    MISSING_PAGE: partial(missing, page_names=tuple(LISTED_PAGES)),
}
