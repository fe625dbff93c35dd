"""招院引所: which institutes to court for which gaps; and what if."""

from __future__ import annotations

from ui.components.empty_store import empty_store_notice
from ui.components.inputs import tabs
from ui.components.page_context import PageContext
from ui.components.title_row import title_row
from ui.pages.targeting.choice_tab import choice_tab
from ui.pages.targeting.follow_tab import follow_tab
from ui.pages.targeting.needs_tab import needs_tab
from ui.pages.targeting.whatif import whatif


def targeting(context: PageContext) -> None:
    """Render the page of targets."""
    analysis, words = context.analysis(), context.words
    if not analysis.coverages:
        empty_store_notice(words, context.links)
        return
    with title_row(words("page.targeting")):
        tab = tabs(
            words("page.targeting"),
            {
                "choice": words("targets.tab"),
                "needs": words("needs.tab"),
                "follow": words("follow.tab"),
                "whatif": words("whatif.tab"),
            },
        )
    match tab:
        case "whatif":
            whatif(context, analysis)
        case "needs":
            needs_tab(context, analysis)
        case "follow":
            follow_tab(context, analysis)
        case _:
            choice_tab(context, analysis)
