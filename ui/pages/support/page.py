"""谁支持谁: the catalogue as forms, and a console for Cypher of one's own."""

from __future__ import annotations

from ui.components.inputs import segments
from ui.components.page_context import PageContext
from ui.components.title_row import title_row
from ui.pages.support.console import console
from ui.pages.support.query_form import query_form

MODES = ("forms", "console")


def support(context: PageContext) -> None:
    """Render the page of queries."""
    words = context.words
    with title_row(words("page.support")):
        mode = segments(words("ask.mode"), MODES, "mode", lambda m: words(f"ask.{m}"), MODES[0], label_hidden=True)
    if mode == "console":
        console(context)
    else:
        query_form(context)
