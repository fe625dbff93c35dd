"""The gaps with how likely the choice closes each; and the candidates that are here already."""

from __future__ import annotations

from markupsafe import Markup

from queries.targeting import TargetingInputs, TargetingPlan
from ui.components.follow_badge import FollowUps, follow_badge, follow_link
from ui.components.links import Links
from ui.components.table import table
from ui.text import Words

MAX_DEMANDS = 12  # a screen; a line below tells how many more there are
WEIGHT_DECIMALS_OF_ORDER = 9  # equal weights may differ by rounding errors; the key then decides the order
DEMAND_COLUMNS = ("chain", "segment", "certain", "closed", "follow_up")
PRESENT_COLUMNS = ("candidate", "city", "branch")
SHARE_BAR = Markup(
    '<span class="nowrap"><span class="bar" style="background:linear-gradient(to right,'
    'var(--link) {filled},var(--track) {filled})"></span>{share}</span>'
)
MORE = Markup('<p class="quiet">{}</p>')


def demands_table(
    inputs: TargetingInputs, plan: TargetingPlan, follow_ups: FollowUps, words: Words, links: Links
) -> Markup:
    """Return the gaps of most weight, each with the probability that the choice closes it."""
    analysis, closed = inputs.analysis, inputs.problem.closed(plan.choice.chosen)
    demands = sorted(inputs.gap_demands, key=lambda d: (-round(d.weight, WEIGHT_DECIMALS_OF_ORDER), d.key))
    cells = (
        [
            analysis.coverages[demand.chain].chain.name,
            links.anchor("chain", analysis.segment_name(demand.segment), chain=demand.chain, segment=demand.segment),
            words("sure.yes" if demand.certain else "sure.no"),
            _bar(closed[demand.key]),
            follow_badge(follow_ups, words, chain=demand.chain, about=demand.segment)
            or follow_link(links, words, chain=demand.chain, about=demand.segment),
        ]
        for demand in demands[:MAX_DEMANDS]
    )
    shown, hidden = table(DEMAND_COLUMNS, cells, words), len(demands) - MAX_DEMANDS
    return shown + MORE.format(words("targets.more_needs", count=hidden)) if hidden > 0 else shown


def _bar(share: float) -> Markup:
    return SHARE_BAR.format(filled=f"{share:.1%}", share=f"{share:.0%}")


def present_table(inputs: TargetingInputs, words: Words, links: Links) -> Markup:
    """Return the candidates with a branch here already, which are not proposed as new."""
    cells = (
        [links.anchor("entity", candidate.name, id=candidate.id), candidate.city, candidate.branch]
        for candidate in inputs.present
    )
    return table(PRESENT_COLUMNS, cells, words)
