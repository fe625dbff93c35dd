"""The chosen institutes as a workbook: the choice, its matches, who has a branch here already, the method."""

from __future__ import annotations

from queries.targeting import Field, Plan
from ui.exports.method_table import method_lines
from ui.exports.rules_table import rules_lines
from ui.exports.target_table import host_text, match_text, matches_text
from ui.exports.xlsx import Cell, Sheet, workbook
from ui.text import Words

MOST_MATCHES = 6
PICKS = (
    ("place", 6),
    ("candidate", 34),
    ("city", 10),
    ("parent", 24),
    ("adds", 10),
    ("survives", 10),
    ("evidence", 70),
    ("hosts", 60),
)
MATCHES = (("candidate", 34), ("segment", 24), ("match", 10), ("evidence", 90))
PRESENT = (("candidate", 34), ("city", 10), ("branch", 50))


def targets_workbook(field: Field, plan: Plan, words: Words) -> bytes:
    """The workbook's bytes."""
    sheets = [
        _picks(field, plan, words),
        _matches(field, plan, words),
        _present(field, words),
        _method(field, plan, words),
    ]
    return workbook(words("sheet.targets"), sheets, words)


def _columns(columns: tuple[tuple[str, int], ...], words: Words) -> list[tuple[str, int]]:
    return [(words(f"column.{name}"), width) for name, width in columns]


def _picks(field: Field, plan: Plan, words: Words) -> Sheet:
    lines: list[list[Cell]] = [
        [
            place,
            pick.candidate.name,
            pick.candidate.city,
            pick.candidate.parent,
            round(pick.adds, 4),
            pick.survives,
            "\n".join(matches_text(pick, field, words, MOST_MATCHES)),
            "\n".join(host_text(host, field, words) for host in pick.hosts),
        ]
        for place, pick in enumerate(plan.picks, 1)
    ]
    return Sheet(words("sheet.targets"), _columns(PICKS, words), lines, words("targets.note"))


def _matches(field: Field, plan: Plan, words: Words) -> Sheet:
    lines: list[list[Cell]] = [
        [
            pick.candidate.name,
            field.picture.segment_name(m.segment),
            round(m.probability, 4),
            match_text(m, field, words),
        ]
        for pick in plan.picks
        for m in pick.matches
    ]
    return Sheet(words("sheet.matches"), _columns(MATCHES, words), lines)


def _present(field: Field, words: Words) -> Sheet:
    lines: list[list[Cell]] = [[one.name, one.city, one.branch] for one in field.present]
    return Sheet(words("sheet.present"), _columns(PRESENT, words), lines)


def _method(field: Field, plan: Plan, words: Words) -> Sheet:
    year = field.picture.as_of
    lines = [
        (words("column.region"), field.picture.region_name),
        (words("page.as_of"), str(year) if year else words("page.as_of_all")),
        *rules_lines(field, plan, words),
        (words("targets.value"), f"{plan.choice.value:.6f}"),
        (words("targets.bound"), f"{plan.choice.bound:.6f}"),
        (words("targets.greedy"), f"{plan.greedy_value:.6f}"),
        *method_lines(field.picture.method, words),
    ]
    return Sheet(words("sheet.method"), [(words("column.parameter"), 24), (words("column.value"), 80)], lines)
