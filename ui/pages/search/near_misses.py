"""What a text that is no name may mean: chains and segments by their keywords, and what its single words find."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import streamlit as st
from markupsafe import Markup

from graph.store.store import Store
from loaders.lists.word_lists import chain_words, fold
from loaders.needs.need import Need
from loaders.service.needs import place_in_region
from queries.run import search_entities
from ui.components.page_context import PageContext

MAX_SINGLE_WORDS = 4  # of a text that are searched one by one
MIN_WORD_LENGTH = 2  # characters; a shorter word is part of nearly every name
MAX_NEAR_NAMES = 5  # that are offered for a word
NEAR_LINE = Markup('<div class="samples"><span>{}</span>{}</div>')


def near_misses(context: PageContext, text: str) -> bool:
    """Offer what a text may mean, and return whether there is anything."""
    words = context.words
    lines = []
    if places := [*_chains(context, text), *_segments(context, text)]:
        lines.append(NEAR_LINE.format(words("entities.near"), Markup("").join(places)))
    for word in _single_words(text):
        if names := list(_names(context, word)):
            lines.append(NEAR_LINE.format(words("entities.near_word", word=word), Markup("").join(names)))
    if lines:
        st.html(Markup("").join(lines))
    return bool(lines)


def _chains(context: PageContext, text: str) -> Iterator[Markup]:
    chains = {id_: coverage.chain.name for id_, coverage in context.analysis().coverages.items()}
    folded = fold(text)
    named = {chain for word, ids in chain_words(chains).items() if word in folded for chain in ids}
    for id_ in sorted(named & chains.keys()):
        yield context.links.anchor("chain", context.words("entities.near_chain", name=chains[id_]), chain=id_)


def _segments(context: PageContext, text: str) -> Iterator[Markup]:
    analysis = context.analysis()
    for segment in context.cached(placed_segments, text, frozenset(analysis.segments)):
        chain = analysis.chain_of(segment)
        if chain:
            name = context.words("entities.near_segment", chain=chain.name, name=analysis.segment_name(segment))
            yield context.links.anchor("chain", name, chain=chain.id, segment=segment)


def placed_segments(store: Store, text: str, segments: Collection[str]) -> tuple[str, ...]:
    """Return the segments whose keywords a text holds, the surest first."""
    (placed,) = place_in_region(store, [Need(id="text", what=text)], segments)
    return tuple(match.segment for match in placed.matches)


def _single_words(text: str) -> list[str]:
    words = [word for word in text.split() if len(word) >= MIN_WORD_LENGTH]
    return words[:MAX_SINGLE_WORDS] if len(words) > 1 else []


def _names(context: PageContext, word: str) -> Iterator[Markup]:
    hits = context.cached(search_entities, word, MAX_NEAR_NAMES)
    by_name = {context.names.of(hit.id, hit.name or hit.id): hit for hit in reversed(hits)}  # the best hit of a name
    for name, hit in reversed(by_name.items()):
        yield context.links.anchor("entity", name, id=hit.id)
