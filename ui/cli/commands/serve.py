"""``liantu start`` and ``liantu serve``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from queries.region import RegionAnalysis, analyse_region
from ui.cli.commands.datasets import load_all, show_reports
from ui.cli.options import WebAddress, language, settings
from ui.cli.output import say, write_bytes, write_text
from ui.cli.region import region_follow_ups
from ui.cli.stores import opened
from ui.exports.gaps_xlsx import GapListTitle, gaps_xlsx
from ui.presenters.follow_up import gap_statuses
from ui.presenters.gaps import caveats, chain_line, chain_rows, export_metadata, gap_line, gap_rows
from ui.server.process import run_web

GAP_FILE = Path("out/gaps.xlsx")  # with the region behind its name
URGENT_GAPS = 10  # gaps that `start` prints: what fits a terminal below the chains


def start(serve_page: bool, output: Path | None, address: WebAddress, store: str) -> None:
    """Load the bundled data, print chains and gaps, write the gap list and serve the page."""
    words = language()
    with opened(store) as graph:
        show_reports(load_all(graph))
        analysis = analyse_region(graph, settings(store).region)
        print_analysis(analysis)
        rows = gap_rows(analysis, words)
        file = output or GAP_FILE.with_stem(f"{GAP_FILE.stem}-{analysis.region.removeprefix('reg-')}")
        title = GapListTitle(region=analysis.region_name, day=date.today())
        metadata = export_metadata(analysis, words, len(rows))
        statuses = gap_statuses(region_follow_ups(graph, analysis), words)
        write_bytes(gaps_xlsx(rows, analysis.method, words, title, of=metadata, statuses=statuses), file)
        say(words("gaps.written", file=file, count=len(rows)))
        if serve_page:
            serve(address, store)


def print_analysis(analysis: RegionAnalysis) -> None:
    """Write one line a chain and the most urgent gaps to stdout, the caveats to stderr."""
    words = language()
    for remark in caveats(analysis, words):
        say(remark)
    lines = [chain_line(row, words) for row in chain_rows(analysis)]
    urgent = gap_rows(analysis, words, analysis.gaps[:URGENT_GAPS])
    lines += ["", words("gaps.head", count=len(urgent))]
    lines += [gap_line(place, row, words) for place, row in enumerate(urgent, 1)]
    write_text("\n".join(lines) + "\n", None)


def serve(address: WebAddress, store: str) -> None:
    """Serve the page until interrupted."""
    run_web(settings(store), address.host, address.port, lambda url: say(language()("serve.address", url=url)))
