"""Reports of loads as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from graph.model.errors import LiantuError
from loaders.lists.detect import MappingGuess
from loaders.lists.heading_lines import list_title
from loaders.lists.list_column import list_columns
from loaders.lists.list_type import list_types
from loaders.lists.mapping import ListMapping, list_labels
from loaders.report import ChangeCounts, LoadReport
from loaders.service.lists import JoinedRow, ListReport
from loaders.sources.list_table import ListTable
from ui.text import Words

Face: TypeAlias = Literal["page", "command"]  # where a sentence is read: each has its own way to mend what it tells
SHOWN, SOME, TOLD = 5, 3, ("group", "sum", "note")
MAX_ALIKE = 5  # refusals of one reason that are told one by one
MANY_ROWS = 20  # of one entity: so many are seldom meant


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
            lines += (f"  {line}" for line in refusal_lines(faults, words))
    return lines


def refusal_lines(faults: Sequence[LiantuError], words: Words) -> list[str]:
    """Write why rows were refused: a line for each, but one for many with the same reason."""
    alike: dict[tuple[str, str], list[LiantuError]] = {}
    for fault in faults:
        alike.setdefault((fault.code, str(fault.fields.get("column", ""))), []).append(fault)
    lines = []
    for group in alike.values():
        if len(group) <= MAX_ALIKE:
            lines += [words.error(fault) for fault in group]
            continue
        places = [fault.fields.get("line") or fault.fields.get("origin") for fault in group[1 : SHOWN + 1]]
        reason = words.error(group[0])
        lines.append(words("list.refused_more", reason=reason, count=len(group), lines=places))
    return lines


def summary_line(report: LoadReport, words: Words) -> str:
    """Write the dataset's id and the changes of its load in one line."""
    return words("titled", title=report.dataset, text=change_line(report, words))


def change_line(report: LoadReport, words: Words) -> str:
    """Write the changes of a load in one line, without the dataset."""
    if not report.changed:
        return words("load.same")
    return counts_text(report.nodes, report.statements, words) or words("load.declared")


def counts_text(nodes: ChangeCounts, statements: ChangeCounts, words: Words) -> str:
    """Write how many rows and statements were added, changed and removed; "" for none."""
    parts = [
        words(f"load.{kind}", rows=rows, statements=count)
        for kind in ("added", "changed", "removed")
        if (rows := getattr(nodes, kind)) + (count := getattr(statements, kind))
    ]
    return words("separator.clause").join(parts)


def other_region_line(guess: MappingGuess, words: Words, face: Face = "command") -> str:
    """Write that most names of a list state another place, and name some of them."""
    return words(f"list.elsewhere.{face}", count=len(guess.elsewhere), some=guess.elsewhere[:SOME])


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


def reading_notes(guess: MappingGuess, words: Words, face: Face = "command") -> list[str]:
    """Write which tables a guess is for, in which encoding, without which header, with how many hidden rows."""
    lines = [_table_line(table, words) for table in guess.tables]
    lines += sorted(
        {words("list.encoding", name=table.sheet.encoding) for table in guess.tables if table.sheet.encoding}
    )
    lines += [
        words(f"list.no_header.{face}", file=table.sheet.title) for table in guess.tables if not table.header_line
    ]
    if hidden := sum(table.hidden_lines for table in guess.tables):
        lines.append(words("list.hidden_rows", count=hidden))
    return lines


def _table_line(table: ListTable, words: Words) -> str:
    caption = list_title(table.titles) or table.caption
    titled = caption and caption != table.sheet.name
    fields = {"file": table.sheet.title, "rows": len(table.rows)}
    return words("list.table_titled", caption=caption, **fields) if titled else words("list.table", **fields)


def kind_lines(mapping: ListMapping, words: Words) -> list[str]:
    """Write as what a list is read, table by table, and what else it might be."""
    same = (kind for kind in list_types().values() if (kind.label, kind.kind) == (mapping.label, mapping.kind))
    kind = mapping.list_type or next(same, None)
    name = str(getattr(kind, words.language)) if kind else mapping.kind
    labels = [f"{label} {words.label(label)}" for label in list_labels()]
    fields = {"label": words.label(mapping.label), "row_kind": row_kind(mapping.kind, words), "labels": labels}
    lines = [words("list.kind", kind=name, **fields)]
    for caption, id_ in mapping.kinds.items():
        own = str(getattr(list_types()[id_], words.language))
        lines.append(words("list.kind_of_table", caption=caption, kind=own, types=list(list_types())))
    return lines


def row_kind(kind: str, words: Words) -> str:
    """Write the kind that each row of a list gets, "" for none."""
    return words("list.row_kind", kind=kind) if kind else ""


def mapping_notes(words: Words) -> str:
    """Write what the keys of a mapping's file may say, as YAML comments above it."""
    columns = [f"{name} {getattr(column, words.language)}" for name, column in list_columns().items()]
    labels = [f"{label} {words.label(label)}" for label in list_labels()]
    kinds = [f"{id_} {getattr(kind, words.language)}" for id_, kind in list_types().items()]
    known = {"columns": columns, "labels": labels, "kinds": kinds}
    lines = [words(f"list.note_{key}", known="; ".join(values)) for key, values in known.items()]
    return "".join(f"# {line}\n" for line in (*lines, words("list.note_header")))


def list_lines(
    report: ListReport,
    words: Words,
    *,
    dry: bool,
    face: Face = "command",
    segment_name: Callable[[str], str] = str,
) -> list[str]:
    """Write what a list's load did beyond the report of every load.

    Args:
        report: the report.
        words: the words of the user's language.
        dry: whether it was a trial.
        face: where the lines are read.
        segment_name: the name of a segment by its id; the command line shows the id itself.
    """
    if report.since:
        return [words("list.since", good=report.good, at=report.since[:16].replace("T", " "))]
    lines = [words("list.dry" if dry else "list.done", good=report.good, refused=len(report.report.refused))]
    lines += joined_lines("joined", report.joined, words)
    lines += joined_lines("again", report.again, words)
    if report.repeated:
        lines.append(words("list.repeated", count=report.repeated))
    if report.largest[1] >= MANY_ROWS:
        lines.append(words("list.largest", name=report.largest[0], count=report.largest[1]))
    if report.classified:
        sure, review = report.placed_counts
        some = [
            words("list.placed_one", segment=segment_name(segment), why=why)
            for _, segment, why in report.classified[:SHOWN]
        ]
        lines.append(words("list.placed", sure=sure, review=review, some=some))
    if report.unplaced:
        some = list(report.unplaced[:SHOWN])
        dataset = report.report.dataset
        lines.append(words(f"list.unplaced.{face}", count=len(report.unplaced), some=some, dataset=dataset))
    return [*lines, *_reading_lines(report, words, face)]


def _reading_lines(report: ListReport, words: Words, face: Face) -> list[str]:
    """Write what of the file was no row, hidden, faulty or not read."""
    lines = []
    if report.skipped_rows:
        parts = [words(f"list.passed_{why}", count=count) for why, count in sorted(report.skipped_rows.items())]
        lines.append(words("list.passed", parts=parts))
        skipped = [
            (table.sheet.title, line) for table in report.tables for line in table.skipped if line.reason in TOLD
        ]
        lines += [
            words("list.passed_line", file=file, line=line.line, text=line.text) for file, line in skipped[:SHOWN]
        ]
    if report.hidden_rows:
        key = "hidden_left" if "hidden" in report.skipped_rows else "hidden_taken"
        lines.append(words(f"list.{key}.{face}", count=report.hidden_rows))
    if report.faulty_cells:
        faulty = [words("list.faulty_one", at=at, column=c, value=v) for at, c, v in report.faulty_cells[:SHOWN]]
        lines.append(words("list.faulty", count=len(report.faulty_cells), some=faulty))
    if report.absent:
        lines.append(words(f"list.absent.{face}", columns=list(report.absent)))
    if report.skipped_tables:
        tables = [
            words("list.skipped_one", file=table.sheet.title, caption=table.caption, rows=len(table.rows))
            for table in report.skipped_tables
        ]
        lines.append(words(f"list.skipped.{face}", tables=tables))
    if report.unused:
        lines.append(words(f"list.unused.{face}", columns=list(report.unused)))
    return lines
