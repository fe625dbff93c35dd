"""The differences of two plans to take away: a workbook, a CSV file, a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.analysis.plans.change import PlanDiff
from ui.exports.csv import csv_bytes
from ui.exports.office_document import add_heading, add_paragraph, add_table, add_title, document_bytes, new_document
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.plan_diff import GROUPS, PLAN_CHANGE_COLUMNS, PlanChangeRow, plan_diff_summary
from ui.text import Words

SHEET_WIDTHS = (14, 12, 36, 26, 26, 24, 60, 60)  # characters
# Centimetres of the 24.3 that a landscape page has between its margins; the name says the type well enough there.
DOCUMENT_COLUMNS = (
    ("change", 2.2),
    ("name", 4.6),
    ("before", 3.0),
    ("after", 3.0),
    ("before_passage", 5.7),
    ("after_passage", 5.8),
)


def plan_diff_title(diff: PlanDiff, words: Words) -> str:
    """Return what the files are called inside: the titles of both plans."""
    return words("plan_diff.title", before=diff.before.title, after=diff.after.title)


def plan_diff_csv(rows: Sequence[PlanChangeRow], words: Words) -> bytes:
    """Return the changes as a CSV file."""
    return csv_bytes([words(f"column.{name}") for name in PLAN_CHANGE_COLUMNS], [row.cells() for row in rows])


def plan_diff_xlsx(diff: PlanDiff, rows: Sequence[PlanChangeRow], words: Words) -> bytes:
    """Return a workbook with a sheet for targets, one for entities and one for relations."""
    columns = [(words(f"column.{name}"), width) for name, width in zip(PLAN_CHANGE_COLUMNS, SHEET_WIDTHS, strict=True)]
    remark = f"{plan_diff_title(diff, words)}　{words('plan_diff.meaning')}"
    sheets = [
        Worksheet(words(f"plan_diff.{group}"), columns, [row.cells() for row in rows if row.group == group], remark)
        for group in GROUPS
    ]
    return workbook(plan_diff_title(diff, words), sheets, words)


def plan_diff_docx(diff: PlanDiff, rows: Sequence[PlanChangeRow], words: Words) -> bytes:
    """Return a document: the counts, then a table for targets, entities and relations each."""
    title = plan_diff_title(diff, words)
    doc = new_document(title, words, landscape=True)
    add_title(doc, title)
    add_paragraph(doc, words("plan_diff.read_on", date=date.today().isoformat()), centred=True)
    add_paragraph(doc, plan_diff_summary(diff, words))
    columns = [(words(f"column.{name}"), width) for name, width in DOCUMENT_COLUMNS]
    for group in GROUPS:
        own = [row for row in rows if row.group == group]
        if own:
            add_heading(doc, words("counted", title=words(f"plan_diff.{group}"), count=len(own)))
            add_table(doc, columns, [[getattr(row, name) for name, _ in DOCUMENT_COLUMNS] for row in own])
    add_paragraph(doc, words("plan_diff.meaning"))
    return document_bytes(doc)
