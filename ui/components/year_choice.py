"""The year up to which sources count, kept in the URL."""

from __future__ import annotations

from datetime import date

from ui.components.inputs import select
from ui.components.url_state import param
from ui.text import Words

YEAR_PARAM = "year"
FIRST_SELECTABLE_YEAR = 2010  # a shorter list is easier to choose from; few sources of the bundled data are older


def selectable_years() -> list[str]:
    """Return the years that can be chosen, the last one first."""
    return [str(year) for year in range(date.today().year, FIRST_SELECTABLE_YEAR - 1, -1)]


def selected_year() -> str:
    """Return the year in the URL, "" if it has none that can be chosen."""
    return param(YEAR_PARAM) if param(YEAR_PARAM) in selectable_years() else ""


def year_choice(words: Words) -> None:
    """Show the list of years, the first entry of which is all years."""
    options = ["", *selectable_years()]
    select(words("page.as_of"), options, YEAR_PARAM, lambda year: year or words("page.as_of_all"))
