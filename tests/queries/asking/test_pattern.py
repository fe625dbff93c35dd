"""Patterns of word classes: what adjoins, what may stand between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from queries.asking.pattern import parse_pattern

CLASSES = ("who", "relation", "entity", "which")
SEQUENCES = st.lists(st.sets(st.sampled_from(CLASSES), max_size=3), max_size=6)


def test_runs_adjoin_and_gaps_take_anything() -> None:
    words = [{"entity"}, {"de"}, {"relation"}, {"unit"}]
    assert parse_pattern("entity de relation").matches(words)
    assert parse_pattern("entity ... unit").matches(words)
    assert not parse_pattern("entity relation").matches(words)
    assert not parse_pattern("unit ... entity").matches(words)


def test_two_of_a_class_need_two_words() -> None:
    assert not parse_pattern("entity ... entity").matches([{"entity"}])
    assert parse_pattern("entity ... entity").matches([{"entity"}, {"which"}, {"entity"}])


@given(SEQUENCES, st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3))
def test_more_words_never_undo_a_match_with_gaps(words: list[set[str]], wanted: list[str]) -> None:
    pattern = parse_pattern(" ... ".join(wanted))
    if pattern.matches(words):
        assert pattern.matches([{"which"}, *words, {"which"}])


@given(SEQUENCES, st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3))
def test_gaps_match_as_a_subsequence_does(words: list[set[str]], wanted: list[str]) -> None:
    place = 0
    for word in words:
        if place < len(wanted) and wanted[place] in word:
            place += 1
    assert parse_pattern(" ... ".join(wanted)).matches(words) == (place == len(wanted))
