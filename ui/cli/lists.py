"""map, and load of a list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.model.errors import UsageError
from loaders.lists.detect import MappingGuess, tables_of
from loaders.lists.mapping import read_list_mapping
from loaders.service.lists import guess_list, load_file
from loaders.sources.workbook import read_sheets
from ui.cli.options import Output, Region, StoreUrl, language, settings, store_of
from ui.cli.output import progress_of, say, write_bytes, write_text
from ui.exports.refused_xlsx import refused_xlsx
from ui.presenters.reports import list_lines, other_region_line, report_lines

SAMPLE = 60


def map_(
    file: Annotated[Path, typer.Argument(help="名单：XLSX、XLS、CSV、TSV、网页另存的 XLS，或它们的 ZIP")],
    publisher: Annotated[str, typer.Option("--publisher", help="谁的名单，如 常州市科学技术局")] = "",
    region: Region = "",
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """猜一份名单是什么、每列说什么：核对、改好后存下来，明年还能用。

    例:liantu map 高新技术企业.xlsx -o 高企.yaml
    """
    _keeps(file, output)
    with store_of(store) as graph:
        found = guess_list(graph, tables_of(read_sheets(file)), publisher, region)
    for line in guess_lines(found):
        say(line)
    write_text(found.mapping.text(), output)
    if output:
        say(language()("list.mapped", file=file, map=output))


def _keeps(given: Path, output: Path | None) -> None:
    """An output that would overwrite what was given is refused."""
    if output is not None and output.exists() and given.exists() and output.samefile(given):
        raise UsageError("output_is_input", file=str(output))


def guess_lines(found: MappingGuess) -> list[str]:
    """What the guess rests on, a line a column."""
    words = language()
    table = found.tables[0]
    encoding = {words("list.encoding", name=one.sheet.encoding) for one in found.tables if one.sheet.encoding}
    lines = [words("list.table", file=one.sheet.title, rows=len(one.rows)) for one in found.tables]
    lines += sorted(encoding)
    for column, name in found.mapping.columns.items():
        why = words(f"list.why_{found.why[column]}")
        lines.append(
            words(
                "list.column", column=column, name=words(f"list.{name}"), why=why, sample=table.sample(column)[:SAMPLE]
            )
        )
    lines += [other_region_line(found, words)] if found.elsewhere else []
    return [*lines, *([words("list.unused", columns=list(found.unused))] if found.unused else [])]


def load_a_list(file: str, mapping: Path | None, refused: Path | None, store: str, *, dry: bool) -> None:
    """Load a list by its mapping, or try it; refused rows to a workbook."""
    words = language()
    if mapping is None:
        raise UsageError("map_needed", file=file)
    _keeps(Path(file), refused)
    _keeps(mapping, refused)
    with store_of(store) as graph, progress_of(words("load.start", dataset=file)) as progress:
        found = load_file(graph, Path(file), read_list_mapping(mapping), progress, dry=dry, who=settings().who)
    for line in (*report_lines(found.report, words), *list_lines(found, words, dry=dry)):
        say(line)
    if refused and found.report.refused:
        write_bytes(refused_xlsx(found.tables, found.report.refused, words), refused)
        say(words("list.refused", file=refused, count=len(found.report.refused)))
