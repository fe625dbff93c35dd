"""A document uploaded and read, and the reviews that were begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.model.errors import LiantuError
from loaders.documents.text_document import TextDocument
from loaders.reading.proposal import Proposals
from loaders.review.review_store import ReviewStore
from loaders.service.reading import propose
from loaders.service.reviews import ReviewSummary, begin_review, review_summaries
from loaders.sync.write import Progress
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import table
from ui.components.url_state import set_params
from ui.open_model import configured_model
from ui.open_store import reviews_folder
from ui.pages.lists.background_job import poll_job, start_job
from ui.pages.read.removal import removal_form
from ui.presenters.reading import model_lines
from ui.server.process import UPLOAD_MEGABYTES

BEGUN_COLUMNS = ("file", "decided", "began", "last", "who")


@dataclass(frozen=True)
class BegunReview:
    """The key of a review that was begun, and what came of asking a bureau's own model, in sentences."""

    key: str
    by_model: Sequence[str]


def review_store(context: PageContext) -> ReviewStore:
    """Return the reviews that are kept with the user's store."""
    return ReviewStore(reviews_folder(context.settings))


def upload_form(context: PageContext) -> None:
    """Show the field for a document, and read what is uploaded; then the page of its review opens."""
    words = context.words
    # Any kind is taken: Streamlit refuses one with an English tooltip, the reader with a sentence.
    upload = st.file_uploader(words("review.file", megabytes=UPLOAD_MEGABYTES), key=SessionKey.REVIEW_FILE)
    if upload and st.session_state.get(SessionKey.REVIEW_JOB.of("file")) != upload.file_id:
        st.session_state[SessionKey.REVIEW_JOB.of("file")] = upload.file_id
        _start(context, upload)
    try:
        begun: BegunReview | None = poll_job(SessionKey.REVIEW_JOB)
    except LiantuError as problem:
        st.error(escape_markdown(words.error(problem)))
        return
    if begun:
        for line in begun.by_model:
            st.toast(escape_markdown(line), duration="long")
        set_params(review=begun.key)
        st.rerun()


def _start(context: PageContext, upload: UploadedFile) -> None:
    raw, name, principal, reviews = upload.getvalue(), upload.name, context.principal, review_store(context)
    endpoint, own_words = configured_model(context.settings), context.settings.reading_words
    words = context.words

    def run(progress: Progress) -> BegunReview:
        told: list[str] = []

        def read(document: TextDocument) -> Proposals:
            reading = propose(document, endpoint, own_words)
            told.extend(model_lines(reading, words))
            return reading.proposals

        return BegunReview(begin_review(reviews, raw, name, read, principal, progress=progress), told)

    start_job(SessionKey.REVIEW_JOB, escape_markdown(context.words("review.reading", name=name)), run)


def begun_reviews(context: PageContext) -> None:
    """Show the reviews that were begun, each with a link to go on."""
    words = context.words
    st.header(words("review.begun"), anchor=False)
    reviews = review_store(context)
    summaries, problems = review_summaries(reviews)
    for problem in problems:
        st.error(escape_markdown(words.error(problem)))
    if summaries:
        st.html(table(BEGUN_COLUMNS, (_cells(context, summary) for summary in summaries), words))
        removal_form(context, reviews, summaries)
    elif not problems:
        st.caption(words("review.none_begun"))


def _cells(context: PageContext, summary: ReviewSummary) -> Iterator[str | Markup]:
    words = context.words
    nobody = words("review.nobody")
    yield context.links.anchor("read", summary.name, review=summary.key)
    yield words("review.share", decided=summary.decided, total=summary.total)
    yield words("review.begun_by", who=summary.began or nobody, at=_minute(summary.at))
    yield _minute(summary.last_at)
    yield words.join([who or nobody for who in summary.people])


def _minute(at: str) -> str:
    """Return an ISO 8601 time to the minute, as this machine's clock shows it; "" for none."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M") if at else ""
