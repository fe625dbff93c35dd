"""``liantu chains``."""

from __future__ import annotations

from graph.analysis.questions import combined_completeness
from ui.cli.options import RowOutput, Scope, language
from ui.cli.output import say, write_rows
from ui.cli.region import analyse
from ui.presenters.doubles import deciding_lines
from ui.presenters.gaps import ChainRow, chain_rows

CHAIN_OUTPUT = (
    "id",
    "name",
    "segments",
    "known",
    "known_completeness",
    "completeness",
    "enough",
    "强",
    "弱",
    "规划",
    "缺",
    "未知",
)


def chains(output: RowOutput, scope: Scope) -> None:
    """Print one row a chain: segments, completeness, known share and the number of segments in each state."""
    analysis = analyse(scope)
    total = combined_completeness(list(analysis.coverages.values()))
    if total and output.format == "table":
        say(language()("page.total", span=f"{total.low:.1%}–{total.high:.1%}"))
        for line in deciding_lines(analysis, language()):
            say(line)
    rows = chain_rows(analysis)
    write_rows(
        CHAIN_OUTPUT,
        [row.fields() if output.format == "json" else _cells(row) for row in rows],
        output,
        scope.source_filter,
    )


def _cells(row: ChainRow) -> dict[str, object]:
    low, high = row.completeness or (None, None)
    return {
        **row.fields(),
        **row.counts,
        "completeness": "" if low is None or high is None else f"{low:.1%}–{high:.1%}",
        "known": "" if row.known is None else f"{row.known:.1%}",
        "known_completeness": "" if row.known_completeness is None else f"{row.known_completeness:.1%}",
        "enough": "" if row.enough else language()("insufficient"),
    }
