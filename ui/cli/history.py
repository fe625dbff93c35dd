"""history, undo, compare."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from loaders.service.history import compare_versions, history, undo_event
from ui.cli.options import Format, Limit, Output, StoreUrl, checked_format, language, settings, store_of
from ui.cli.output import progress_of, say, write_rows, write_text
from ui.presenters.history import COLUMNS, event_fields, event_json, list_diff_rows
from ui.presenters.reports import report_lines


def show_history(
    dataset: Annotated[str, typer.Option("--dataset", help="只看一个数据集")] = "",
    format_: Format = "table",
    limit: Limit = None,
    store: StoreUrl = "",
) -> None:
    """谁在什么时候装载、卸载、判断、撤销了什么，最近的在前。

    例:liantu history --dataset gao-qi
    """
    checked_format(format_)
    with store_of(store) as graph:
        found = history(graph, dataset)[:limit]
    if format_ == "json":
        write_text(json.dumps([event_json(one) for one in found], ensure_ascii=False, indent=1) + "\n", None)
    else:
        write_rows(COLUMNS, [event_fields(one, language()) for one in found], format_)


def undo(load: Annotated[str, typer.Argument(help="装载的编号，见 liantu history")], store: StoreUrl = "") -> None:
    """撤销一次装载、卸载、判断或补充：那个数据集恢复到之前的样子，撤销本身也记下来。

    例:liantu undo L7
    """
    with store_of(store) as graph, progress_of(language()("history.undoing")) as progress:
        event, report = undo_event(graph, load, settings().who, progress)
    for line in report_lines(report, language()):
        say(line)
    say(language()("history.undone", id=event.id, dataset=event.dataset))


def compare(
    before: Annotated[str, typer.Argument(help="先：装载的编号（L3），或数据集（现在的样子）")],
    after: Annotated[str, typer.Argument(help="后：同上")],
    format_: Format = "table",
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """比较同一份名单的两年：新进、退出、更名、换了园区。

    例:liantu compare L3 L9;liantu compare gao-qi-2024 gao-qi-2025 -o 变化.csv --format csv
    """
    checked_format(format_)
    words = language()
    with store_of(store) as graph:
        found = compare_versions(graph, before, after)
    write_rows(("change", "name", "before", "after"), list_diff_rows(found, words), format_, output)
    sizes = {name: len(getattr(found, name)) for name in ("new", "gone", "renamed", "moved")}
    say(words("history.compared", **sizes, same=found.same))
