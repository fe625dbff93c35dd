"""Tables of indicators: a measure a row, its unit, and a value for each of some years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.reading.cell_grid import CellGrid, CellRow, cell_grids, cell_text
from loaders.reading.certainty import certainty
from loaders.reading.figures import any_of, comparator_of, figure_words
from loaders.reading.numbers import ARABIC_NUMERAL, plain_digits
from loaders.reading.passage import Passage
from loaders.reading.proposal import IndicatorProposal
from loaders.reading.tables import HEAD_ROWS, table_words

RULE = "indicator-table"
YEAR_IN_HEAD = re.compile("20[0-9]{2}")


@dataclass(frozen=True)
class IndicatorColumns:
    """The columns of a table of indicators: of the measures, of their units, if any, and the heads of the values."""

    measure: int
    unit: int | None
    values: Mapping[int, str]


def table_indicators(passages: Sequence[Passage], year: str = "") -> Iterator[tuple[Passage, IndicatorProposal]]:
    """Yield the values of a document's tables of indicators, each with the cell that holds it.

    Args:
        passages: the document's.
        year: that it speaks of: a value of a year before it was reached.
    """
    for grid in cell_grids(passages):
        for number in range(min(HEAD_ROWS, len(grid.rows) - 1)):
            columns = _columns(grid.rows[: number + 1])
            if columns and _has_value(grid.rows[number + 1], columns):
                yield from _values(CellGrid(grid.rows[number + 1 :]), columns, year)
                break


def _columns(heads: Sequence[CellRow]) -> IndicatorColumns | None:
    """Return the columns that the rows of heads name, or None if they are not those of indicators."""
    named: dict[int, str] = {}
    for row in heads:
        for column, cell in row.items():
            named[column] = named.get(column, "") + cell_text(cell)
    measures = [column for column, head in named.items() if re.search(table_words().measure, head)]
    units = [column for column, head in named.items() if re.search(table_words().unit, head)]
    values = {
        column: head
        for column, head in named.items()
        if re.search(table_words().value, head)
        and not re.search(table_words().no_value, head)
        and column not in measures
    }
    if not measures or not values:
        return None
    return IndicatorColumns(max(measures), units[0] if units else None, values)


def _has_value(row: CellRow, columns: IndicatorColumns) -> bool:
    return any(_value_pattern().fullmatch(cell_text(row[column])) for column in columns.values if column in row)


def _values(grid: CellGrid, columns: IndicatorColumns, year: str) -> Iterator[tuple[Passage, IndicatorProposal]]:
    for row in grid.rows:
        name = cell_text(row.get(columns.measure, ()))
        stated = re.search(table_words().unit_in_name, name)
        unit = cell_text(row.get(columns.unit, ())) if columns.unit is not None else stated["unit"] if stated else ""
        for column, head in columns.values.items():
            for cell in row.get(column, ()) if name else ():
                if match := _value_pattern().fullmatch(cell.text):
                    yield cell, _proposal(cell, match, name, unit, head, year)


def _proposal(cell: Passage, match: re.Match[str], name: str, unit: str, head: str, year: str) -> IndicatorProposal:
    stated = YEAR_IN_HEAD.search(head)
    period = stated[0] if stated else year
    high = plain_digits(match["high"]) if match["high"] else ""
    kind = _kind(head, period, year)
    return IndicatorProposal(
        name=re.sub(table_words().unit_in_name, "", name) + ("年均增长" if "年均" in head else ""),
        comparator="range" if high else comparator_of(match),
        value=plain_digits(match["number"]),
        value_max=high,
        unit=match["unit"] or unit,
        kind=kind,
        aimed=kind == "target",
        period=period,
        span=cell.span(match.start("value"), match.end("value")),
        text=match["value"],
        rule=RULE,
        certainty=certainty(RULE),
    )


def _kind(head: str, period: str, year: str) -> str:
    """Return the kind of a column's values: by its head, else by whether its year is over."""
    if re.search(table_words().reached, head):
        return "actual"
    return "target" if re.search(table_words().aimed, head) or period >= year else "actual"


@cache
def _value_pattern() -> re.Pattern[str]:
    before, after = (
        any_of(word for words in signs.values() for word in words)
        for signs in (figure_words().before, figure_words().after)
    )
    value = (
        rf"(?P<before>{before}|[>≥<≤])?\s*(?P<number>-?{ARABIC_NUMERAL})(?P<more>{figure_words().more})?(?P<yet>)"
        rf"(?:\s*{figure_words().dash}\s*(?P<high>{ARABIC_NUMERAL}))?\s*(?P<unit>(?![年月])[^0-9\s\[\]（）()，。]{{0,8}}?)\s*(?P<after>{after})?"
    )
    return re.compile(rf"\s*[\[［【（(]?(?P<value>{value})[\]］】）)]?\s*")
