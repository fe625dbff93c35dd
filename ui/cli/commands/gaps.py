"""``liantu gaps`` and ``liantu explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.analysis.method import read_method
from graph.model.errors import UsageError
from queries.scenarios import analysis_by_method
from ui.cli.commands.scenario_diff import show_scenario_diff
from ui.cli.options import ROW_FORMATS, RowOutput, Scope, language
from ui.cli.output import say, write_bytes, write_rows, write_text
from ui.cli.region import analyse, analyse_in, region_follow_ups
from ui.cli.stores import opened
from ui.exports.derivation_text import derivation_text
from ui.exports.gap_table import FOLLOW_UP_COLUMN, GAP_LIST_COLUMNS, GapStatuses, list_columns
from ui.exports.gaps_xlsx import GapListTitle, gaps_xlsx
from ui.presenters.follow_up import gap_statuses
from ui.presenters.gaps import GapRow, export_metadata, gap_rows
from ui.presenters.source_filter import filter_text

GAP_OUTPUT = ("id", "kind", "certain", "chain_name", "segment_name", "score", "reason")


def gaps(against: Path | None, output: RowOutput, scope: Scope) -> None:
    """Print the gaps, or which of them moved under other parameters."""
    if against is not None and output.format not in ROW_FORMATS:
        raise UsageError("format_unknown", format=output.format, known=list(ROW_FORMATS))
    words = language()
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        statuses = gap_statuses(region_follow_ups(store, analysis), words)
    if against is not None:
        show_scenario_diff(analysis, analysis_by_method(analysis, read_method(against)), output)
        return
    rows = gap_rows(analysis, words)[: output.limit]
    if output.format == "xlsx" and output.file is not None:
        metadata = export_metadata(analysis, words, len(rows))
        scope_ = filter_text(analysis.source_filter, words)
        title = GapListTitle(region=analysis.region_name, day=date.today(), scope=scope_)
        write_bytes(gaps_xlsx(rows, analysis.method, words, title, of=metadata, statuses=statuses), output.file)
    else:
        columns = GAP_OUTPUT if list_columns(rows, statuses) == GAP_LIST_COLUMNS else (*GAP_OUTPUT, FOLLOW_UP_COLUMN)
        write_rows(columns, [_fields(row, statuses, output) for row in rows], output, scope.source_filter)
    if output.file:
        say(words("gaps.written", file=output.file, count=len(rows)))
    elif not rows:
        say(words("gaps.none"))


def _fields(row: GapRow, statuses: GapStatuses, output: RowOutput) -> dict[str, object]:
    """Return the fields of a gap; a table and CSV say in words whether it is certain."""
    fields = {**row.fields(), FOLLOW_UP_COLUMN: statuses.get((row.chain, row.segment), "")}
    certain = row.certain if output.format == "json" else language()(f"sure.{'yes' if row.certain else 'no'}")
    return {**fields, "certain": certain}


def explain(gap: str, output: Path | None, scope: Scope) -> None:
    """Print the derivation of a gap's score."""
    analysis = analyse(scope)
    matches = [candidate for candidate in analysis.gaps if candidate.id == gap]  # a segment of two chains has two
    if not matches:
        raise UsageError("gap_unknown", text=gap)
    write_text("".join(derivation_text(analysis, match, language()) + "\n" for match in matches), output)
