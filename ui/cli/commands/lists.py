"""``liantu map``, and ``liantu load`` of a list."""

from __future__ import annotations

from pathlib import Path

from graph.analysis.method import read_method
from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.lists.detect import MappingGuess, tables_of
from loaders.lists.list_column import list_columns
from loaders.lists.mapping import read_list_mapping
from loaders.progress.progress_table import is_progress_report
from loaders.service.list_effect import PlannedLoad, compare_with_load
from loaders.service.lists import guess_list, load_file
from loaders.sources.table_layout import header_layout
from loaders.sources.workbook import read_sheets
from ui.cli.commands.load_effect import last_sequence, say_effect
from ui.cli.commands.progress import load_report
from ui.cli.commands.scenario_diff import chain_lines
from ui.cli.options import ListOptions, language, principal, settings
from ui.cli.output import progress_of, say, write_bytes, write_text
from ui.cli.stores import opened
from ui.exports.refused_xlsx import refused_xlsx
from ui.presenters.list_effect import effect_lines
from ui.presenters.reports import (
    kind_lines,
    list_lines,
    mapping_notes,
    other_region_line,
    reading_notes,
    report_lines,
)
from ui.presenters.scenario_diff import diff_scenarios

SAMPLE_CHARACTERS = 60  # of a cell, so that a column stays one line on a terminal


def map_(file: Path, publisher: str, header: int | None, region: str, output: Path | None, store: str) -> None:
    """Guess what each column of a list holds and write the mapping."""
    _refuse_overwriting(file, output)
    layout = header_layout(header)
    with opened(store) as graph:
        guess = guess_list(
            graph, tables_of(read_sheets(file), layout), publisher, region or settings().region, layout=layout
        )
    words = language()
    for line in guess_lines(guess):
        say(line)
    write_text(mapping_notes(words) + guess.template.text(), output)
    if output:
        say(words("list.mapped", file=file, map=output))
    if not guess.has_names:
        say(words("list.no_name", columns=list(guess.unused)))


def _refuse_overwriting(source: Path, output: Path | None) -> None:
    if output is not None and output.exists() and source.exists() and output.samefile(source):
        raise UsageError("output_is_input", file=str(output))


def guess_lines(guess: MappingGuess) -> list[str]:
    """Return what a guess rests on: a line a table, an encoding and a column."""
    words = language()
    lines = [*reading_notes(guess, words), *kind_lines(guess.mapping, words)]
    lines += [_column_line(guess, column) for column in guess.mapping.columns]
    lines += [other_region_line(guess, words)] if guess.elsewhere else []
    return [*lines, *([words("list.unused.command", columns=list(guess.unused))] if guess.unused else [])]


def _column_line(guess: MappingGuess, column: str) -> str:
    words = language()
    name = getattr(list_columns()[guess.mapping.columns[column]], words.language)
    sample = next(filter(None, (table.sample(column) for table in guess.tables)), "")[:SAMPLE_CHARACTERS]
    return words("list.column", column=column, name=name, why=words(f"list.why_{guess.why[column]}"), sample=sample)


def load_list(file: Path, options: ListOptions, store: str) -> None:
    """Load a list by its mapping, or try it; write the refused rows to a workbook."""
    words = language()
    _refuse_overwriting(file, options.refused)
    if options.mapping is None:
        if file.is_file() and is_progress_report(sheets := read_sheets(file)):
            load_report(file, sheets, options, store)
            return
        raise UsageError("map_needed", file=str(file))
    _refuse_overwriting(options.mapping, options.refused)
    dry = options.dry_run
    with opened(store) as graph:
        since = last_sequence(graph)
        with progress_of(words("load.start", dataset=file)) as progress:
            outcome = load_file(graph, file, read_list_mapping(options.mapping), principal(), progress, dry=dry)
            effect = _effect(graph, outcome.planned) if outcome.planned else []
        for line in (*report_lines(outcome.report, words), *list_lines(outcome, words, dry=dry), *effect):
            say(line)
        say_effect(graph, since)
    if options.refused and outcome.report.refused:
        write_bytes(refused_xlsx(outcome.tables, outcome.report.refused, words), options.refused)
        say(words("list.refused", file=options.refused, count=len(outcome.report.refused)))
    if outcome.problem:
        raise outcome.problem


def _effect(graph: Store, planned: PlannedLoad) -> list[str]:
    """Return what a load would do to the figures of its region."""
    words, file = language(), settings().method
    before, after = compare_with_load(graph, planned, read_method(file))
    diff = diff_scenarios(before, after, words)
    return [*effect_lines(diff, words), *chain_lines(diff, words)]
