"""先去问清: the open questions as a table, each with what either answer would settle."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ui.components.links import Links
from ui.components.table import table
from ui.presenters.questions import QuestionRow
from ui.text import Words

QUESTION_TABLE_COLUMNS = ("chain", "question", "if_yes", "if_no", "narrows", "leads")


def question_table(rows: Iterable[QuestionRow], words: Words, links: Links) -> Markup:
    """Return the table; a question links to its segment on the map."""
    return table(QUESTION_TABLE_COLUMNS, (_cells(row, words, links) for row in rows), words)


def _cells(row: QuestionRow, words: Words, links: Links) -> list[str]:
    link = links.anchor("chain", row.question, chain=row.chain, segment=row.segment)
    return [row.chain_name, link, row.if_yes, row.if_no, f"{row.narrows:.1%}", words.join(row.leads)]
