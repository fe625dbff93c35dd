"""chains and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph.analysis.method import read_method
from graph.analysis.questions import combined_completeness
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.region import RegionAnalysis, analyse_region
from queries.scenarios import analysis_by_method
from ui.cli.options import (
    AsOf,
    Format,
    Limit,
    MethodFile,
    Output,
    Region,
    StoreUrl,
    checked_format,
    language,
    settings,
    store_of,
)
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.scenario_diff import show_moves
from ui.exports.gaps_xlsx import gaps_xlsx
from ui.presenters.gaps import ChainRow, caveats, chain_rows, export_metadata, gap_rows

CHAIN_COLUMNS = ("id", "name", "segments", "completeness", "known", "enough", "强", "弱", "规划", "缺", "未知")
GAP_COLUMNS = ("id", "kind", "certain", "chain_name", "segment_name", "score", "reason")


def picture_of(store: str, region: str, as_of: int | None, method: Path | None = None) -> RegionAnalysis:
    """The region's picture, with what must be said of it on stderr."""
    with store_of(store) as graph:
        return read_with(graph, region, as_of, method)


def read_with(graph: Store, region: str, as_of: int | None, method: Path | None) -> RegionAnalysis:
    """The picture of an open store, with what must be said of it on stderr."""
    own = method or settings().method
    analysis = analyse_region(graph, region or settings().region, as_of, read_method(own) if own else None)
    for remark in caveats(analysis, language()):
        say(remark)
    if not analysis.coverages:
        say(language()("chains.none"))
    return analysis


def chains(
    format_: Format = "table",
    limit: Limit = None,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    store: StoreUrl = "",
) -> None:
    """每条产业链一行：环节数、完整度区间、已知比例、各状态的环节数。

    例:liantu chains --as-of 2018 --format json
    """
    checked_format(format_)
    picture = picture_of(store, region, as_of, method)
    rows = chain_rows(picture)[:limit]
    span = combined_completeness(list(picture.coverages.values()))
    if span and format_ == "table":
        say(language()("page.total", span=f"{span.low:.1%}–{span.high:.1%}"))
    write_rows(CHAIN_COLUMNS, [_fields(row, format_) for row in rows], format_)


def _fields(row: ChainRow, format_: str) -> dict[str, object]:
    if format_ == "json":
        return row.fields()
    low, high = row.completeness or (None, None)
    span = "" if low is None or high is None else f"{low:.1%}–{high:.1%}"
    known = "" if row.known is None else f"{row.known:.1%}"
    return {
        **row.fields(),
        **row.counts,
        "completeness": span,
        "known": known,
        "enough": "" if row.enough else language()("insufficient"),
    }


def gaps(
    format_: Format = "table",
    limit: Limit = None,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="与另一份参数比：哪些短板动了、为什么")
    ] = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """短板清单：确定的在前，再按得分；格式另有 xlsx（要用 -o 写明文件）。

    例:liantu gaps --limit 20;liantu gaps --format xlsx -o 短板.xlsx;liantu gaps --method 甲.yaml --against 乙.yaml
    """
    checked_format(format_, ("table", "json", "csv", "xlsx"))
    if format_ == "xlsx" and output is None:
        raise UsageError("output_needed", format=format_)
    if against is not None:
        checked_format(format_)
    picture, words = picture_of(store, region, as_of, method), language()
    if against is not None:
        show_moves(picture, analysis_by_method(picture, read_method(against)), format_, limit, output)
        return
    rows = gap_rows(picture, words)[:limit]
    if format_ == "xlsx" and output is not None:
        write_bytes(gaps_xlsx(rows, picture.method, words, export_metadata(picture, words, len(rows))), output)
    elif format_ == "json":
        write_rows((), [row.fields() for row in rows], format_, output)
    else:
        write_rows(GAP_COLUMNS, _flat([row.fields() for row in rows]), format_, output)
    if output:
        say(words("gaps.written", file=output, count=len(rows)))
    elif not rows:
        say(words("gaps.none"))


def _flat(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    words = language()
    return [{**row, "certain": words(f"sure.{'yes' if row['certain'] else 'no'}")} for row in rows]
