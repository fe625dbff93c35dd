"""The sources that count, kept in the URL: a year, a grade, and whether own lists count."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph.analysis.source_filter import GRADES, SourceFilter
from ui.components.inputs import select, toggle
from ui.components.session_key import SessionKey
from ui.components.url_state import param, set_params
from ui.presenters.source_filter import filter_text, filter_texts
from ui.text import Words

YEAR_PARAM, GRADE_PARAM, NO_LISTS_PARAM = "year", "grade", "nolists"
FIRST_SELECTABLE_YEAR = 2010  # a shorter list is easier to choose from; few sources of the bundled data are older
SELECTABLE_GRADES = GRADES[:-1]  # the last one leaves nothing out


def selectable_years() -> list[str]:
    """Return the years that can be chosen, the last one first."""
    return [str(year) for year in range(date.today().year, FIRST_SELECTABLE_YEAR - 1, -1)]


def selected_filter() -> SourceFilter:
    """Return the filter in the URL; values that cannot be chosen count as absent."""
    year, grade = param(YEAR_PARAM), param(GRADE_PARAM)
    return SourceFilter(
        as_of=int(year) if year in selectable_years() else None,
        grade=grade if grade in SELECTABLE_GRADES else "",
        lists=param(NO_LISTS_PARAM) != "1",
    )


def filter_params(source_filter: SourceFilter) -> dict[str, str]:
    """Return the parameters of the URL that stand for a filter, without those that leave nothing out."""
    values = {
        YEAR_PARAM: str(source_filter.as_of or ""),
        GRADE_PARAM: source_filter.grade,
        NO_LISTS_PARAM: "" if source_filter.lists else "1",
    }
    return {name: value for name, value in values.items() if value}


def source_filter_inputs(words: Words) -> None:
    """Show the inputs in a popover."""
    with st.popover(words("source_filter.title"), width="content"):
        years = ["", *selectable_years()]
        select(words("page.as_of"), years, YEAR_PARAM, lambda year: year or words("page.as_of_all"))
        grades = ["", *SELECTABLE_GRADES]
        select(
            words("source_filter.label"),
            grades,
            GRADE_PARAM,
            lambda grade: words(f"source_filter.{grade}" if grade else "source_filter.all"),
        )
        toggle(words("source_filter.no_lists"), NO_LISTS_PARAM)


def filter_chips(words: Words) -> None:
    """Show a button for each part of the filter that is set; pressing it takes that part away."""
    chosen = selected_filter()
    for (name, _), text in zip(filter_params(chosen).items(), filter_texts(chosen, words), strict=True):
        st.button(
            f"{text} ✕",
            key=SessionKey.FILTER_CHIP.of(name, words.language),
            help=words("source_filter.remove", what=text),
            on_click=set_params,
            kwargs={name: ""},
        )


def unfiltered_note(words: Words) -> None:
    """Say that a page shows all sources, where the URL has a filter that the page does not obey."""
    if text := filter_text(selected_filter(), words):
        st.caption(words("source_filter.not_here", filter=text))
