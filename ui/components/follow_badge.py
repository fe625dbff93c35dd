"""The badge of a follow-up, for the pages that show gaps and institutes; it leads to the form that changes it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from queries.region import RegionAnalysis
from queries.rows.targeting import FollowUpsRow
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.presenters.follow_up import FollowUpLine, follow_up_lines, lines_by_subject, status_text, subject_param
from ui.text import Words

BADGE = Markup('<span class="follow-badge {state}" title="{note}">{text}</span>')
FollowUps = Mapping[tuple[str, str], FollowUpLine]
NO_FOLLOW_UPS: FollowUps = {}


def follow_ups_of(context: PageContext, analysis: RegionAnalysis) -> FollowUps:
    """Return the standing follow-ups of a region by chain and segment, or by "" and institute."""
    return lines_by_subject(follow_up_lines(context.fetch(FollowUpsRow, region=analysis.region), analysis))


def follow_badge(follow_ups: FollowUps, words: Words, *, chain: str = "", about: str) -> Markup:
    """Return the badge of a gap (with its chain) or of an institute; nothing where nobody follows it up."""
    line = follow_ups.get((chain, about))
    if line is None:
        return Markup("")
    return BADGE.format(state=line.state, note=line.note, text=status_text(line, words))


def follow_link(links: Links, words: Words, *, chain: str = "", about: str) -> Markup:
    """Return the link to the form that notes a follow-up of a gap or an institute."""
    return links.anchor("targeting", words("follow.note_it"), tab="follow", mark=subject_param(chain, about))
