"""unknowns, routes, stress, whatif, wording, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.analysis.routes import MAX_ROUTES, cheapest_additions, near_shortest_routes
from graph.model.errors import UsageError
from queries.scenarios import INTENDED, analysis_with_completed, analysis_with_holdings, analysis_without
from queries.stress import criticality_rows, removal_closure
from ui.cli.analysis import picture_of, read_with
from ui.cli.assumptions_file import read_assumptions
from ui.cli.options import AsOf, Format, Limit, MethodFile, Output, Region, StoreUrl, checked_format, language, store_of
from ui.cli.output import say, write_rows, write_text
from ui.cli.scenario_diff import show_moves
from ui.exports.derivation_text import derivation_text
from ui.presenters.plan_check import plan_check_rows
from ui.presenters.questions import question_rows

WORDING_COLUMNS = (
    "chain_name",
    "said",
    "status",
    "words",
    "section",
    "char_start",
    "char_end",
    "computed",
    "verdict",
)
QUESTION_COLUMNS = ("chain_name", "segment_name", "question", "narrows", "narrows_total", "leads")
LOSS_COLUMNS = ("id", "organisation", "chain_name", "drop", "lapsed")
ROUTE_COLUMNS = ("place", "cost", "unknown", "route", "lacks")
WORST = 20
STEP_COLUMNS = ("place", "segment_name", "gain", "low")


def unknowns(
    format_: Format = "table",
    limit: Limit = 20,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """要去问清楚的问题：按答案能把完整度区间收窄多少排，给下次走访企业用。

    例:liantu unknowns --limit 30;liantu unknowns --format csv -o 走访问题.csv
    """
    checked_format(format_)
    with store_of(store) as graph:
        picture = read_with(graph, region, as_of, method)
        rows = question_rows(graph, picture, language())
    write_rows(QUESTION_COLUMNS, [row.fields() for row in rows[:limit]], format_, output)


def routes(
    chain: Annotated[str, typer.Argument(help="产业链的编号或名称")],
    to: Annotated[
        float | None, typer.Option("--to", min=0, max=1, help="想达到的完整度，如 0.6：列出最省的补法")
    ] = None,
    format_: Format = "table",
    limit: Limit = None,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """一条链最近的完整路线与备选路线；或达到某个完整度最省的补法。

    例:liantu routes pv;liantu routes pv --to 0.6
    """
    checked_format(format_)
    picture = picture_of(store, region, as_of, method)
    coverage = picture.chain(chain)
    if to is None:
        found = [
            {
                "place": place,
                "cost": way.cost,
                "unknown": way.unknown,
                "route": [picture.segment_name(s) for s in way.segments],
                "lacks": [picture.segment_name(s) for s in way.uncovered],
            }
            for place, way in enumerate(near_shortest_routes(coverage, MAX_ROUTES + 1), 1)
        ]
        if len(found) > MAX_ROUTES:
            say(language()("routes.more", count=MAX_ROUTES))
            found = found[:MAX_ROUTES]
        write_rows(ROUTE_COLUMNS, found[:limit], format_, output)
        return
    steps = [
        {
            "place": place,
            "segment": step.segment,
            "segment_name": picture.segment_name(step.segment),
            "gain": round(step.gain, 9),
            "low": round(step.low, 9),
        }
        for place, step in enumerate(cheapest_additions(coverage, to), 1)
    ]
    write_rows(STEP_COLUMNS, steps[:limit], format_, output)


def stress(
    remove: Annotated[
        list[str] | None, typer.Option("--remove", help="去掉谁：机构、园区（连同园区里的）或环节，编号或名称；可多次")
    ] = None,
    format_: Format = "table",
    limit: Limit = None,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """压力测试：去掉一家机构、一个园区或一个环节会断什么；不写 --remove 时列出最伤不起的机构。

    例:liantu stress;liantu stress --remove 江苏恒立液压股份有限公司
    """
    checked_format(format_)
    with store_of(store) as graph:
        picture = read_with(graph, region, as_of, method)
        gone = [removal_closure(graph, text) for text in remove or []]
    if not gone:
        write_rows(LOSS_COLUMNS, criticality_rows(picture, WORST if limit is None else limit), format_, output)
        return
    for one in gone:
        say(language()("stress.gone", name=one.name, count=len(one.ids)))
    show_moves(picture, analysis_without(picture, {id_ for one in gone for id_ in one.ids}), format_, limit, output)


def whatif(
    add: Annotated[
        Path | None, typer.Option("--add", help="假定已有的机构：CSV，列为 organisation、segment、role、level")
    ] = None,
    done: Annotated[
        list[str] | None, typer.Option("--done", help="假定已办成的：planned（规划）、aspired（争取）；可多次")
    ] = None,
    format_: Format = "table",
    limit: Limit = None,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """假如：把一批机构当作已有，或把规划与争取的当作办成，完整度与短板会怎样变。

    例:liantu whatif --done planned --done aspired;liantu whatif --add 拟引进.csv
    """
    checked_format(format_)
    if add is None and not done:
        raise UsageError("whatif_nothing")
    wrong = [one for one in done or [] if one not in INTENDED]
    if wrong:
        raise UsageError("status_unknown", text=wrong[0], known=list(INTENDED))
    before = picture_of(store, region, as_of, method)
    after = analysis_with_completed(before, set(done)) if done else before
    after = analysis_with_holdings(after, read_assumptions(add, before)) if add else after
    show_moves(before, after, format_, limit, output)


def wording(
    format_: Format = "table",
    limit: Limit = None,
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """文件怎么说每条链，与算出来的类别是否一致：附章节与字符位置。

    例:liantu wording
    """
    checked_format(format_)
    picture, words = picture_of(store, region, as_of, method), language()
    rows = [row.fields() for row in plan_check_rows(picture, words)]
    if format_ != "json":
        names = {"status": "status", "verdict": "verdict"}
        rows = [{**row, **{name: words(f"{key}.{row[name]}") for name, key in names.items()}} for row in rows]
    write_rows(WORDING_COLUMNS, rows[:limit], format_, output)


def explain(
    gap: Annotated[str, typer.Argument(help="短板的编号，见 liantu gaps，如 bu:pv/polysilicon")],
    as_of: AsOf = None,
    region: Region = "",
    method: MethodFile = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """一个短板的得分是怎么来的：逐步的算式、参数、陈述与出处，手算可复核。

    例:liantu explain bu:pv/polysilicon
    """
    picture = picture_of(store, region, as_of, method)
    found = [one for one in picture.gaps if one.id == gap]  # a segment of two chains may be a gap in both
    if not found:
        raise UsageError("gap_unknown", text=gap)
    write_text("".join(derivation_text(picture, one, language()) + "\n" for one in found), output)
