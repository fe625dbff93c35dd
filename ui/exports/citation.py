"""The source of a statement as it is cited: 发布者 · 标题 · 日期 · 级别, never with the address that was read."""

from __future__ import annotations

from typing import Protocol

from ui.presenters.dossier.citations import JUDGED_KINDS, CitedSource
from ui.text import Words

ADDRESS_SCHEMES = ("http://", "https://")
CITATION_SEPARATOR = " · "


class Source(CitedSource, Protocol):
    """The columns that a statement is cited by: those of a paper, and where it was read."""

    @property
    def evidence(self) -> str | None:
        """Return the original address, a clause, or a file and row."""

    @property
    def access(self) -> str | None:
        """Return direct, mirror or repost."""


def citation(source: Source, words: Words, place: str = "") -> str:
    """Write a source; what is not known of it is said.

    Args:
        source: the row.
        words: the words of the user's language.
        place: the place in a document, such as its section.
    """
    if source.publisher_kind in JUDGED_KINDS:
        return words(f"source.{source.publisher_kind}")
    parts = (
        source.publisher or words("source.no_publisher"),
        source.source_title or words("source.no_title"),
        source.published or words("source.no_date"),
        grade_text(source, words),
    )
    return CITATION_SEPARATOR.join(parts) + (words("source.place", place=place) if place else "")


def original_address(source: Source) -> str:
    """Return the address at which the source was first published; "" where it is not known."""
    evidence = source.evidence or ""
    return evidence if evidence.startswith(ADDRESS_SCHEMES) else ""


def document_place(section: str | None, char_start: int | None) -> str:
    """Return the section of a statement in a document; "" for one that is in none."""
    return "" if char_start is None else section or ""


def grade_text(source: Source, words: Words) -> str:
    """Write the grade of a source, and that it was read at a mirror or in a repost; 名单 for a user's own list."""
    if not source.grade:
        return words("source.own", place=source.evidence or "")
    note_key = f"source.access.{source.access}"
    read_elsewhere = words(note_key) if source.grade in "ABC" and words.has(note_key) else ""
    return words(f"grade.{source.grade}") + read_elsewhere
