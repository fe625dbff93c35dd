"""What an indicator applies to: the thing among those that the text names whose figure it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal

SUBJECT_QUOTES = "“”‘’《》"
SHORTEST_SUBJECT = 2  # characters of a name


class Subjects:
    """The things that a document names, by their places."""

    def __init__(self, entities: Sequence[EntityProposal]) -> None:
        """Sort the places of the entities."""
        places = [(span, entity.name) for entity in entities for span in (entity.span, *entity.mentions)]
        self._places = sorted(places)
        self._starts = [span.start for span, _ in self._places]
        self._names = {name.strip(SUBJECT_QUOTES): name for _, name in places}

    def of(self, place: Span, head: str) -> str:
        """Return the name of the thing that a figure is of, or nothing.

        It is the thing that the head names; else the first of the things named in the figure's place that no longer
        one holds.

        Args:
            place: the figure's place, from its name to its unit.
            head: the words for what is counted or measured.
        """
        for words in (head, head.rpartition("等")[2]):  # 甲会、乙会等活动8场 is a figure of 活动
            if (name := self._names.get(words.strip(SUBJECT_QUOTES))) is not None:
                return name
        inside = self._inside(place)
        named = (name for span, name in inside if not any(_holds(other, span) for other, _ in inside))
        return next(named, self._beginning(head))

    def _beginning(self, head: str) -> str:
        """Return the name of the longest thing that begins a head: its own place is before the figure's."""
        lengths = range(len(head), SHORTEST_SUBJECT - 1, -1)
        return next((self._names[head[:length]] for length in lengths if head[:length] in self._names), "")

    def _inside(self, place: Span) -> list[tuple[Span, str]]:
        first = bisect_left(self._starts, place.start)
        last = bisect_left(self._starts, place.end)
        return [(span, name) for span, name in self._places[first:last] if span.end <= place.end]


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.contains(inner)
