"""前后与并排: what changed between two states, two things side by side, the regions most like this one."""

from __future__ import annotations

from ui.components.empty_store import empty_store_notice
from ui.components.inputs import tabs
from ui.components.page_context import PageContext
from ui.components.title_row import title_row
from ui.pages.compare.before_after import before_after
from ui.pages.compare.peers import peers
from ui.pages.compare.side_by_side import side_by_side


def compare(context: PageContext) -> None:
    """Render the page: its title, its tabs, the open one."""
    words = context.words
    if not context.analysis().coverages:
        empty_store_notice(words, context.links)
        return
    with title_row(words("page.compare")):
        titles = {
            "changes": words("compare.changes_tab"),
            "beside": words("compare.beside_tab"),
            "peers": words("peers.head"),
        }
        chosen = tabs(words("page.compare"), titles)
    match chosen:
        case "beside":
            side_by_side(context)
        case "peers":
            peers(context)
        case _:
            before_after(context)
