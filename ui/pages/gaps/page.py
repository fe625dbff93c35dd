"""短板清单: all gaps, the questions for company visits, and what a loss would break."""

from __future__ import annotations

from ui.components.empty_store import empty_store_notice
from ui.components.follow_badge import follow_ups_of
from ui.components.inputs import tabs
from ui.components.page_context import PageContext
from ui.components.source_effect import source_effect_line
from ui.components.title_row import title_row
from ui.pages.gaps.gaps_tab import gaps_tab
from ui.pages.gaps.questions import questions
from ui.pages.gaps.stress import stress


def gaps(context: PageContext) -> None:
    """Render the page of gaps."""
    analysis, words = context.analysis(), context.words
    if not analysis.coverages:
        empty_store_notice(words, context.links)
        return
    with title_row(words("page.gaps")):
        titles = {"list": words("page.gaps"), "questions": words("questions.tab"), "stress": words("stress.tab")}
        chosen = tabs(words("page.gaps"), titles)
    match chosen:
        case "questions":
            questions(context, analysis)
        case "stress":
            stress(context, analysis)
        case _:
            source_effect_line(context, analysis)
            gaps_tab(context, analysis, follow_ups_of(context, analysis))
