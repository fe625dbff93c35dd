"""Reports of loads as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.lists.detect import MappingGuess
from loaders.report import LoadReport
from loaders.service.lists import JoinedRow, ListReport
from ui.text import Words

SHOWN = 5


def report_lines(report: LoadReport, words: Words) -> list[str]:
    """Write the report of a load in words."""
    lines = [summary_line(report, words)]
    if report.dangling:
        ends = [words("load.missing_at", id=edge.id, origin=edge.location) for edge in report.dangling[:SHOWN]]
        fields = {"dataset": report.dataset, "count": len(report.dangling), "ends": ends}
        if report.not_loaded:
            lines.append(words("load.waiting", **fields, others=report.not_loaded))
        else:
            lines.append(words("load.missing", **fields))
    for key, faults in (("load.refused", report.refused), ("load.misfits", report.endpoint_violations)):
        if faults:
            lines.append(words(key, dataset=report.dataset, count=len(faults)))
            lines += (f"  {words.error(fault)}" for fault in faults)
    return lines


def summary_line(report: LoadReport, words: Words) -> str:
    """Write the changes of a load in one line."""
    nodes, counts = report.nodes, report.statements
    if not report.changed:
        return words("load.same", dataset=report.dataset)
    if not (nodes.touched or counts.touched):
        return words("load.declared", dataset=report.dataset)
    return words(
        "load.done",
        dataset=report.dataset,
        added=nodes.added,
        changed=nodes.changed,
        removed=nodes.removed,
        s_added=counts.added,
        s_changed=counts.changed,
        s_removed=counts.removed,
    )


SHOWN, SOME, TOLD = 5, 3, ("group", "sum", "note")


def other_region_line(guess: MappingGuess, words: Words) -> str:
    """Write that most names of a list state another place, and name some of them."""
    return words("list.elsewhere", count=len(guess.elsewhere), some=guess.elsewhere[:SOME])


def joined_lines(kind: str, rows: Sequence[JoinedRow], words: Words) -> Iterator[str]:
    """Write how many rows were joined by which rule, and name some of them."""
    if rows:
        rules = Counter(row.rule for row in rows)
        counts = [words("list.by_rule", rule=words(f"rule.{rule}"), count=count) for rule, count in rules.most_common()]
        some = [
            words(f"list.{kind}_one", name=row.name, other=row.other, rule=words(f"rule.{row.rule}"))
            for row in rows[:SHOWN]
        ]
        yield words(f"list.{kind}", count=len(rows), rules=counts, some=some)


def list_lines(report: ListReport, words: Words, *, dry: bool) -> list[str]:
    """Write what a list's load did beyond the report of every load."""
    if report.since:
        return [words("list.since", good=report.good, at=report.since[:16].replace("T", " "))]
    lines = [words("list.dry" if dry else "list.done", good=report.good, refused=len(report.report.refused))]
    lines += joined_lines("joined", report.joined, words)
    lines += joined_lines("again", report.again, words)
    if report.classified:
        sure, review = report.placed_counts
        some = [words("list.placed_one", segment=segment, why=why) for _, segment, why in report.classified[:SHOWN]]
        lines.append(words("list.placed", sure=sure, review=review, some=some))
    if report.skipped_rows:
        parts = [words(f"list.passed_{why}", count=count) for why, count in sorted(report.skipped_rows.items())]
        lines.append(words("list.passed", parts=parts))
        skipped = [
            (table.sheet.title, line) for table in report.tables for line in table.skipped if line.reason in TOLD
        ]
        lines += [
            words("list.passed_line", file=file, line=line.line, text=line.text) for file, line in skipped[:SHOWN]
        ]
    if report.absent:
        lines.append(words("list.absent", columns=list(report.absent)))
    if report.skipped_tables:
        lines.append(words("list.skipped", tables=list(report.skipped_tables)))
    if report.unused:
        lines.append(words("list.unused", columns=list(report.unused)))
    return lines
