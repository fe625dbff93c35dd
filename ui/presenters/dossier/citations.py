"""Sources as a paper cites them: publisher, title, date and kind; never an address, a file or an id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from graph.analysis.source_filter import is_repost
from ui.text import Words

UNGRADED = "Z"  # sorts what has no grade behind every grade
INNER_QUOTES = str.maketrans("《》", "〈〉")  # of a title within a title's marks
JUDGED_KINDS = frozenset({"expert_judgement", "recollection"})  # what no page says


class CitedSource(Protocol):
    """The columns that a paper cites a source by."""

    @property
    def source_title(self) -> str | None:
        """Return the title of the page, plan or list."""

    @property
    def publisher(self) -> str | None:
        """Return who published it."""

    @property
    def published(self) -> str | None:
        """Return the day of publication."""

    @property
    def grade(self) -> str | None:
        """Return A to E; nothing: a user's own list, or a judgement."""

    @property
    def publisher_kind(self) -> str | None:
        """Return the kind of what has no grade."""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A source in words; ``is_repost``: the original has to be looked up before it is quoted."""

    text: str
    is_repost: bool = False


def cite(source: CitedSource, words: Words) -> Citation | None:
    """Return the citation of a source; None for a judgement, which no page says."""
    if source.publisher_kind in JUDGED_KINDS and not source.grade:
        return None
    grade = source.grade or ""
    text = words(
        "dossier.citation",
        title=(source.source_title or words("source.no_title")).translate(INNER_QUOTES),
        publisher=source.publisher or words("source.no_publisher"),
        date=_day(source.published or "", words),
        kind=words(f"dossier.grade.{grade or 'own'}"),
    )
    return Citation(text=text, is_repost=is_repost(grade))


def _day(published: str, words: Words) -> str:
    """Write a day of publication as papers do; what is no whole day stays as it is."""
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return published or words("source.no_date")
    return words("brief.date", year=day.year, month=day.month, day=day.day)


def unique_citations(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return each source once, in the order of citing."""
    return tuple(dict.fromkeys(citations))
