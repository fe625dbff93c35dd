"""Possible doubles in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analysis.doubles import Double
from ui.presenters.doubles import double_fields, state_text
from ui.text import words

DOUBLE = Double(segment="s", role="supply", pairs=(("a", "b"),), supply_if_one=1.0, decides=True, lost_cover=0.5)


@pytest.mark.parametrize(
    ("state", "double", "text"),
    [
        ("强", DOUBLE, "强（可能重复）"),
        ("强", replace(DOUBLE, decides=False), "强，可能重复"),
        ("弱", replace(DOUBLE, decides=False), "弱，可能重复"),
        ("强", None, "强"),
    ],
)
def test_the_remark_stands_in_brackets_only_where_the_state_hangs_on_it(
    state: str, double: Double | None, text: str
) -> None:
    assert state_text(state, double, words("zh")) == text


def test_json_has_the_ids_of_each_pair() -> None:
    assert double_fields([DOUBLE]) == [
        {"segment": "s", "role": "supply", "pairs": [["a", "b"]], "decides": True, "supply_if_one": 1.0}
    ]
