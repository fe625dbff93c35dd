"""The chosen institutes as a workbook: the choice, its matches, who has a branch here already, the method."""

from __future__ import annotations

from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.method_table import method_lines
from ui.exports.rules_table import rules_lines
from ui.exports.target_table import grip_text, host_text, match_text, matches_text, optimality_note
from ui.exports.xlsx import Cell, Worksheet, workbook
from ui.presenters.figures import short_number
from ui.presenters.follow_up import NO_STATUSES, FollowStatuses
from ui.presenters.source_filter import elsewhere_text, scope_text
from ui.text import Words

MOST_MATCHES = 6
PICKS = (
    ("place", 6),
    ("candidate", 34),
    ("city", 10),
    ("parent", 24),
    ("adds", 10),
    ("survives", 14),
    ("evidence", 70),
    ("hosts", 60),
    ("follow_up", 20),
)
MATCHES = (("candidate", 34), ("segment", 24), ("match", 10), ("evidence", 90))
PRESENT = (("candidate", 34), ("city", 10), ("branch", 50))


def targeting_xlsx(
    inputs: TargetingInputs, plan: TargetingPlan, words: Words, statuses: FollowStatuses = NO_STATUSES
) -> bytes:
    """Return the workbook's bytes; ``statuses`` are what is followed up."""
    sheets = [
        _picks(inputs, plan, words, statuses),
        _matches(inputs, plan, words),
        _present(inputs, words),
        _method(inputs, plan, words),
    ]
    return workbook(words("sheet.targets"), sheets, words)


def _columns(columns: tuple[tuple[str, int], ...], words: Words) -> list[tuple[str, int]]:
    return [(words(f"column.{name}"), width) for name, width in columns]


def _picks(inputs: TargetingInputs, plan: TargetingPlan, words: Words, statuses: FollowStatuses) -> Worksheet:
    lines: list[list[Cell]] = [
        [
            place,
            pick.candidate.name,
            pick.candidate.city,
            pick.candidate.parent,
            float(short_number(pick.adds)),
            grip_text(pick, words),
            "\n".join(matches_text(pick, inputs, words, MOST_MATCHES)),
            "\n".join(host_text(host, inputs, words) for host in pick.hosts),
            statuses.institutes.get(pick.candidate.id, ""),
        ]
        for place, pick in enumerate(plan.selections, 1)
    ]
    return Worksheet(words("sheet.targets"), _columns(PICKS, words), lines, words("targets.note"))


def _matches(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> Worksheet:
    lines: list[list[Cell]] = [
        [
            pick.candidate.name,
            inputs.analysis.segment_name(m.segment),
            round(m.probability, 2),
            match_text(m, inputs, words),
        ]
        for pick in plan.selections
        for m in pick.matches
    ]
    return Worksheet(words("sheet.matches"), _columns(MATCHES, words), lines)


def _present(inputs: TargetingInputs, words: Words) -> Worksheet:
    lines: list[list[Cell]] = [[candidate.name, candidate.city, candidate.branch] for candidate in inputs.present]
    return Worksheet(words("sheet.present"), _columns(PRESENT, words), lines)


def _method(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> Worksheet:
    undated = elsewhere_text(inputs.analysis.source_filter, words)
    lines = [
        (words("column.region"), inputs.analysis.region_name),
        (words("source_filter.title"), scope_text(inputs.analysis.source_filter, words)),
        *([(words("column.note"), undated)] if undated else []),
        *rules_lines(inputs, plan, words),
        (words("targets.how"), optimality_note(plan, words)),
        *method_lines(inputs.analysis.method, words),
    ]
    return Worksheet(words("sheet.method"), [(words("column.parameter"), 24), (words("column.value"), 80)], lines)
