"""Pairs that may be one organisation, side by side, to be decided; and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from loaders.linking.candidates import CandidatePair
from loaders.linking.judgements import Judgement
from loaders.service.pairs import PairQueue, ids_of_chain, pair_queue
from queries.rows.quality import DatasetsRow
from ui.components.inputs import select
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.who_input import who_input
from ui.pages.lists.judgements import MAX_REASON_CHARACTERS, PAIRS, UNDECIDED, retraction_form, submit
from ui.presenters.dedupe import candidate_pair_fields, page_of
from ui.text import Words

PAIRS_AT_ONCE = 10  # a form that one person fills in at a sitting; the next pairs follow
PAIR_VERDICTS = (UNDECIDED, "same", "different")
SIDE_FIELDS = ("names", "code", "context")


def dedupe_review(context: PageContext) -> None:
    """Show a page of the pairs as a form, then the decisions in force."""
    words = context.words
    st.caption(words("same.about"))
    if show_notice(PAIRS.notice):
        load_effect_note(context)
    with st.spinner(words("lists.working")):
        queue = context.derived_large(pair_queue)
    pairs = _chosen_pairs(context, queue)
    st.markdown(escape_markdown(words("same.left", count=len(pairs))))
    if pairs:
        shown = _chosen_page(pairs, words)
        with st.form("same-review"):
            _review_form(context, shown)
    elif queue.pairs:
        st.info(words("same.none_here"))
    retraction_form(context, PAIRS)


def _chosen_pairs(context: PageContext, queue: PairQueue) -> Sequence[CandidatePair]:
    """Show the choice of a chain and of a list, and return their pairs."""
    words = context.words
    chains = {"": words("same.every_chain")}
    chains |= {coverage.chain.id: coverage.chain.name for coverage in context.analysis().coverages.values()}
    titles = {row.dataset: row.title for row in context.fetch(DatasetsRow)}
    lists = {"": words("same.every_list")}
    lists |= {
        dataset: words("same.list_count", title=titles.get(dataset, dataset), count=count)
        for dataset, count in queue.counts.items()
    }
    chain_column, list_column = st.columns(2)
    with chain_column:
        chain = select(words("same.chain"), list(chains), "chain", chains.__getitem__, page="")
    with list_column:
        dataset = select(words("same.list"), list(lists), "list", lists.__getitem__, page="")
    scopes = [queue.datasets[dataset]] if dataset else []
    return queue.among(*scopes, *([context.cached(ids_of_chain, chain)] if chain else []))


def _chosen_page(pairs: Sequence[CandidatePair], words: Words) -> Sequence[CandidatePair]:
    """Show the choice of a page where there are several, and return the pairs on it."""
    _, pages = page_of(pairs, 1, PAIRS_AT_ONCE)
    if pages == 1:
        return pairs
    numbers = [str(number + 1) for number in range(pages)]
    page = select(
        words("same.page_choice"), numbers, "page", lambda number: words("same.page_of", page=number, pages=pages), "1"
    )
    return page_of(pairs, int(page), PAIRS_AT_ONCE)[0]


def _review_form(context: PageContext, pairs: Sequence[CandidatePair]) -> None:
    words = context.words
    verdicts = [_pair(pair, words) for pair in pairs]
    reason_column, who_column = st.columns([3, 1])
    reason = reason_column.text_input(words("fact.reason"), max_chars=MAX_REASON_CHARACTERS)
    with who_column:
        principal = who_input(context, PAIRS.name)
    if st.form_submit_button(words("same.keep"), type="primary"):
        judgements = [
            Judgement(verdict=verdict, left=pair.left.id, right=pair.right.id, rule=pair.match.rule, reason=reason)
            for pair, verdict in zip(pairs, verdicts, strict=True)
            if verdict != UNDECIDED
        ]
        submit(context, judgements, principal, PAIRS)


def _pair(pair: CandidatePair, words: Words) -> str:
    """Show a pair with the choice of a verdict, and return the verdict."""
    fields = candidate_pair_fields(pair, words)
    with st.container(border=True):
        left, right, choice = st.columns([3, 3, 2])
        left.markdown(_side(fields, "left", words))
        right.markdown(_side(fields, "right", words))
        verdict = choice.radio(
            words("counted", title=fields["rule"], count=fields["score"]),
            PAIR_VERDICTS,
            key=SessionKey.PAIR_CHOICE.of(pair.left.id, pair.right.id),
            format_func=lambda v: words("same.later" if v == UNDECIDED else f"verdict_of.{v}"),
        )
    return str(verdict)


def _side(fields: Mapping[str, str], side: str, words: Words) -> str:
    """Return one of the two organisations as Markdown: name, other names, code, context."""
    details = (
        escape_markdown(words("titled", title=words(f"same.{name}"), text=fields[f"{side}_{name}"]))
        for name in SIDE_FIELDS
        if fields[f"{side}_{name}"]
    )
    return "  \n".join((f"**{escape_markdown(fields[side])}**", *details))
