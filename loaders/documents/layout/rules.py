"""The straight rules drawn on a page, and the grids that they form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from typing import NamedTuple

from loaders.documents.text_document import PageBox

THIN_RULE = 2.5  # points: what is no higher, or no wider, is a rule; borders are drawn as thin boxes, too
MIN_RULE = 6.0  # points: shorter strokes belong to letters and marks
SNAP = 3.0  # points: rules that end as close to each other meet
MAX_RULES = 2_000  # of a page, collinear ones united; a page with more is a drawing, and has no table that is read
MAX_GRID_UNITS = 100_000  # rows times columns of one grid
OPEN_SIDE = 12.0  # points that horizontal rules go beyond the last vertical one where a table has no outer border


class Stroke(NamedTuple):
    """A rule: where it lies across its direction, and from where to where it goes along it."""

    at: float
    start: float
    end: float


class GridCell(NamedTuple):
    """A cell of a grid: its row and column, how many it spans, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: PageBox


@dataclass(frozen=True)
class Grid:
    """A table's grid: the places of its columns' and of its rows' borders, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> PageBox:
        """Return the box around it."""
        return PageBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def rules_of(boxes: Iterable[PageBox]) -> tuple[list[Stroke], list[Stroke]]:
    """Return the horizontal and the vertical rules among some boxes, collinear ones united."""
    horizontal, vertical = [], []
    for box in boxes:
        width, height = box.right - box.left, box.bottom - box.top
        if height <= THIN_RULE and width >= MIN_RULE:
            horizontal.append(Stroke((box.top + box.bottom) / 2, box.left, box.right))
        elif width <= THIN_RULE and height >= MIN_RULE:
            vertical.append(Stroke((box.left + box.right) / 2, box.top, box.bottom))
    return _united(horizontal), _united(vertical)


def grids_of(boxes: Iterable[PageBox]) -> list[Grid]:
    """Return the grids of two cells and more that the rules among some boxes form."""
    horizontal, vertical = rules_of(boxes)
    if len(horizontal) + len(vertical) > MAX_RULES:
        return []
    grids = [_grid(*component) for component in _components(horizontal, vertical)]
    return [grid for grid in grids if len(grid.cells) > 1]


def _united(rules: Iterable[Stroke]) -> list[Stroke]:
    """Unite rules that lie on one line and touch."""
    united: list[Stroke] = []
    places = snapped([rule.at for rule in rules])
    for at, group in groupby(sorted((_nearest(places, rule.at), *rule[1:]) for rule in rules), lambda rule: rule[0]):
        stretches: list[Stroke] = []
        for _, start, end in group:
            if stretches and start <= stretches[-1].end + SNAP:
                stretches[-1] = Stroke(at, stretches[-1].start, max(stretches[-1].end, end))
            else:
                stretches.append(Stroke(at, start, end))
        united += stretches
    return united


def snapped(places: Iterable[float]) -> list[float]:
    """Return sorted places, of those that are close together the first.

    >>> snapped([50.5, 10.0, 50.0])
    [10.0, 50.0]
    """
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > SNAP:
            distinct.append(place)
    return distinct


def _nearest(places: Sequence[float], place: float) -> float:
    return min(places, key=lambda other: abs(other - place))


def _components(horizontal: Sequence[Stroke], vertical: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Return the rules that cross or touch each other, directly or by others, together."""
    crossings: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (h, one), (v, other) in product(enumerate(horizontal), enumerate(vertical)):
        if _covers(one, other.at) and _covers(other, one.at):
            crossings[0, h].append((1, v))
            crossings[1, v].append((0, h))
    components, seen = [], set[tuple[int, int]]()
    for start in crossings:
        reached, waiting = set[tuple[int, int]](), [start]
        while waiting:
            if (rule := waiting.pop()) not in seen:
                seen.add(rule)
                reached.add(rule)
                waiting += crossings[rule]
        if reached:
            across = [horizontal[n] for side, n in sorted(reached) if side == 0]
            components.append((across, [vertical[n] for side, n in sorted(reached) if side == 1]))
    return components


def _covers(rule: Stroke, place: float) -> bool:
    return rule.start - SNAP <= place <= rule.end + SNAP


def _grid(horizontal: Sequence[Stroke], vertical: Sequence[Stroke]) -> Grid:
    ys = snapped([*(rule.at for rule in horizontal), *_open_sides(vertical, [rule.at for rule in horizontal])])
    xs = snapped([*(rule.at for rule in vertical), *_open_sides(horizontal, [rule.at for rule in vertical])])
    if (len(xs) - 1) * (len(ys) - 1) > MAX_GRID_UNITS:
        return Grid(tuple(xs), tuple(ys), ())
    across, down = _by_place(horizontal), _by_place(vertical)
    cells, taken = [], set[tuple[int, int]]()
    for row, column in product(range(len(ys) - 1), range(len(xs) - 1)):
        if (row, column) not in taken:
            columns = _span(down, xs, column, (ys[row], ys[row + 1]))
            rows = _span(across, ys, row, (xs[column], xs[column + columns]))
            taken |= {(row + below, column + beside) for below in range(rows) for beside in range(columns)}
            box = PageBox(xs[column], ys[row], xs[column + columns], ys[row + rows])
            cells.append(GridCell(row, column, rows, columns, box))
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _by_place(rules: Iterable[Stroke]) -> dict[float, list[Stroke]]:
    by_place: dict[float, list[Stroke]] = defaultdict(list)
    for rule in rules:
        by_place[rule.at].append(rule)
    return by_place


def _span(
    rules: Mapping[float, Sequence[Stroke]], borders: Sequence[float], first: int, side: tuple[float, float]
) -> int:
    """Return how many rows or columns a cell spans: as far as the next border that is drawn along its side."""
    middle = sum(side) / 2
    beyond = range(first + 1, len(borders) - 1)
    drawn = (n for n in beyond if any(_covers(rule, middle) for rule in rules.get(borders[n], ())))
    return next(drawn, len(borders) - 1) - first


def _open_sides(rules: Sequence[Stroke], borders: Sequence[float]) -> list[float]:
    """Return where rules end that go well beyond the outermost borders across them: a side without a border."""
    start, end = min(rule.start for rule in rules), max(rule.end for rule in rules)
    sides = []
    if start < min(borders) - OPEN_SIDE:
        sides.append(start)
    if end > max(borders) + OPEN_SIDE:
        sides.append(end)
    return sides
