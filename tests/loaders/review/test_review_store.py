"""Reviews on disk: nothing is lost between days, people and readings."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.documents.text_document import Span
from loaders.errors import LoadError
from loaders.reading.proposal import Proposals
from loaders.review.review_store import DECISIONS_FILE, PROPOSALS_FILE, ReviewStore
from tests.support.proposals import GOAL, INSTITUTE, PARK, PROPOSALS, TEXT, decide, document, place


@pytest.fixture
def store(tmp_path: Path) -> ReviewStore:
    return ReviewStore(tmp_path / "reviews")


def begin(store: ReviewStore, proposals: Proposals = PROPOSALS, name: str = "计划.txt") -> str:
    return store.begin(document(name=name), proposals, TEXT.encode(), who="张三", at="2026-03-01T08:00:00.000Z")


def test_a_review_is_there_again_as_it_was_begun(store: ReviewStore) -> None:
    key = begin(store)
    review = ReviewStore(store.folder).load(key)
    assert (review.document, review.proposals, review.decisions) == (document(), PROPOSALS, ())
    assert (review.beginning.who, review.beginning.name) == ("张三", "计划.txt")
    assert store.original(key).read_bytes() == TEXT.encode()
    assert store.recent() == [key]


def test_decisions_are_added_in_order_and_one_that_is_sent_twice_is_kept_once(store: ReviewStore) -> None:
    key = begin(store)
    first = decide(PARK, id="a-1", span=Span(0, 3), text="推进江", mentions=(Span(4, 7),), entity="park-1")
    second = decide(INSTITUTE, "rejected", id="b-1", who="李四")
    assert store.add(key, [first]) == (first,)
    assert store.add(key, [first, second]) == (first, second)
    assert store.load(key).decisions == (first, second)


def test_two_people_at_once_lose_nothing(store: ReviewStore) -> None:
    key = begin(store)

    def work(who: str) -> None:
        own = ReviewStore(store.folder)
        for number in range(25):
            own.add(key, [decide(PARK, id=f"{who}-{number}", who=who)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, ["甲", "乙", "丙", "丁"]))
    assert len({decision.id for decision in store.decisions(key)}) == 100


def test_the_same_text_read_again_keeps_decisions_and_what_they_are_about(store: ReviewStore) -> None:
    key = begin(store)
    store.add(key, [decide(PARK), decide(GOAL, "rejected"), decide(INSTITUTE, "open")])
    wider = replace(INSTITUTE, span=place("支持江城光电研究院"), text="支持江城光电研究院")
    assert begin(store, Proposals(entities=(wider,)), "改名.txt") == key
    review = store.load(key)
    assert review.proposals == Proposals(entities=(wider, PARK), indicators=(GOAL,))
    assert len(review.decisions) == 3


def test_what_a_crash_left_of_a_line_is_passed_over_and_then_removed(store: ReviewStore) -> None:
    key = begin(store)
    store.add(key, [decide(PARK, id="1")])
    log = store.folder / key / DECISIONS_FILE
    log.write_bytes(log.read_bytes() + b'{"proposal":"e0')
    assert len(store.decisions(key)) == 1
    store.add(key, [decide(PARK, id="2")])
    assert [decision.id for decision in store.decisions(key)] == ["1", "2"]


@pytest.mark.parametrize("file", [DECISIONS_FILE, PROPOSALS_FILE])
def test_a_damaged_file_is_named(store: ReviewStore, file: str) -> None:
    key = begin(store)
    (store.folder / key / file).write_bytes(b"{}x\n")
    with pytest.raises(LoadError, match="review_damaged") as problem:
        store.load(key)
    assert str(problem.value.fields["file"]).endswith(file)


@pytest.mark.parametrize("key", ["", "..", "../x", "0123456789abcdef", "g" * 16])
def test_a_key_that_is_none_opens_no_folder(store: ReviewStore, key: str) -> None:
    begin(store)
    with pytest.raises(LoadError, match="review_unknown"):
        store.load(key)
    with pytest.raises(LoadError, match="review_unknown"):
        store.add(key, [decide(PARK)])


def test_a_review_that_was_deleted_leaves_nothing_and_the_others(store: ReviewStore) -> None:
    first = begin(store)
    second = store.begin(document("另一份计划。"), Proposals(), b"")
    store.remove(first)
    assert store.recent() == [second]
    assert not (store.folder / first).exists()
    with pytest.raises(LoadError, match="review_unknown"):
        store.remove(first)


def test_the_review_that_was_worked_on_last_comes_first(store: ReviewStore) -> None:
    first = begin(store)
    second = store.begin(document("另一份计划。"), Proposals(), b"")
    store.add(first, [decide(PARK)])
    later = time.time() + 10  # a file system may know no more than seconds
    os.utime(store.folder / first / DECISIONS_FILE, (later, later))
    assert store.recent() == [first, second]
