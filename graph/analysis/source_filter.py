"""Which sources count: those up to a year, those of a grade."""

from __future__ import annotations

from dataclasses import dataclass

GRADES = ("A", "B", "C", "D", "E")  # of a source, the best first; see ``grade`` in the schema
REPOST_GRADES = frozenset({"D", "E"})  # a page whose first publisher is not known


@dataclass(frozen=True, kw_only=True)
class SourceFilter:
    """The sources that an analysis counts.

    Attributes:
        as_of: a year: only sources up to it; None: all.
        grade: the lowest grade that counts, such as B for official and media sources; empty: all.
        lists: whether sources without a grade count: a user's own lists and facts.
    """

    as_of: int | None = None
    grade: str = ""
    lists: bool = True

    def accepts_grade(self, grade: str) -> bool:
        """Return whether a source of a grade counts.

        >>> by_media = SourceFilter(grade="B")
        >>> by_media.accepts_grade("A"), by_media.accepts_grade("D"), by_media.accepts_grade("")
        (True, False, True)
        """
        if not grade:
            return self.lists
        return not self.grade or GRADES.index(grade) <= GRADES.index(self.grade)

    def accepts(self, *, year: int | None, grade: str | None) -> bool:
        """Return whether a source of a year and a grade counts; as of a year, one without a certain year does not.

        >>> SourceFilter(as_of=2018).accepts(year=None, grade="A")
        False
        """
        in_time = self.as_of is None or (year is not None and year <= self.as_of)
        return in_time and self.accepts_grade(grade or "")


ALL_SOURCES = SourceFilter()


def is_repost(grade: str) -> bool:
    """Return whether a source of this grade is known only from reposts, so that it should be looked up first."""
    return grade in REPOST_GRADES
