"""What became of filled visiting sheets, in words."""

from __future__ import annotations

from loaders.service.visits import VisitReport
from ui.presenters.reports import refusal_lines
from ui.text import Words


def visit_lines(report: VisitReport, words: Words) -> list[str]:
    """Write how many answers were recorded, and why rows were not taken."""
    lines = [
        words("visit.done", facts=report.facts, known=report.known, denied=report.denied, open=report.open_rows),
    ]
    if report.refused:
        lines.append(words("visit.done_refused", count=len(report.refused)))
        lines += refusal_lines(report.refused, words)
    return lines
