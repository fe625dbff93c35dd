"""The review of a document: begun, decided on, gone on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from graph.model.schema_file import default_schema
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.documents.read import read_document
from loaders.documents.text_document import TextDocument
from loaders.errors import LoadError, RowError
from loaders.reading.proposal import Proposals
from loaders.review.decision import FIGURE_KINDS, Decision
from loaders.review.review import ReviewedProposal, reviewed
from loaders.review.review_store import Review, ReviewStore
from loaders.review.reviewing import DecisionWords, completed, parse_decision, time_of_decision
from loaders.sync.write import Progress

READING_STEPS = 3  # the document, the proposals, the disk


@dataclass(frozen=True, kw_only=True)
class ReviewSummary:
    """A review in a list.

    Attributes:
        key: of the review.
        name: the file's name.
        title: the document's.
        began: who began it.
        at: when, ISO 8601 in UTC.
        last_at: the time of the last decision; empty without one.
        people: who has decided, the one with most decisions first.
        decided: how many proposals are no longer open.
        total: how many there are.
    """

    key: str
    name: str
    title: str
    began: str
    at: str
    last_at: str
    people: tuple[str, ...]
    decided: int
    total: int


def begin_review(
    reviews: ReviewStore,
    raw: bytes,
    name: str,
    read: Callable[[TextDocument], Proposals],
    principal: Principal,
    *,
    progress: Progress = lambda done, total: None,
) -> str:
    """Read a document, keep what is proposed of it, and return the review's key.

    Raises:
        AccessDeniedError: the person may not review.
        LoadError: the document cannot be read.
    """
    principal.check(Permission.REVIEW, name)
    document = read_document(raw, name, progress=lambda done, total: progress(done, READING_STEPS * total))
    progress(1, READING_STEPS)
    proposals = read(document)
    progress(2, READING_STEPS)
    with principal.acting(Permission.REVIEW, name):
        at = _now().isoformat(timespec="seconds")
        key = reviews.begin(document, proposals, raw, who=principal.signature, at=at)
    progress(READING_STEPS, READING_STEPS)
    return key


def review_summaries(reviews: ReviewStore) -> tuple[list[ReviewSummary], list[LoadError]]:
    """Return the reviews that were begun, the one that was worked on last first, and why some cannot be opened."""
    summaries, problems = [], []
    for key in reviews.recent():
        try:
            summaries.append(_summary(reviews.load(key)))
        except LoadError as problem:
            problems.append(problem)
    return summaries, problems


def _summary(review: Review) -> ReviewSummary:
    items = reviewed(review.proposals, review.decisions)
    return ReviewSummary(
        key=review.key,
        name=review.beginning.name,
        title=review.document.title,
        began=review.beginning.who,
        at=review.beginning.at,
        last_at=max((decision.at for decision in review.decisions), default=""),
        people=tuple(who for who, _ in Counter(decision.who for decision in review.decisions).most_common()),
        decided=sum(item.state != "open" for item in items),
        total=len(items),
    )


def reviewed_proposals(review: Review) -> list[ReviewedProposal]:
    """Return each proposal of a review as it stands."""
    return reviewed(review.proposals, review.decisions)


def submit_decisions(
    reviews: ReviewStore, review: Review, sent: object, principal: Principal, nobody: str = ""
) -> tuple[Review, list[RowError]]:
    """Add the decisions that a browser sent to the log of a review.

    Args:
        reviews: where the log is.
        review: the document and its proposals.
        sent: the decisions; one that is none, or says what cannot be, is refused alone.
        principal: the person.
        nobody: what the log says where nobody is known.

    Returns:
        The review with all decisions of the log, other people's too; and why some were refused.

    Raises:
        LoadError: the log cannot be written; nothing of the batch is kept then.
    """
    good: list[Decision] = []
    refused: list[RowError] = []
    now, text, words = _now(), review.document.text, decision_words()
    for number, item in enumerate(sent if isinstance(sent, Sequence) else ()):
        try:
            decision = parse_decision(item)
            at = time_of_decision(decision, now, number)
            good.append(completed(decision, text, words, who=principal.signature or nobody, at=at))
        except RowError as problem:
            refused.append(problem)
    return replace(review, decisions=reviews.add(review.key, good)), refused


@cache
def decision_words() -> DecisionWords:
    """Return the words that decisions may use: those of the schema."""
    schema = default_schema()
    types = {*schema.nodes, *schema.edges, *FIGURE_KINDS}
    values = {name: frozenset(schema.values[name]) for name in ("status", "granularity")}
    return DecisionWords({"type": frozenset(types), **values})


def _now() -> datetime:
    return datetime.now(UTC)
