"""``liantu stress`` and ``liantu whatif``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.model.errors import UsageError
from queries.scenarios import INTENDED, analysis_with_completed, analysis_with_holdings, analysis_without
from queries.stress import criticality_rows, removal_closure
from ui.cli.commands.assumptions_file import read_assumptions
from ui.cli.commands.scenario_diff import show_scenario_diff
from ui.cli.options import RowOutput, Scope, language
from ui.cli.output import say, write_rows
from ui.cli.region import analyse, analyse_in
from ui.cli.stores import opened

CRITICALITY_OUTPUT = ("id", "organisation", "chain_name", "drop", "lapsed")
CRITICALITY_ROWS = 20  # organisations listed where no --limit is given: a screen


def stress(remove: tuple[str, ...], output: RowOutput, scope: Scope) -> None:
    """Print what breaks without some organisations, parks or segments, or whose loss would hurt most."""
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        removals = [removal_closure(store, text) for text in remove]
    if not removals:
        limit = CRITICALITY_ROWS if output.limit is None else output.limit
        rows = criticality_rows(analysis, limit)
        write_rows(CRITICALITY_OUTPUT, rows, replace(output, limit=limit), scope.source_filter)
        return
    for removal in removals:
        say(language()("stress.gone", name=removal.name, count=len(removal.ids)))
    removed = {id_ for removal in removals for id_ in removal.ids}
    show_scenario_diff(analysis, analysis_without(analysis, removed), output)


def whatif(add: Path | None, done: tuple[str, ...], output: RowOutput, scope: Scope) -> None:
    """Print what changes if some organisations were here, or if plans were done."""
    if add is None and not done:
        raise UsageError("whatif_nothing")
    unknown = [status for status in done if status not in INTENDED]
    if unknown:
        raise UsageError("status_unknown", text=unknown[0], known=list(INTENDED))
    before = analyse(scope)
    after = analysis_with_completed(before, set(done)) if done else before
    after = analysis_with_holdings(after, read_assumptions(add, before)) if add else after
    show_scenario_diff(before, after, output)
