"""start and serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from queries.region import RegionAnalysis, analyse_region
from ui.cli.data import load_all, show_reports
from ui.cli.options import StoreUrl, language, settings, store_of
from ui.cli.output import say, write_bytes, write_text
from ui.exports.gaps_xlsx import gaps_xlsx
from ui.presenters.gaps import caveats, chain_line, chain_rows, export_metadata, gap_line, gap_rows
from ui.settings import DEFAULT_PORT
from ui.web_server import DEFAULT_HOST, run_web

Host = Annotated[str, typer.Option("--host", help="监听的地址；默认只有本机能访问")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="端口；默认的被占用时换一个空闲的")]
MOST_URGENT = 10


def start(
    serve_page: Annotated[bool, typer.Option("--serve/--no-serve", help="最后是否打开网页")] = True,
    output: Annotated[Path, typer.Option("-o", "--output", help="短板清单写到哪里")] = Path("out/gaps.xlsx"),
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    store: StoreUrl = "",
) -> None:
    """从头到尾做一遍：装载内置数据，算出各链与短板，写出清单，打开网页。

    例:liantu start --no-serve
    """
    chosen = settings(store)
    with store_of(store) as graph:
        show_reports(load_all(graph))
        analysis = analyse_region(graph, chosen.region)
        print_picture(analysis)
        rows = gap_rows(analysis, language())
        of = export_metadata(analysis, language(), len(rows))
        write_bytes(gaps_xlsx(rows, analysis.method, language(), of), output)
        say(language()("gaps.written", file=output, count=len(rows)))
        if serve_page:
            run_web(chosen, host, port, lambda url: say(language()("serve.address", url=url)))


def print_picture(analysis: RegionAnalysis) -> None:
    """One line a chain and the most urgent gaps, on stdout; remarks on stderr."""
    words = language()
    for remark in caveats(analysis, words):
        say(remark)
    lines = [chain_line(row, words) for row in chain_rows(analysis)]
    urgent = gap_rows(analysis, words, analysis.gaps[:MOST_URGENT])
    lines += ["", words("gaps.head", count=len(urgent))]
    lines += [gap_line(place, row, words) for place, row in enumerate(urgent, 1)]
    write_text("\n".join(lines) + "\n", None)


def serve(host: Host = DEFAULT_HOST, port: Port = DEFAULT_PORT, store: StoreUrl = "") -> None:
    """打开网页（只有本机能访问）。

    例:liantu serve --port 8600
    """
    run_web(settings(store), host, port, lambda url: say(language()("serve.address", url=url)))
