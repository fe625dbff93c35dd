"""What moved between two pictures, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from queries.region import RegionAnalysis
from ui.cli.options import checked_format, language
from ui.cli.output import say, write_rows
from ui.presenters.scenario_diff import diff_scenarios

COLUMNS = ("chain_name", "segment_name", "before", "before_score", "after", "after_score", "why")


def show_moves(
    before: RegionAnalysis, after: RegionAnalysis, format_: str, limit: int | None = None, output: Path | None = None
) -> None:
    """What moved: chains on stderr, gaps as rows; JSON has both."""
    checked_format(format_)
    words = language()
    found = diff_scenarios(before, after, words)
    if format_ == "json":
        rows: Sequence[dict[str, Any]] = [
            {"chains": [one.fields() for one in found.chains], "gaps": [one.fields() for one in found.gaps[:limit]]}
        ]
        write_rows((), rows, format_, output)
        return
    for shift in found.chains:
        say(
            words(
                "moves.chain",
                name=shift.name,
                before=_span(shift.before),
                after=_span(shift.after),
                states=shift.states,
            )
        )
    write_rows(COLUMNS, [one.fields() for one in found.gaps[:limit]], format_, output)
    say(
        words(
            "moves.count", closed=len(found.comparison.closed), opened=len(found.comparison.opened), all=len(found.gaps)
        )
    )


def _span(span: tuple[float, float] | None) -> str:
    return "—" if span is None else f"{span[0]:.1%}–{span[1]:.1%}"
