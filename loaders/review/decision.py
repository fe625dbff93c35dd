"""A decision of a person on a proposal, and which of several counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loaders.documents.text_document import Span

FIGURE_KINDS = ("target", "actual", "stock", "rank", "coverage", "threshold", "frequency", "name_count")
ReviewState: TypeAlias = Literal["accepted", "rejected", "open"]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The state of a proposal from a moment on, in full: a later decision on the same proposal replaces it.

    Attributes:
        proposal: the proposal's id; an id that no proposal has is an entity that the person has marked.
        state: ``open`` withdraws what was decided before.
        who: the person.
        at: when, ISO 8601 in UTC.
        id: the decision's own, so that one that is sent twice is kept once.
        rule: the rule whose proposals were accepted all at once; empty: the person looked at this one.
        span: the place as corrected; None: as proposed.
        text: the slice of the text at ``span``, empty without one.
        mentions: with a ``span``, the other places where exactly this text stands.
        type: the label, edge type or kind of figure as corrected; empty: as proposed.
        status: as corrected; empty: as proposed.
        granularity: as corrected; empty: as proposed.
        entity: the id of the known entity that it is; empty: a new one.
    """

    proposal: str
    state: ReviewState
    who: str
    at: str
    id: str = ""
    rule: str = ""
    span: Span | None = None
    text: str = ""
    mentions: tuple[Span, ...] = ()
    type: str = ""
    status: str = ""
    granularity: str = ""
    entity: str = ""


def standing_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that counts of each proposal: the latest, whoever took it."""
    ordered = sorted(decisions, key=lambda decision: (decision.at, decision.id))
    return {decision.proposal: decision for decision in ordered}
