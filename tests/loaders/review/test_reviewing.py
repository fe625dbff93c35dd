"""Decisions as a browser sends them: checked, dated, completed from the text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from loaders.documents.text_document import Span
from loaders.errors import RowError
from loaders.review.decision import Decision
from loaders.review.reviewing import DecisionWords, completed, parse_decision, time_of_decision
from tests.support.proposals import TEXT, place

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
WORDS = DecisionWords({"type": frozenset({"Park"}), "status": frozenset({"planned"})})


def sent(**fields: Any) -> dict[str, Any]:
    return {"id": "a-1", "proposal": "e0-2-x", "state": "accepted", **fields}


def complete(**fields: Any) -> Decision:
    return completed(parse_decision(sent(**fields)), TEXT, WORDS, who="张三", at="")


def test_a_correction_gets_its_text_and_the_other_places_of_it_from_the_document() -> None:
    decision = complete(span=list(place("服务中心")), type="Park", status="planned", entity="park-1")
    assert (decision.text, decision.who, decision.type) == ("服务中心", "张三", "Park")
    assert decision.mentions == (place("服务中心", nth=1), place("服务中心", nth=2))


def test_a_decision_without_a_correction_has_no_text() -> None:
    assert (complete().span, complete().text, complete().mentions) == (None, "", ())


@pytest.mark.parametrize("span", [Span(-1, 2), Span(2, 2), Span(3, 1), Span(0, 10_000), Span(0, len(TEXT) + 1)])
def test_a_place_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(RowError, match="decision_place"):
        complete(span=list(span))


@pytest.mark.parametrize(("field", "value"), [("type", "Nonsense"), ("status", "<b>")])
def test_a_word_that_the_schema_has_not_is_refused(field: str, value: str) -> None:
    with pytest.raises(RowError, match="decision_word"):
        complete(**{field: value})


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "x",
        {},
        sent(state="maybe"),
        sent(span=[1]),
        sent(span=["a", "b"]),
        sent(entity="长" * 300),
        sent(age=float("nan")),
        sent(age=1e300),
    ],
)
def test_what_is_no_decision_is_refused(wrong: object) -> None:
    with pytest.raises(RowError, match="decision_form"):
        parse_decision(wrong)


def test_the_time_is_counted_back_from_the_arrival_and_keeps_the_order() -> None:
    old, new = parse_decision(sent(age=90_000)), parse_decision(sent())
    assert time_of_decision(old, NOW, 0) == "2026-03-01T07:58:30.000000+00:00"
    assert time_of_decision(new, NOW, 0) < time_of_decision(new, NOW, 1)
    assert time_of_decision(parse_decision(sent(age=-5_000)), NOW, 0) == NOW.isoformat(timespec="microseconds")
