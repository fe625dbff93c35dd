"""load, unload, new-dataset, status, export, import, doctor."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.skeleton import write_skeleton
from loaders.report import LoadReport
from loaders.service.datasets import load_bundled, load_dataset, unload_dataset
from loaders.service.snapshots import export_stream, export_to, import_from
from loaders.sources.workbook import SUFFIXES
from queries.status import graph_status
from ui.cli.lists import load_a_list
from ui.cli.options import Format, StoreUrl, checked_format, language, settings, store_of
from ui.cli.output import bar, progress_of, say, write_rows, write_text
from ui.doctor import run_checks
from ui.presenters.reports import report_lines


def load(
    sources: Annotated[
        list[str] | None, typer.Argument(help="内置数据集的名称，或数据集文件夹", show_default=False)
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="装载全部内置数据集")] = False,
    text: Annotated[Path | None, typer.Option("--text", help="文件原文：核对后，条款文字可见")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="名单的对应表，由 liantu map 写成")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="名单：只看会怎样，不写入")] = False,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE", help="名单：拒收的行连同原因另存为 XLSX")
    ] = None,
    store: StoreUrl = "",
) -> None:
    """装载数据集或名单：新增、变更、移除，并报告拒收的行。

    例:liantu load --all;liantu load 我的名录/;liantu load 高企.xlsx --map 高企.yaml --dry-run
    """
    names = sources or []
    if len(names) == 1 and not all_ and (mapping or Path(names[0]).suffix.lower().removeprefix(".") in SUFFIXES):
        load_a_list(names[0], mapping, refused, store, dry=dry_run)
        return
    if mapping or dry_run or refused:
        raise UsageError("map_of_what")
    if not names and not all_:
        raise UsageError("nothing_to_load")
    if text and (all_ or len(names) != 1):
        raise UsageError("text_of_what")
    with store_of(store) as graph:
        if all_:
            show_reports(load_all(graph))
        for name in names:
            show_reports([_load_one(graph, name, text)])
    if text:
        say(language()("load.text"))


def _load_one(graph: Store, name: str, text: Path | None) -> LoadReport:
    with progress_of(language()("load.start", dataset=name)) as progress:
        return load_dataset(graph, name, text, progress, who=settings().who)


def load_all(graph: Store) -> list[LoadReport]:
    """Load the bundled datasets behind a progress bar."""
    with bar() as shown:
        task = shown.add_task("", total=1)

        def progress(name: str, done: int, whole: int) -> None:
            shown.update(
                task, description=language()("load.start", dataset=name) if name else "", completed=done, total=whole
            )

        return load_bundled(graph, progress, who=settings().who)


def show_reports(reports: list[LoadReport]) -> None:
    """What the loads did, on stderr."""
    for report in reports:
        for line in report_lines(report, language()):
            say(line)


def unload(dataset: Annotated[str, typer.Argument(help="数据集的编号")], store: StoreUrl = "") -> None:
    """卸载一个数据集：其余的如同它从未装载。

    例:liantu unload changzhou-public
    """
    words = language()
    with store_of(store) as graph, progress_of(words("load.unloading", dataset=dataset)) as progress:
        report = unload_dataset(graph, dataset, settings().who, progress)
    if report.endpoint_violations:
        show_reports([report])
    say(words("load.unloaded", dataset=dataset))


def new_dataset(folder: Annotated[Path, typer.Argument(help="新文件夹")]) -> None:
    """写一个带说明的数据集模板，供填写。

    例:liantu new-dataset 我的名录
    """
    write_skeleton(folder)
    say(language()("load.skeleton", folder=folder))


def show_status(format_: Format = "table", store: StoreUrl = "") -> None:
    """图库里有什么：数据集，各类主体与陈述的数目。

    例:liantu status --format json
    """
    checked_format(format_)
    with store_of(store) as graph:
        found = graph_status(graph)
    if format_ == "json":
        write_text(json.dumps([found.fields()], ensure_ascii=False, indent=1) + "\n", None)
        return
    write_rows(("dataset", "title", "date", "rows", "state"), found.datasets, format_)
    write_rows(("type", "count"), [{"type": name, "count": count} for name, count in found.nodes.items()], format_)
    edges = [{"type": n, "count": c, "lead": found.leads.get(n, 0)} for n, c in found.edges.items()]
    write_rows(("type", "count", "lead"), edges, format_)


def export(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写到文件；默认写到标准输出")] = None,
    store: StoreUrl = "",
) -> None:
    """把整个图库写成一个 JSON 行文件；同样的图写出同样的字节。

    例:liantu export -o 图库.jsonl
    """
    with store_of(store) as graph:
        if output is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # the file's encoding, whatever the terminal's
        count = export_stream(graph, sys.stdout) if output is None else export_to(graph, output)
    say(language()("store.exported", count=count, file=output or "-"))


def import_(
    file: Annotated[Path, typer.Argument(help="liantu export 写的文件")],
    replace: Annotated[bool, typer.Option("--replace", help="图库非空时，整个换掉")] = False,
    store: StoreUrl = "",
) -> None:
    """从导出的文件恢复整个图库。

    例:liantu import 图库.jsonl --store bolt://127.0.0.1:7687
    """
    with store_of(store) as graph:
        count = import_from(graph, file, replace=replace)
    say(language()("store.imported", count=count))


def doctor(store: StoreUrl = "") -> None:
    """检查本机与图库：引擎、连接、结构是否完好。

    例:liantu doctor
    """
    findings = run_checks(settings(store), language())
    for finding in findings:
        write_text(f"{'✓' if finding.good else '✗'} {finding.text}\n", None)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)
