"""Reports of loads as sentences."""

from __future__ import annotations

from loaders.lists.detect import MappingGuess
from loaders.report import LoadReport
from loaders.service.lists import ListReport
from ui.text import Words

SHOWN = 5


def report_lines(report: LoadReport, words: Words) -> list[str]:
    """Write the report of a load in words."""
    lines = [summary_line(report, words)]
    if report.dangling:
        ends = [words("load.missing_at", id=one.id, origin=one.location) for one in report.dangling[:SHOWN]]
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
    nodes, said = report.nodes, report.statements
    if not report.changed:
        return words("load.same", dataset=report.dataset)
    if not (nodes.touched or said.touched):
        return words("load.declared", dataset=report.dataset)
    return words(
        "load.done",
        dataset=report.dataset,
        added=nodes.added,
        changed=nodes.changed,
        removed=nodes.removed,
        s_added=said.added,
        s_changed=said.changed,
        s_removed=said.removed,
    )


SHOWN, SOME, TOLD = 5, 3, ("group", "sum", "note")


def other_region_line(found: MappingGuess, words: Words) -> str:
    """Write that most names of a list state another place, and name some of them."""
    return words("list.elsewhere", count=len(found.elsewhere), some=found.elsewhere[:SOME])


def list_lines(found: ListReport, words: Words, *, dry: bool) -> list[str]:
    """Write what a list's load did beyond the report of every load."""
    if found.since:
        return [words("list.since", good=found.good, at=found.since[:16].replace("T", " "))]
    lines = [words("list.dry" if dry else "list.done", good=found.good, refused=len(found.report.refused))]
    if found.joined:
        some = [words("list.joined_one", name=name, id=id_) for name, id_ in found.joined[:SHOWN]]
        lines.append(words("list.joined", count=len(found.joined), some=some))
    if found.again:
        some = [words("list.again_one", name=name, other=other) for name, other in found.again[:SHOWN]]
        lines.append(words("list.again", count=len(found.again), some=some))
    if found.classified:
        sure, review = found.placed_counts
        some = [words("list.placed_one", segment=segment, why=why) for _, segment, why in found.classified[:SHOWN]]
        lines.append(words("list.placed", sure=sure, review=review, some=some))
    if found.skipped_rows:
        parts = [words(f"list.passed_{why}", count=count) for why, count in sorted(found.skipped_rows.items())]
        lines.append(words("list.passed", parts=parts))
        told = [(table.sheet.title, one) for table in found.tables for one in table.skipped if one.reason in TOLD]
        lines += [words("list.passed_line", file=file, line=one.line, text=one.text) for file, one in told[:SHOWN]]
    if found.absent:
        lines.append(words("list.absent", columns=list(found.absent)))
    if found.skipped_tables:
        lines.append(words("list.skipped", tables=list(found.skipped_tables)))
    if found.unused:
        lines.append(words("list.unused", columns=list(found.unused)))
    return lines
