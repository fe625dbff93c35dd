"""The cards in the drawer of a segment: who is there, who is suspected to be, whom to court, what plans say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from graph.model.schema_file import default_schema
from queries.plan_wording import PlanWording
from queries.rows.chains import CandidatesRow, HoldersRow, SegmentLeadsRow
from ui.components.citation_link import citation_link
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_button
from ui.exports.citation import citation
from ui.text import Words

SEGMENT_CARDS = Markup('<div class="who-cards">{}</div>')
SEGMENT_CARD = Markup('<article class="who-card"><h4>{name}<span>{tag}</span></h4>{lines}</article>')
CARD_LINE = Markup("<p>{text} <small>{source}</small> {button}</p>")
CARD_REMARK = Markup("<p>{}</p>")


def organisation_cards(context: PageContext, rows: Sequence[HoldersRow], leading: Sequence[str]) -> Markup:
    """Return a card for each organisation with its statements.

    Args:
        context: the page's context.
        rows: the statements at the segment.
        leading: organisations in the order to show them; others follow.
    """
    order = {id_: place for place, id_ in enumerate(leading)}
    roles = list(default_schema().values["role"])

    def rank(row: HoldersRow) -> tuple[int, str, int, bool]:
        place = order.get(row.organisation_id, len(order))
        return place, row.organisation_id, roles.index(row.role), row.status != "existing"

    groups = groupby(sorted(rows, key=rank), key=lambda row: row.organisation_id)
    return _cards(_organisation(context, list(group)) for _, group in groups)


def _organisation(context: PageContext, rows: Sequence[HoldersRow]) -> Markup:
    words, first = context.words, rows[0]
    return SEGMENT_CARD.format(
        name=context.links.anchor("entity", first.organisation, id=first.organisation_id),
        tag=words.label(first.label),
        lines=Markup("").join(
            CARD_LINE.format(
                text=_statement(row, words),
                source=citation_link(row, words),
                button=doubt_button(context, row.statement),
            )
            for row in rows
        ),
    )


def _statement(row: HoldersRow, words: Words) -> str:
    """Return the role, and what limits it: that it is planned, inferred, dated."""
    parts = [words(f"role.{row.role}")]
    parts += [words(f"status.{row.status}")] if row.status != "existing" else []
    parts += [words(f"confidence.{row.confidence}")] if row.confidence != "explicit" else []
    return " · ".join([*parts, *filter(None, [row.as_of])])


def lead_cards(rows: Sequence[SegmentLeadsRow], words: Words) -> Markup:
    """Return a card for each lead: who is suspected, why it is not sure, and what would confirm it."""
    return _cards(
        SEGMENT_CARD.format(
            name=row.who,
            tag=words(f"reason_of_lead.{row.reason}"),
            lines=CARD_REMARK.format(row.suspected)
            + CARD_LINE.format(text=row.confirm, source=citation_link(row, words), button=""),
        )
        for row in rows
    )


def candidate_cards(context: PageContext, rows: Sequence[CandidatesRow]) -> Markup:
    """Return a card for each institute elsewhere that could serve the segment."""
    words = context.words
    return _cards(
        SEGMENT_CARD.format(
            name=context.links.anchor("entity", row.candidate, id=row.candidate_id),
            tag=" · ".join(filter(None, (row.city, row.kind))),
            lines=_ability(row, words) + _branch(row, words),
        )
        for row in rows
    )


def _ability(row: CandidatesRow, words: Words) -> Markup:
    return CARD_LINE.format(text=words(f"confidence.{row.confidence}"), source=citation_link(row, words), button="")


def _branch(row: CandidatesRow, words: Words) -> Markup:
    branch = row.branch or row.branch_text
    return CARD_REMARK.format(words("page.branch", branch=branch)) if branch else Markup("")


def wording_cards(clauses: Sequence[PlanWording], words: Words) -> Markup:
    """Return a card for each clause of a plan that speaks of the chain."""
    return _cards(
        SEGMENT_CARD.format(
            name=f"{clause.actor} {words.label(clause.relation)} {clause.subject}",
            tag=words(f"status.{clause.status}"),
            lines=CARD_LINE.format(text=clause.text, source=citation(clause, words, clause.section), button=""),
        )
        for clause in clauses
    )


def _cards(cards: Iterable[Markup]) -> Markup:
    return SEGMENT_CARDS.format(Markup("").join(cards))
