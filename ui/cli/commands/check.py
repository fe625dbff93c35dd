"""``liantu check``."""

from __future__ import annotations

import sys
from dataclasses import asdict

from graph.store.integrity import by_dataset
from loaders.service.snapshots import check_store
from ui.cli.options import RowOutput, language
from ui.cli.output import say, write_rows
from ui.cli.stores import opened

CHECK_OUTPUT = ("dataset", "type", "row")


def check(output: RowOutput, store: str) -> None:
    """Print the rows that are not what was written; exit status 1 if there are any."""
    words = language()
    with opened(store) as graph:
        report = check_store(graph)
    if not report.broken:
        say(words("check.intact", count=report.checked))
        return
    say(words("check.broken", count=len(report.broken)))
    write_rows(CHECK_OUTPUT, [asdict(row) for row in report.broken], output)
    counts = by_dataset(report.broken)
    if datasets := [dataset for dataset in counts if dataset]:
        say(words("check.load", datasets=datasets))
    if "" in counts:
        say(words("check.restore"))
    sys.exit(1)
