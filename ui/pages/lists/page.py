"""装载名单: a bureau's own list loaded; pairs and placements judged; the history."""

from __future__ import annotations

from loaders.access.permission import Permission
from ui.components.inputs import tabs
from ui.components.page_context import PageContext
from ui.components.title_row import title_row
from ui.components.visitor import refusal_note
from ui.pages.lists.classification import classification_review
from ui.pages.lists.dedupe import dedupe_review
from ui.pages.lists.history import history_view
from ui.pages.lists.load_tab import load_tab

TABS = ("load", "same", "placed", "history")


def lists(context: PageContext) -> None:
    """Render the page of lists."""
    words = context.words
    with title_row(words("page.lists")):
        tab = tabs(words("page.lists"), {name: words(f"lists.{name}_tab") for name in TABS})
    match tab:
        case "load":
            load_tab(context)
        case "history":
            history_view(context)
        case _ if not context.can(Permission.JUDGE):
            refusal_note(context, Permission.JUDGE, "lists.readonly")
        case "same":
            dedupe_review(context)
        case _:
            classification_review(context)
