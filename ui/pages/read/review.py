"""The review of one document: the board, and what it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from markupsafe import Markup

from graph.model.errors import LiantuError
from loaders.errors import RowError
from loaders.plans.known import find_known
from loaders.plans.source_file import read_source
from loaders.review.lessons import LESSON_DECISIONS
from loaders.review.review import ReviewedProposal
from loaders.review.review_store import Review
from loaders.service.plans import plan_index
from loaders.service.reviews import reviewed_proposals, submit_decisions
from queries.run import search_entities
from ui.components.error_boundary import error_boundary
from ui.components.links import anchor
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.review.board import review_board, review_data
from ui.components.session_key import SessionKey
from ui.components.table import note
from ui.components.url_state import param
from ui.components.visitor import visitor
from ui.components.who_input import who_input
from ui.pages.read.begin import review_store
from ui.pages.read.load import LOAD_TAB
from ui.pages.read.original import ORIGINAL_TAB
from ui.presenters.review import board_payload, item_at, proposal_payloads

MAX_CARD_HITS = 8  # what the card has room for
HEAD_WIDTHS = (1, 6.6, 1.4, 2)  # relative: the link back, the name, the way into the graph, who reviews


@dataclass
class ReviewSession:
    """The state of a review that the browser has been told in this visit.

    Attributes:
        review: with all decisions that are known here.
        told: what was sent of each proposal, by id.
        news: what the browser may not have been told yet, by id.
        answer: to the last batch and the last search.
        lessons_at: the number of decisions when the lessons were last told.
    """

    review: Review
    told: dict[str, dict[str, object]]
    news: dict[str, dict[str, object]] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)
    lessons_at: int = 0


def review_part(context: PageContext, key: str) -> None:
    """Show the board of a review.

    Raises:
        LoadError: there is no such review, or its files are damaged.
    """
    words = context.words
    review = review_store(context).load(key)
    items = reviewed_proposals(review)
    proposals = proposal_payloads(review, items, _captions(context, review, items), words)
    told = {str(payload["id"]): payload for payload in proposals}
    st.session_state[SessionKey.REVIEW_SESSION.of(key)] = ReviewSession(review, told, lessons_at=len(review.decisions))
    _head(context, review, len(items))
    review_data(key, board_payload(review, proposals, words, item_at(items, param("at"))))
    _board(context, key)


def _head(context: PageContext, review: Review, count: int) -> None:
    words = context.words
    back_column, title_column, load_column, who_column = st.columns(HEAD_WIDTHS, vertical_alignment="center")
    back_column.html(anchor(context.links.url("read"), words("review.back"), "go"))
    title_column.title(escape_markdown(words("review.read_by", name=review.beginning.name, count=count)), anchor=False)
    ways = [context.links.anchor("read", words("plan_load.load"), "go", review=review.key, tab=LOAD_TAB)]
    if review.document.pages:
        place = {"review": review.key, "tab": ORIGINAL_TAB, "at": param("at")}
        ways.append(context.links.anchor("read", words("original.see"), "go", **place))
    load_column.html(Markup("　").join(ways))
    who = context.principal.signature or words("review.nobody")
    with who_column.popover(escape_markdown(words("review.reviewer", who=who)), width="stretch"):
        if (who_input(context, "review").signature or words("review.nobody")) != who:
            st.rerun()  # the button has the name on it
    if review.document.notes:
        notes = [words(f"document_note.{name}") for name in review.document.notes]
        st.caption(escape_markdown(words("review.notes", notes=notes)))
    if not count:
        st.html(note(words("review.nothing")))


@st.fragment  # a batch of decisions runs this part alone
def _board(context: PageContext, key: str) -> None:
    with error_boundary(context.words):
        session: ReviewSession = st.session_state[SessionKey.REVIEW_SESSION.of(key)]
        review_board(
            key,
            session.answer,
            take_batch=lambda batch: _take_batch(context, session, batch),
            take_query=lambda query: _take_query(context, session, query),
        )


def _take_batch(context: PageContext, session: ReviewSession, batch: Any) -> None:
    """Keep the decisions of a batch, and answer with what has changed by them and by other people's."""
    words = context.words
    if batch["seen"] == session.answer.get("batch"):
        session.news = {}  # the browser has taken them
    session.answer = {**session.answer, "batch": batch["batch"], "failed": ""}
    principal, nobody = visitor(context.settings), words("review.nobody")  # the name may have been typed meanwhile
    try:
        session.review, refused = submit_decisions(
            review_store(context), session.review, batch["decisions"], principal, nobody
        )
    except LiantuError as problem:
        session.answer["failed"] = words.error(problem)
        return
    items = reviewed_proposals(session.review)
    _tell(session, proposal_payloads(session.review, items, _captions(context, session.review, items), words))
    session.answer["news"] = list(session.news.values())
    session.answer["note"] = _note(context, session, items, refused) or session.answer.get("note", "")


def _tell(session: ReviewSession, payloads: Sequence[dict[str, object]]) -> None:
    for payload in payloads:
        if session.told.get(str(payload["id"])) != payload:
            session.told[str(payload["id"])] = session.news[str(payload["id"])] = payload


def _note(
    context: PageContext, session: ReviewSession, items: Sequence[ReviewedProposal], refused: Sequence[RowError]
) -> str:
    words, taken = context.words, len(session.review.decisions)
    if refused:
        return words("review.refused", count=len(refused), reason=words.error(refused[0]))
    if taken - session.lessons_at < LESSON_DECISIONS:
        return ""
    session.lessons_at = taken
    learned = [item.state for item in items if item.basis == "lesson"]
    if not learned:
        return words("review.unlearned", count=taken)
    counts = {"accepted": learned.count("accepted"), "rejected": learned.count("rejected")}
    return words("review.learned", count=taken, anew=learned.count("open"), **counts)


def _take_query(context: PageContext, session: ReviewSession, query: Mapping[str, Any]) -> None:
    """Search known entities by name."""
    hits = search_entities(context.store, str(query["text"]), MAX_CARD_HITS) if str(query["text"]).strip() else []
    rows = [{"id": hit.id, "caption": _caption(context, hit.name, hit.label)} for hit in hits]
    session.answer = {**session.answer, "hits": {"number": query["number"], "rows": rows}}


def _captions(context: PageContext, review: Review, items: Sequence[ReviewedProposal]) -> dict[str, str]:
    """Return the captions of the known entities that proposals are, by the proposals' ids."""
    source = read_source(review_store(context).folder / review.key)
    dataset, region = (source.dataset, source.region) if source else ("", context.region)
    index, _ = context.cached_large(plan_index, dataset, region)
    return {id_: _caption(context, known.name, known.label) for id_, known in find_known(items, index).items()}


def _caption(context: PageContext, name: str, label: str) -> str:
    return context.words("page.thing", name=name, label=context.words.label(label))
