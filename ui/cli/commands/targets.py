"""``liantu targets``."""

from __future__ import annotations

from loaders.service.needs import kept_needs, place_in_region
from queries.targeting import build_constraints, load_targeting_inputs, parse_costs, select_candidates
from ui.cli.options import RowOutput, Scope, SelectionLimits, language, settings
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.region import analyse_in, region_follow_ups
from ui.cli.stores import opened
from ui.exports.target_table import SHORT, TARGET_TABLE_COLUMNS, optimality_note, target_rows
from ui.exports.targeting_docx import targeting_docx
from ui.exports.targeting_xlsx import targeting_xlsx
from ui.presenters.follow_up import follow_statuses
from ui.presenters.needs import NeedMatcher
from ui.presenters.source_filter import elsewhere_text

EXPORT_FORMATS = ("xlsx", "docx")


def targets(selection: SelectionLimits, output: RowOutput, scope: Scope) -> None:
    """Choose the institutes that close the most gaps, and print why."""
    words = language()
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        inputs = load_targeting_inputs(store, analysis)
        statuses = follow_statuses(region_follow_ups(store, analysis), words)
        needs = kept_needs(store, analysis.region)
        if selection.needs:
            placed = place_in_region(store, needs, analysis.segments)
            inputs = inputs.with_needs(NeedMatcher(inputs, words).at_segments(placed))
    chains = [analysis.chain(text).chain.id for text in selection.chain]
    inputs = inputs.at(chains, [id_ for text in selection.segment for id_ in analysis.segment_ids(text)])
    costs = parse_costs(selection.cost)
    constraints = build_constraints(
        inputs,
        selection.k,
        budget=selection.budget,
        per_parent=selection.per_parent,
        must=selection.must,
        never=selection.never,
        costs=costs,
    )
    plan = select_candidates(inputs, constraints, selection.seconds)
    if output.format in EXPORT_FORMATS and output.file is not None:
        is_paper, template = output.format == "docx", settings().docx_template
        write_bytes(
            targeting_docx(inputs, plan, words, statuses, needs=needs, template=template)
            if is_paper
            else targeting_xlsx(inputs, plan, words, statuses),
            output.file,
        )
    else:
        write_rows(
            SHORT if output.format == "table" else TARGET_TABLE_COLUMNS,
            target_rows(inputs, plan, words),
            output,
            scope.source_filter,
        )
    say(optimality_note(plan, words))
    if undated := elsewhere_text(analysis.source_filter, words):
        say(undated)
