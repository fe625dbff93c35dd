"""How old a dataset is, from the date that it gives."""

from __future__ import annotations

import re

from ui.text import Words

LEADING_YEAR = re.compile(r"\s*((?:19|20)\d{2})(?!\d)", re.ASCII)


def dataset_age(date_text: str, this_year: int, words: Words) -> str:
    """Write how many years ago a date was; that it is not dated where it does not begin with a year.

    Args:
        date_text: as the dataset gives it: 2018-02-08, 2026-11, 2026, or anything else.
        this_year: the year of today.
        words: the words of the user's language.
    """
    match = LEADING_YEAR.match(date_text)
    if match is None:
        return words("data.undated")
    years = this_year - int(match[1])
    return words("data.years_ago", count=years) if years > 0 else words("data.this_year")
