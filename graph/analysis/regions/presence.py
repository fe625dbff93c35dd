"""Who has what: the segments that each of several regions supplies, and those of which it is not known."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis.array_types import Flags


@dataclass(frozen=True, eq=False, kw_only=True)
class Presence:
    """Regions x segments; a segment is held, known not to be, or it is not known.

    Attributes:
        regions: the regions' ids, in order.
        segments: the segments' ids, in order.
        held: whether some organisation supplies the segment (强 or 弱).
        unknown: whether it may or may not be held: not held, and not ruled out.
    """

    regions: tuple[str, ...]
    segments: tuple[str, ...]
    held: Flags
    unknown: Flags

    @property
    def possible(self) -> Flags:
        """Return what is held, whatever the unknowns turn out to be in its favour."""
        return self.held | self.unknown
