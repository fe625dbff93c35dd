"""Two sides beside each other, to take away: a workbook and a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.analysis.cell import CoverageState
from ui.exports.office_document import add_heading, add_paragraph, add_table, add_title, document_bytes, new_document
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.beside.comparison import MemberLine, PairComparison, segments_by_chain
from ui.text import Words

MAX_DOCUMENT_NAMES = 20  # of one kind on one side: the workbook has all, the document is to be read
FIGURE_WIDTHS = (7.2, 3.3, 3.3, 1.8)  # centimetres of the 15.6 that a page has between its margins
MEMBER_WIDTHS = (5.2, 5.2, 5.2)


def beside_title(comparison: PairComparison, words: Words) -> str:
    """Return the title of the files."""
    return words("beside.title", left=comparison.left.title, right=comparison.right.title)


def beside_xlsx(comparison: PairComparison, scope: str, day: date, words: Words) -> bytes:
    """Return a workbook: the figures, then a sheet for each kind of what one side has and the other lacks.

    Args:
        comparison: both sides.
        scope: the region and the sources that count.
        day: the day of the file.
        words: the words of the user's language.
    """
    left, right = comparison.left.title, comparison.right.title
    columns = [(words("beside.what"), 34), (left, 18), (right, 18), (words("beside.difference"), 12)]
    lines = [[line.label, line.left, line.right, line.difference] for line in comparison.lines]
    heading = (beside_title(comparison, words), words("beside.scope", scope=scope, date=day.isoformat()))
    all_lines = _state_lines(comparison, words) + lines
    figures = Worksheet(words("beside.figures"), columns, all_lines, words("beside.unknown_note"), heading)
    sheets = [_member_sheet(line, left, right, words) for line in comparison.members]
    return workbook(beside_title(comparison, words), [figures, *sheets], words)


def _state_lines(comparison: PairComparison, words: Words) -> list[list[str]]:
    counts = [
        (words(f"state.{state}"), comparison.left.states.get(state, 0), comparison.right.states.get(state, 0))
        for state in CoverageState
    ]
    return [
        [words("beside.state_line", state=name), str(left), str(right), f"{right - left:+d}" if right != left else ""]
        for name, left, right in counts
    ]


def _member_sheet(line: MemberLine, left: str, right: str, words: Words) -> Worksheet:
    sides = (
        (words("beside.only", side=left), line.left),
        (words("beside.both"), line.both),
        (words("beside.only", side=right), line.right),
    )
    lines = [[name, side] for side, names in sides for name in names.values()]
    return Worksheet(line.label, [(words("column.name"), 44), (words("beside.where"), 24)], lines)


def beside_docx(comparison: PairComparison, scope: str, day: date, words: Words) -> bytes:
    """Return a document: the figures as a table, then what both have and what only one has."""
    left, right = comparison.left.title, comparison.right.title
    title = beside_title(comparison, words)
    doc = new_document(title, words)
    add_title(doc, title)
    add_paragraph(doc, words("beside.scope", scope=scope, date=day.isoformat()), centred=True)
    heads = (words("beside.what"), left, right, words("beside.difference"))
    lines = [[line.label, line.left, line.right, line.difference] for line in comparison.lines]
    add_table(doc, list(zip(heads, FIGURE_WIDTHS, strict=True)), _state_lines(comparison, words) + lines)
    for line in comparison.members:
        add_heading(doc, line.label)
        columns = (words("beside.only", side=left), words("beside.both"), words("beside.only", side=right))
        cells = [_named(line.key, names, words) for names in (line.left, line.both, line.right)]
        add_table(doc, list(zip(columns, MEMBER_WIDTHS, strict=True)), [cells])
    add_paragraph(doc, words("beside.unknown_note"))
    return document_bytes(doc)


def _named(key: str, names: Mapping[str, str], words: Words) -> str:
    if key == "segments" and names:
        chains = segments_by_chain(names).items()
        return words("separator.clause").join(
            words("titled", title=chain, text=words.join(segments)) for chain, segments in chains
        )
    values = list(names.values())
    shown = words.join(values[:MAX_DOCUMENT_NAMES])
    rest = len(values) - MAX_DOCUMENT_NAMES
    return words("beside.and_more", names=shown, count=rest) if rest > 0 else shown or words("beside.none")
