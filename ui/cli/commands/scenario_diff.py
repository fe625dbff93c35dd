"""The difference between two analyses, on the terminal."""

from __future__ import annotations

from queries.region import RegionAnalysis
from ui.cli.options import RowOutput, language
from ui.cli.output import say, write_rows
from ui.presenters.scenario_diff import ScenarioDiff, diff_scenarios, rise_text
from ui.text import Words

DIFF_COLUMNS = ("chain_name", "segment_name", "before", "before_score", "after", "after_score", "why")


def show_scenario_diff(before: RegionAnalysis, after: RegionAnalysis, output: RowOutput) -> None:
    """Write the changed chains to stderr and the changed gaps as rows; JSON has both."""
    words = language()
    diff = diff_scenarios(before, after, words)
    gaps = [gap.fields() for gap in diff.gaps[: output.limit]]
    if output.format == "json":
        write_rows((), [{"chains": [chain.fields() for chain in diff.chains], "gaps": gaps}], output)
        return
    for line in chain_lines(diff, words):
        say(line)
    write_rows(DIFF_COLUMNS, gaps, output, before.source_filter)
    opened, closed = len(diff.comparison.opened), len(diff.comparison.closed)
    say(words("moves.count", closed=closed, opened=opened, all=len(diff.gaps)))
    if rise := rise_text(diff.comparison, words):
        say(rise)


def chain_lines(diff: ScenarioDiff, words: Words) -> list[str]:
    """Write each chain that is different, with its completeness and states before and after."""
    spans = [{"before": _span(chain.before), "after": _span(chain.after)} for chain in diff.chains]
    return [
        words("moves.chain", name=chain.name, states=chain.states, **span)
        for chain, span in zip(diff.chains, spans, strict=True)
    ]


def _span(span: tuple[float, float] | None) -> str:
    return "—" if span is None else f"{span[0]:.1%}–{span[1]:.1%}"
