"""The filter of sources in words: for chips, headings, file names."""

from __future__ import annotations

from graph.analysis.source_filter import SourceFilter
from ui.text import Words

FILTER_SEPARATOR = " · "


def filter_texts(source_filter: SourceFilter, words: Words) -> list[str]:
    """Return what the filter leaves out, one text for each of its parts that is set."""
    return [
        *([words("page.as_of_year", year=source_filter.as_of)] if source_filter.as_of is not None else []),
        *grade_texts(source_filter, words),
    ]


def grade_texts(source_filter: SourceFilter, words: Words) -> list[str]:
    """Return the grades that count, and that own lists do not."""
    return [
        *([words(f"source_filter.{source_filter.grade}")] if source_filter.grade else []),
        *([] if source_filter.lists else [words("source_filter.no_lists")]),
    ]


def elsewhere_text(source_filter: SourceFilter, words: Words) -> str:
    """Return that the year leaves out nothing of institutes elsewhere, who are courted today; "" without a year."""
    if source_filter.as_of is None:
        return ""
    return words("source_filter.elsewhere", filter=words("page.as_of_year", year=source_filter.as_of))


def filter_text(source_filter: SourceFilter, words: Words) -> str:
    """Return the filter in one line; "" where all sources count."""
    return FILTER_SEPARATOR.join(filter_texts(source_filter, words))


def file_name(*parts: str) -> str:
    """Return the name of a file, without its suffix, from its region, its title, the filter's texts and more.

    >>> file_name("常州市", "短板清单", "截至2018年", "")
    '常州市 短板清单 截至2018年'
    """
    return " ".join(filter(None, parts))


def scope_text(source_filter: SourceFilter, words: Words) -> str:
    """Return the filter in one line; 全部来源 where all sources count."""
    return filter_text(source_filter, words) or words("source_filter.all")
