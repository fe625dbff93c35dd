"""Two sides compared: rows with the difference, and what both have, or one has and the other lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui.presenters.beside.facts import SEGMENT_SEPARATOR, PairKind, Side, SideFigure
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """One row: what it is, both figures as texts, and by how much the right one is more ("" where they are equal)."""

    label: str
    left: str
    right: str
    difference: str
    larger: str  # "left", "right" or ""


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """The things that one side has and the other lacks, and those of both: names by id."""

    key: str
    label: str
    left: Mapping[str, str]
    both: Mapping[str, str]
    right: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PairComparison:
    """Two sides of one kind beside each other."""

    kind: PairKind
    left: Side
    right: Side
    lines: tuple[FigureLine, ...]
    members: tuple[MemberLine, ...]


def compare_sides(kind: PairKind, left: Side, right: Side, words: Words) -> PairComparison:
    """Compare two sides; figures that only one side has are shown as not known on the other."""
    rights = {(figure.key, figure.argument): figure for figure in right.figures}
    lines = [
        _line(figure, rights.get((figure.key, figure.argument), SideFigure(key=figure.key, value=None)), words)
        for figure in left.figures
    ]
    members = [
        _members(key, names, right.members.get(key, {}), words(f"beside.members.{kind}.{key}"))
        for key, names in left.members.items()
    ]
    return PairComparison(kind=kind, left=left, right=right, lines=tuple(lines), members=tuple(members))


def _line(left: SideFigure, right: SideFigure, words: Words) -> FigureLine:
    moved = (right.value - left.value) if left.value is not None and right.value is not None else 0
    unit = words("beside.points") if left.is_share else ""
    return FigureLine(
        label=words(f"beside.figure.{left.key}", argument=_argument(left, words)),
        left=left.text(words),
        right=right.text(words),
        difference=f"{moved:+d}".replace("-", "−") + unit if moved else "",
        larger="right" if moved > 0 else "left" if moved < 0 else "",
    )


def _argument(figure: SideFigure, words: Words) -> str:
    keys = (f"stage.{figure.argument}", f"kind.{figure.argument}")
    return next((words(key) for key in keys if words.has(key)), figure.argument)


def _members(key: str, left: Mapping[str, str], right: Mapping[str, str], label: str) -> MemberLine:
    def only(names: Mapping[str, str], test: Mapping[str, str], *, inside: bool) -> dict[str, str]:
        chosen = ((id_, name) for id_, name in names.items() if (id_ in test) is inside)
        return dict(sorted(chosen, key=lambda item: item[1]))

    return MemberLine(
        key=key,
        label=label,
        left=only(left, right, inside=False),
        both=only(left, right, inside=True),
        right=only(right, left, inside=False),
    )


def segments_by_chain(names: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return the names of links under the name of their chain.

    >>> segments_by_chain({"rail/b": "轨道交通 · 轴承", "rail/a": "轨道交通 · 制动系统"})
    {'轨道交通': ['制动系统', '轴承']}
    """
    chains: dict[str, list[str]] = {}
    for name in names.values():
        chain, _, segment = name.rpartition(SEGMENT_SEPARATOR)
        chains.setdefault(chain, []).append(segment)
    return {chain: sorted(segments) for chain, segments in sorted(chains.items())}
