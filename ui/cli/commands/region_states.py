"""Two states of a region's chains compared, on the terminal and as files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from graph.analysis.chain import Holding
from graph.analysis.method import read_method
from graph.store.store import Store
from loaders.history.log import load_events
from loaders.service.region_state import RegionState, analyse_state, parse_state
from queries.english_names import EnglishNames
from queries.region import RegionAnalysis
from ui.cli.commands.assumptions_file import read_assumptions
from ui.cli.options import ROW_FORMATS, RowOutput, Scope, language, settings
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.stores import opened
from ui.exports.dossier_map import coverage_svg
from ui.exports.state_diff_files import state_diff_docx, state_diff_xlsx
from ui.presenters.figure_change import change_sentence
from ui.presenters.scenario_diff import diff_scenarios
from ui.presenters.source_filter import scope_text
from ui.presenters.state_diff import StateComparison, compare_states, headline, remarks, segment_marks
from ui.presenters.state_names import event_states, state_text

STATE_DIFF_COLUMNS = ("change", "chain_name", "segment_name", "before", "after", "cause")
MAX_DOCUMENT_MAPS = 2  # in a document, of the chains that changed most


def compare_region_states(before: str, after: str, add: Path | None, output: RowOutput, scope: Scope) -> None:
    """Write the chains and gaps that differ between two states; JSON has chains, segments, gaps and sources.

    Args:
        before: a state, such as ``now``, ``L12``, 2018 or ``grade:B``.
        after: another.
        add: the organisations that the state ``whatif`` assumes.
        output: the rows' form.
        scope: region, sources and method.

    Raises:
        UsageError: a state cannot be read, or there is no such event or year.
        LoadError: the records of that time are no longer kept.
    """
    states, words = (parse_state(before), parse_state(after)), language()
    with opened(scope.store) as store:
        events = event_states(load_events(store.read))
        old, new = (_analyse(store, state, add, scope) for state in states)
    names = tuple(state_text(state, events, words, 1 if add else 0) for state in states)
    diff = diff_scenarios(old, new, words)
    comparison = compare_states(old, new, diff, (names[0], names[1]), words)
    if output.format not in ROW_FORMATS and output.file is not None:
        write_bytes(_file(comparison, new, output.format, scope), output.file)
    elif output.format == "json":
        write_rows((), [_json(comparison)], output)
    else:
        rows = [{**gap.fields(), "change": words(f"compare.became.{gap.change}")} for gap in diff.gaps[: output.limit]]
        write_rows(STATE_DIFF_COLUMNS, rows, output, scope.source_filter)
    for change in diff.figures:
        say(change_sentence(change, words))
    nothing = words("compare.nothing", before=names[0], after=names[1])
    say(nothing if comparison.is_empty else headline(comparison, words))
    for remark in remarks(comparison, words):
        say(remark)


def _analyse(store: Store, state: RegionState, add: Path | None, scope: Scope) -> RegionAnalysis:
    method = scope.method or settings().method

    def assumed(today: RegionAnalysis) -> Collection[Holding]:
        return read_assumptions(add, today) if add else ()

    analysis = analyse_state(
        store,
        state,
        scope.region or settings().region,
        scope.source_filter,
        read_method(method),
        assumed,
    )
    return EnglishNames.fetch(store).in_analysis(analysis) if language().language == "en" else analysis


def _file(comparison: StateComparison, after: RegionAnalysis, format_: str, scope: Scope) -> bytes:
    words = language()
    sources = scope_text(scope.source_filter, words)
    if format_ == "xlsx":
        return state_diff_xlsx(comparison, sources, words)
    drawn = [after.coverages[row.id] for row in comparison.chains if row.id in after.coverages][:MAX_DOCUMENT_MAPS]
    maps = [
        (
            words("compare.map_head", chain=coverage.chain.name),
            coverage_svg(after, coverage, words, segment_marks(comparison.segments_of(coverage.chain.id), words)),
        )
        for coverage in drawn
    ]
    return state_diff_docx(comparison, sources, words, maps)


def _json(comparison: StateComparison) -> dict[str, object]:
    """Return the documented fields for JSON."""
    diff = comparison.diff
    return {
        "before": comparison.names[0],
        "after": comparison.names[1],
        "chains": [chain.fields() for chain in diff.chains],
        "segments": [segment.fields() for segment in comparison.segments],
        "gaps": [gap.fields() for gap in diff.gaps],
        "kinds": [dict(vars(count)) for count in diff.kinds],
        "sources": [source.evidence for source in comparison.sources],
    }
