"""What loading a list would do to the figures, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ui.presenters.scenario_diff import ScenarioDiff, rise_text
from ui.text import Words


def effect_lines(diff: ScenarioDiff, words: Words) -> Iterator[str]:
    """Write how many states and gaps a load would change, which gaps, and why they may rise where supply does."""
    if not diff.chains and not diff.gaps:
        yield words("list.effect_none")
        return
    comparison = diff.comparison
    states = {segment for change in comparison.chains for segment, _, _ in change.state_changes}
    counts = {"closed": len(comparison.closed), "opened": len(comparison.opened), "all": len(comparison.gaps)}
    yield words("list.effect", states=len(states), **counts)
    for key, moved in (
        ("closed", [(gap, gap.before) for gap in diff.gaps if gap.after_score is None]),
        ("opened", [(gap, gap.after) for gap in diff.gaps if gap.before_score is None]),
    ):
        if moved:
            gaps = [
                words("list.effect_gap", chain=gap.chain_name, segment=gap.segment_name, kind=kind)
                for gap, kind in moved
            ]
            yield words(f"list.effect_{key}", gaps=gaps)
    if rise := rise_text(comparison, words):
        yield rise
