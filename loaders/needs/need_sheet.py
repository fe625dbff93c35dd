"""Read a list of needs: a column of what is needed and, where it has them, who needs it, by when, which industry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from graph.model.normalize import normalize_text
from graph.model.own_yaml import parse_own_yaml
from loaders.errors import LoadError
from loaders.needs.need import MAX_NEEDS, Need
from loaders.sources.sheet import Sheet

MAX_ROWS_ABOVE_HEADINGS = 10  # above the headings
MAX_NEED_CHARACTERS = 2_000  # a paragraph; what follows says no more of the product


@cache
def need_headings() -> Mapping[str, tuple[str, ...]]:
    """Return the headings of each column, that of the template first."""
    spec = parse_own_yaml(files("loaders.needs").joinpath("need_columns.yaml").read_text("utf-8"))
    return {column: tuple(headings) for column, headings in spec.items()}


def read_needs(sheets: Sequence[Sheet], file: str) -> list[Need]:
    """Return the needs of a file's sheets, in order; rows without a need are left out.

    Args:
        sheets: of the file.
        file: its name, for messages.

    Raises:
        LoadError: no sheet has a column of needs, there is no need, or there are too many.
    """
    tables = [(sheet, heading) for sheet in sheets if (heading := _heading_row(sheet))]
    if not tables:
        raise LoadError("need_columns", known=list(need_headings()["what"]))
    needs = [need for number, table in enumerate(tables, 1) for need in _needs(number, *table)]
    if not needs:
        raise LoadError("needs_empty", file=file)
    if len(needs) > MAX_NEEDS:
        raise LoadError("needs_many", most=MAX_NEEDS, count=len(needs))
    return needs


def _heading_row(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the first row with a heading of needs, and the place of each column."""
    for number, row in enumerate(sheet.rows[:MAX_ROWS_ABOVE_HEADINGS]):
        texts = [normalize_text(cell).strip().casefold() for cell in row]
        places = {
            column: next(texts.index(heading) for heading in headings if heading in texts)
            for column, headings in need_headings().items()
            if not set(headings).isdisjoint(texts)
        }
        if "what" in places:
            return number, places
    return None


def _needs(table: int, sheet: Sheet, heading: tuple[int, dict[str, int]]) -> Iterator[Need]:
    first, places = heading
    for number, row in enumerate(sheet.rows[first + 1 :], first + 2):
        cells = {
            column: normalize_text(row[place]).strip()[:MAX_NEED_CHARACTERS]
            for column, place in places.items()
            if place < len(row)
        }
        if cells.get("what"):
            yield Need(id=f"{table}-{number:05}", **cells)
