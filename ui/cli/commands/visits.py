"""``liantu visit``: sheets to take along on visits, and the answers that come back."""

from __future__ import annotations

from pathlib import Path

from graph.model.errors import UsageError
from loaders.service.visits import load_visits
from loaders.sources.workbook import read_sheets
from ui.cli.options import Scope, language, principal, settings
from ui.cli.output import say, write_bytes
from ui.cli.region import analyse_in
from ui.cli.stores import opened
from ui.exports.visit_docx import visit_docx
from ui.exports.visit_xlsx import visit_xlsx
from ui.presenters.reports import report_lines
from ui.presenters.visit_report import visit_lines
from ui.presenters.visits import MAX_VISITS, visit_sheets

VISIT_FORMATS = {".xlsx": visit_xlsx, ".docx": visit_docx}


def write_visits(chains: tuple[str, ...], by: str, output: Path, scope: Scope) -> None:
    """Write the open questions as visiting sheets, one visit a page."""
    suffix, words = output.suffix.lower(), language()
    if suffix not in VISIT_FORMATS:
        raise UsageError("brief_format", file=output.name, known=list(VISIT_FORMATS))
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        chosen = [analysis.chain(chain).chain.id for chain in chains]
        sheets = visit_sheets(store, analysis, words, by, chosen)
    shown = sheets[:MAX_VISITS]
    write_bytes(VISIT_FORMATS[suffix](shown, analysis.region_name, words), output)
    say(words("visit.written", file=output, count=len(shown)))
    if len(sheets) > MAX_VISITS:
        say(words("visit.cut", count=len(sheets) - MAX_VISITS))


def load_filled(file: Path, region: str, store: str) -> None:
    """Load the answers of filled sheets as facts of one's own dataset; tell which rows were not taken."""
    words = language()
    sheets = read_sheets(file)
    with opened(store) as graph:
        report = load_visits(graph, sheets, principal(), region or settings().region)
    if report.report:
        for line in report_lines(report.report, words):
            say(line)
    for line in visit_lines(report, words):
        say(line)
