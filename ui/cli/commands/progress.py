"""``liantu load`` of a progress report."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from loaders.history.event import LoadContext
from loaders.progress.progress_table import read_progress
from loaders.service.progress import load_progress, match_progress
from loaders.sources.sheet import Sheet
from ui.cli.options import ListOptions, language, principal, settings
from ui.cli.output import progress_of, say, write_bytes
from ui.cli.stores import opened
from ui.exports.refused_xlsx import refused_xlsx
from ui.presenters.progress_match import progress_match_lines
from ui.presenters.reports import report_lines


def load_report(file: Path, sheets: Sequence[Sheet], options: ListOptions, store: str) -> None:
    """Load a report, or try it; say which values are not sure, and write the refused rows to a workbook."""
    words = language()
    sheet = read_progress(sheets)
    context = LoadContext(file=file.name, sha256=sha256(file.read_bytes()).hexdigest())
    with opened(store) as graph, progress_of(words("load.start", dataset=file)) as progress:
        reading = match_progress(graph, sheet, settings().region)
        report = load_progress(graph, reading, principal(), progress, dry=options.dry_run, context=context)
    for line in (*report_lines(report, words), *progress_match_lines(reading, words)):
        say(line)
    say(words("progress.tried" if options.dry_run else "progress.loaded"))
    if options.refused and report.refused:
        write_bytes(refused_xlsx(sheet.tables, report.refused, words), options.refused)
        say(words("list.refused", file=options.refused, count=len(report.refused)))
