"""What a mark leaves in the cache: follow-ups and needs change no figure, so the analysis is kept; a fact changes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import streamlit as st

from graph.analysis.source_filter import ALL_SOURCES
from graph.store.store import Store
from loaders.follow_up import FollowUp
from loaders.history.log import load_events
from loaders.needs.need import Need
from loaders.pipeline import load, undo
from loaders.service.follow_ups import note_follow_ups
from loaders.service.needs import keep_needs, kept_needs
from queries.region import RegionAnalysis
from queries.targeting import load_targeting_inputs
from tests.support.pages import all_text, open_page
from tests.support.people import ZHANG_SAN
from tests.support.record_sets import listed
from tests.support.stores import Server
from ui.components import cache
from ui.components.page_context import PageContext
from ui.settings import Settings
from ui.text import words

MARK = FollowUp(state="follow", about="rail/bogie", chain="rail", region="reg-changzhou", owner="李四")
NEED = Need(id="1-00002", what="高铁轴承寿命提升", firm="甲公司")


@contextmanager
def changing(store: Store) -> Iterator[None]:
    """Undo, afterwards, what is written meanwhile."""
    before = {event.id for event in load_events(store.read)}
    try:
        yield
    finally:
        for event in reversed(load_events(store.read)):
            if event.id not in before:
                undo(store, event.id)


def context_of(store: Store) -> PageContext:
    st.cache_data.clear()  # what is kept for two seconds
    return PageContext(Settings.from_env(), words("zh"), store)


def analysis_now(store: Store) -> RegionAnalysis:
    return context_of(store).analysis_of(ALL_SOURCES)


def test_a_mark_and_a_need_leave_the_analysis_as_it_is(loaded: Server) -> None:
    store = loaded.loaded()
    before, version = analysis_now(store), context_of(store).version()
    inputs = context_of(store).derived_large(load_targeting_inputs, before)
    with changing(store):
        note_follow_ups(store, [MARK], ZHANG_SAN)
        assert context_of(store).version() != version
        assert analysis_now(store) is before
        keep_needs(store, [NEED], "需求征集", "reg-changzhou", ZHANG_SAN)
        assert analysis_now(store) is before
        assert context_of(store).derived_large(load_targeting_inputs, before) is inputs
        assert [need.what for need in context_of(store).cached(kept_needs, "reg-changzhou")] == [NEED.what]
    assert analysis_now(store) is before


def test_a_list_of_firms_changes_the_analysis(loaded: Server) -> None:
    store = loaded.loaded()
    before = analysis_now(store)
    with changing(store):
        load(store, listed("needs-of-firms", "常州某某转向架有限公司", region="reg-changzhou", segment="rail/bogie"))
        assert analysis_now(store) is not before


def test_the_board_and_the_list_show_a_mark_without_computing(loaded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    store = loaded.loaded()
    assert not open_page("gaps", chain="rail").exception
    computed: list[object] = []
    monkeypatch.setattr(cache, "analyse_region", lambda *args: computed.append(args))
    with changing(store):
        note_follow_ups(store, [MARK], ZHANG_SAN)
        assert "跟进（李四）" in all_text(open_page("gaps", chain="rail"))
        assert "李四" in all_text(open_page("targeting", tab="follow"))
    assert computed == []
