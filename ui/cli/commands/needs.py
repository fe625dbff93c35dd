"""``liantu needs``."""

from __future__ import annotations

from pathlib import Path

from loaders.history.event import LoadContext
from loaders.needs.need_sheet import read_needs
from loaders.service.needs import keep_needs, place_in_region
from loaders.sources.binary_file import read_bytes
from loaders.sources.limits import MAX_SPREADSHEET_BYTES
from loaders.sources.workbook import parse_sheets
from queries.targeting import load_targeting_inputs
from ui.cli.options import RowOutput, Scope, language, principal
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.region import analyse_in
from ui.cli.stores import opened
from ui.exports.needs_xlsx import NEED_COLUMNS, need_cells, needs_xlsx
from ui.presenters.needs import NeedMatcher
from ui.presenters.source_filter import elsewhere_text


def needs(file: Path, keep: bool, output: RowOutput, scope: Scope) -> None:
    """Place a list of needs on segments, and print who could meet them; keep the list where asked to."""
    words = language()
    listed = read_needs(parse_sheets(read_bytes(file, MAX_SPREADSHEET_BYTES), file.name), file.name)
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        placed = place_in_region(store, listed, analysis.segments)
        lines = NeedMatcher(load_targeting_inputs(store, analysis), words).lines(placed)
        if keep:
            context = LoadContext(file=file.name)
            keep_needs(store, listed, file.stem, analysis.region, principal(), context)
    if output.format == "xlsx" and output.file is not None:
        write_bytes(needs_xlsx(lines, analysis.source_filter, words), output.file)
    else:
        rows = [dict(zip(NEED_COLUMNS, need_cells(line, words), strict=True)) for line in lines]
        write_rows(tuple(NEED_COLUMNS), rows, output, scope.source_filter)
    there = sum(bool(line.links) for line in lines)
    unsure = sum(bool(line.doubt) for line in lines)
    say(words("needs.count", count=len(lines), placed=there, unsure=unsure, unplaced=len(lines) - there))
    if undated := elsewhere_text(analysis.source_filter, words):
        say(undated)
    if keep:
        say(words("needs.saved", title=file.stem, count=len(listed)))
