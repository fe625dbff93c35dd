"""Rows as an HTML table, everything in it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ui.text import Words


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], words: Words, kind: str = "facts") -> str:
    """A table of texts; ``columns`` are keys of the columns' names."""
    lines = (cells_line(map(text_cell, row)) for row in rows)
    return html_table(heads(words, *columns), lines, kind)


def html_table(head: Iterable[str], lines: Iterable[str], kind: str) -> str:
    """A table of lines that are HTML already; the head is escaped here."""
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    return f'<table class="rows {kind}"><thead><tr>{names}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def heads(words: Words, *names: str) -> list[str]:
    """The names of columns by their keys; an empty key is a column without a name."""
    return [words(f"column.{name}") if name else "" for name in names]


def text_cell(value: object) -> str:
    """A text as a cell's HTML, whatever direction it is written in."""
    return f"<bdi>{escape(str(value))}</bdi>"


def cells_line(cells: Iterable[str]) -> str:
    """One line of cells that are HTML already."""
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def note(text: str) -> str:
    """A remark that stands out."""
    return f'<div class="note"><bdi>{escape(text)}</bdi></div>'
