"""The chosen institutes as lines that open into their reasons; the gaps with how likely the choice closes each."""

from __future__ import annotations

from html import escape

from queries.targeting import Selection, TargetingInputs, TargetingPlan
from ui.components.page_context import PageContext
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.exports.target_table import host_text, match_text, robustness_text

MOST_NEEDS, MOST_MATCHES, MAIN = 30, 10, 3


def needs_table(inputs: TargetingInputs, plan: TargetingPlan, context: PageContext) -> str:
    """The gaps of most weight, each with the probability that the choice closes it."""
    words, picture = context.words, inputs.analysis
    closed = inputs.problem.closed(plan.choice.chosen)
    order = sorted(inputs.demands, key=lambda need: (-round(need.weight, 9), need.key))
    lines = [
        cells_line(
            [
                context.anchor("chain", picture.segment_name(need.segment), chain=need.chain, segment=need.segment),
                text_cell(picture.coverages[need.chain].chain.name),
                escape(words("sure.yes" if need.certain else "sure.no")),
                f"{need.weight:.3f}",
                _bar(closed[need.key]),
            ]
        )
        for need in order[:MOST_NEEDS]
    ]
    columns = heads(words, "segment", "chain", "certain", "weight", "closed")
    more = len(order) - MOST_NEEDS
    rest = f'<p class="quiet">{escape(words("targets.more_needs", count=more))}</p>' if more > 0 else ""
    return html_table(columns, lines, "facts") + rest


def _bar(share: float) -> str:
    stops = f"#1f5fa8 {share:.1%},#eef1f5 {share:.1%}"
    bar = f'<span class="bar" style="background:linear-gradient(to right,{stops})"></span>'
    return f'<span class="nowrap">{bar}{share:.0%}</span>'


def pick_cards(inputs: TargetingInputs, plan: TargetingPlan, context: PageContext) -> str:
    """The chosen, in the order of choosing."""
    if not plan.selections:
        return f"<p>{escape(context.words('targets.nobody'))}</p>"
    cards = (_card(place, pick, inputs, context) for place, pick in enumerate(plan.selections, 1))
    return f'<div class="cards">{"".join(cards)}</div>'


def _card(place: int, pick: Selection, inputs: TargetingInputs, context: PageContext) -> str:
    words, one = context.words, pick.candidate
    names = [inputs.analysis.segment_name(match.segment) for match in pick.matches[:MAIN]]
    kept = escape(words("targets.kept", share=robustness_text(pick, words)))
    head = (
        f"<b>{place}. <bdi>{escape(one.name)}</bdi></b>"
        f'<span class="score">+{pick.adds:.3f}</span>'
        f'<span class="why"><bdi>{escape(one.city)}</bdi> · {kept} · <bdi>{escape(words.join(names))}</bdi></span>'
    )
    inside = _inside(pick, inputs, context)
    return f'<details class="gap pick"><summary>{head}</summary><div class="inside">{inside}</div></details>'


def _inside(pick: Selection, inputs: TargetingInputs, context: PageContext) -> str:
    words = context.words
    found = [f"<li><bdi>{escape(match_text(m, inputs, words))}</bdi></li>" for m in pick.matches[:MOST_MATCHES]]
    here = [f"<li><bdi>{escape(host_text(host, inputs, words))}</bdi></li>" for host in pick.hosts]
    hosts = f"<p>{escape(words('column.hosts'))}</p><ul>{''.join(here)}</ul>" if here else ""
    link = context.anchor("entity", words("explore.details"), id=pick.candidate.id)
    return f"<ul>{''.join(found)}</ul>{hosts}<p>{link}</p>"


def present_table(inputs: TargetingInputs, context: PageContext) -> str:
    """Those with a branch here already: not proposed as new."""
    words = context.words
    lines = (
        cells_line(
            [
                context.anchor("entity", one.name, id=one.id),
                text_cell(one.city),
                text_cell(one.branch),
            ]
        )
        for one in inputs.present
    )
    return html_table(heads(words, "candidate", "city", "branch"), lines, "facts")
