"""doubts, decide, why-same, add."""

from __future__ import annotations

from typing import Annotated

import typer

from loaders.facts import Fact
from loaders.linking.judgements import Judgement
from loaders.service.facts import add_fact_to_store
from loaders.service.linking import (
    current_judgements,
    explain_link,
    open_candidate_pairs,
    resolve_organisation,
    submit_judgements,
)
from ui.cli.options import Format, Limit, Output, Region, StoreUrl, checked_format, language, settings, store_of
from ui.cli.output import say, write_rows, write_text
from ui.presenters.dedupe import candidate_pair_fields, explanation_lines, judgement_line
from ui.presenters.reports import report_lines

COLUMNS = (
    *("left", "right", "rule", "score", "left_names", "right_names", "left_code", "right_code"),
    *("left_context", "right_context", "left_id", "right_id"),
)
Reason = Annotated[str, typer.Option("--reason", help="依据：凭什么这样判断")]


def doubts(
    format_: Format = "table",
    output: Output = None,
    limit: Limit = None,
    store: StoreUrl = "",
) -> None:
    """可能是同一家的名称，两两并列，请人核对；最像的在前。

    例:liantu doubts --format csv -o 核对.csv
    """
    checked_format(format_)
    words = language()
    with store_of(store) as graph:
        found = open_candidate_pairs(graph)
    shown = [candidate_pair_fields(one, words) for one in found[:limit]]
    columns = COLUMNS if format_ != "table" else (*COLUMNS[:4], *COLUMNS[-2:])
    write_rows(columns, shown, format_, output)
    say(words("same.doubts", count=len(found)))


def decide(
    verdict: Annotated[str, typer.Argument(help="same 同一家、different 不同、confirmed 属实、wrong 不对、open 收回")],
    left: Annotated[str, typer.Argument(help="一个主体的编号或名称；或一条陈述的编号")],
    right: Annotated[str, typer.Argument(help="另一个主体；判断一条陈述时不写")] = "",
    reason: Reason = "",
    store: StoreUrl = "",
) -> None:
    """记下一个判断：两个名称是不是同一家，一条陈述对不对。随时可以收回（open）或撤销（undo）。

    例:liantu decide same 中航锂电 中创新航 --reason 2021年更名
    """
    words = language()
    with store_of(store) as graph:
        ends = (resolve_organisation(graph, left), resolve_organisation(graph, right)) if right else (left, "")
        report = submit_judgements(graph, [Judgement(verdict, *ends, reason=reason)], settings().who)
        latest = current_judgements(graph)[:1]
    for line in report_lines(report, words):
        say(line)
    for one in latest if verdict != "open" else ():
        say(judgement_line(one, words))


def why(
    left: Annotated[str, typer.Argument(help="一个主体的编号或名称")],
    right: Annotated[str, typer.Argument(help="另一个主体的编号或名称")],
    store: StoreUrl = "",
) -> None:
    """两个名称为什么是（或不是）同一家：哪条规则、谁的判断、各自写在哪里。

    例:liantu why-same 中航锂电 中创新航
    """
    words = language()
    with store_of(store) as graph:
        found = explain_link(graph, left, right)
    write_text("\n".join(explanation_lines(found, words)) + "\n", None)


def add(
    segment: Annotated[str, typer.Argument(help="环节的编号或名称，如 pv/cell")],
    organisation: Annotated[str, typer.Argument(help="谁在这里：编号或名称；本地没有人时不写")] = "",
    role: Annotated[
        str, typer.Option("--role", help="production research platform project talent service")
    ] = "production",
    source: Annotated[str, typer.Option("--source", help="从哪里知道的：文件、网址、走访记录……")] = "",
    since: Annotated[str, typer.Option("--since", help="从什么时候起，年份在前")] = "",
    status: Annotated[str, typer.Option("--status", help="existing planned aspired")] = "existing",
    note: Annotated[str, typer.Option("--note", help="补充说明")] = "",
    region: Region = "",
    store: StoreUrl = "",
) -> None:
    """补充一个事实：谁在哪个环节、什么角色；不写谁，就是本地没有。记在您自己的数据集里，可撤销。

    例:liantu add pv/cell 常州某某有限公司 --since 2019 --source 走访记录2026-11
    """
    with store_of(store) as graph:
        fact = Fact(segment, role, region, source, organisation=organisation, since=since, status=status, note=note)
        report = add_fact_to_store(graph, fact, settings().who)
    for line in report_lines(report, language()):
        say(line)
