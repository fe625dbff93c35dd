"""targets."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.model.errors import UsageError
from queries.targeting import build_constraints, load_targeting_inputs, parse_costs, select_candidates
from ui.cli.analysis import read_with
from ui.cli.options import AsOf, Format, MethodFile, Output, Region, StoreUrl, checked_format, language, store_of
from ui.cli.output import say, write_bytes, write_rows
from ui.exports.target_table import COLUMNS, SHORT, optimality_note, target_rows
from ui.exports.targeting_docx import targeting_docx
from ui.exports.targeting_xlsx import targeting_xlsx


def targets(
    k: Annotated[int, typer.Option("-k", min=0, max=100, help="选几家")] = 10,
    budget: Annotated[float | None, typer.Option("--budget", min=0, help="总预算；没写 --cost 的每家算 1")] = None,
    cost: Annotated[list[str] | None, typer.Option("--cost", help="某家的费用，写成 名称=数；可多次")] = None,
    must: Annotated[list[str] | None, typer.Option("--must", help="必选的机构；可多次")] = None,
    never: Annotated[list[str] | None, typer.Option("--never", help="不选的机构；可多次")] = None,
    per_parent: Annotated[int | None, typer.Option("--per-parent", min=1, help="同一上级单位最多几家")] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0, help="求最优解最多用几秒")] = 10.0,
    format_: Format = "table",
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """招院引所：选出最能补短板的几家外地院所，附理由、稳健程度、本地承接者；格式另有 xlsx、docx（要用 -o）。

    例:liantu targets -k 10 --per-parent 2;liantu targets --format docx -o 招院引所建议.docx
    """
    checked_format(format_, ("table", "json", "csv", "xlsx", "docx"))
    if format_ in ("xlsx", "docx") and output is None:
        raise UsageError("output_needed", format=format_)
    words = language()
    with store_of(store) as graph:
        picture = read_with(graph, region, as_of, method)
        inputs = load_targeting_inputs(graph, picture)
    plan = select_candidates(
        inputs,
        build_constraints(inputs, k, budget, per_parent, must or (), never or (), parse_costs(cost or [])),
        seconds,
    )
    if format_ in ("xlsx", "docx") and output is not None:
        make = targeting_xlsx if format_ == "xlsx" else targeting_docx
        write_bytes(make(inputs, plan, words), output)
    else:
        write_rows(SHORT if format_ == "table" else COLUMNS, target_rows(inputs, plan, words), format_, output)
    say(optimality_note(plan, words))
