"""Rows as an HTML table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ui.text import Words

TABLE = Markup('<table class="rows {css_class}"><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>')
ROW_START, CELL_BORDER, ROW_END = Markup("<tr><td>"), Markup("</td><td>"), Markup("</td></tr>")
TEXT_START, TEXT_END = Markup("<bdi>"), Markup("</bdi>")
UNBROKEN_START = Markup('<bdi class="nowrap">')
MAX_UNBROKEN = 10  # characters that a cell keeps on one line if they are ASCII: a score, a percentage, a date


def table(columns: Sequence[str], rows: Iterable[Iterable[str]], words: Words, css_class: str = "facts") -> Markup:
    """Return a table whose headings are the names of ``columns``, which are keys below ``column.`` in the words."""
    return html_table(column_headings(words, columns), rows, css_class)


def html_table(headings: Iterable[str], rows: Iterable[Iterable[str]], css_class: str = "facts") -> Markup:
    """Return a table.

    Args:
        headings: the columns' headings.
        rows: the cells of each row. Markup is kept; any other text is escaped.
        css_class: the look of the table in page.css.
    """
    heads = Markup("").join(Markup("<th>{}</th>").format(heading) for heading in headings)
    return TABLE.format(css_class=css_class, headings=heads, rows=Markup("").join(map(_row, rows)))


def column_headings(words: Words, columns: Iterable[str]) -> list[str]:
    """Return the names of columns; an empty key is a column without a name."""
    return [words(f"column.{name}") if name else "" for name in columns]


def text_html(text: str) -> Markup:
    """Return a text as HTML that does not disturb its surroundings, whatever direction it is written in.

    >>> text_html("a<b")
    Markup('<bdi>a&lt;b</bdi>')
    """
    return TEXT_START + text + TEXT_END


def note(text: str) -> Markup:
    """Return a remark that stands out."""
    return Markup('<div class="note">{}</div>').format(text_html(text))


def _row(cells: Iterable[str]) -> Markup:
    # Joined, not formatted: a page may have ten thousand cells, and Markup.format takes 10 µs.
    return ROW_START + CELL_BORDER.join(map(_cell, cells)) + ROW_END


def _cell(cell: str) -> Markup:
    if isinstance(cell, Markup):
        return cell
    if len(cell) <= MAX_UNBROKEN and cell.isascii():
        return UNBROKEN_START + cell + TEXT_END
    return text_html(cell)
