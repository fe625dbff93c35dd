"""A derivation can be computed again by hand: its arithmetic gives its values, and its numbers are those below it."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from graph.analysis.explain import Term, explain_score
from graph.analysis.gaps.find import find_gaps
from graph.analysis.gaps.gap import GapKind
from tests.support.profiles import budget
from tests.support.random_chains import METHOD, computed, worlds

SIGNS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?")


def by_hand(text: str) -> float:
    def value(node: ast.expr) -> float:
        if isinstance(node, ast.Constant):
            return float(node.value)  # type: ignore[arg-type]
        assert isinstance(node, ast.BinOp), text
        return SIGNS[type(node.op)](value(node.left), value(node.right))

    return value(ast.parse(text, mode="eval").body)


def check(step: Term) -> None:
    assert by_hand(step.expression) == pytest.approx(step.value, abs=1e-9)
    for part in step.parts:
        check(part)


def explained(step: Term, parameters: set[float]) -> None:
    """Each fraction in the arithmetic is a parameter, or a value of a part."""
    known = parameters | {part.value for part in step.parts}
    fractions = {float(text) for text in NUMBER.findall(step.expression) if not float(text).is_integer()}
    if step.parts:
        assert all(any(abs(one - other) < 1e-12 for other in known) for one in fractions), step
    for part in step.parts:
        explained(part, parameters)


@budget(1_000)
@given(worlds())
def test_a_derivation_computed_by_hand_gives_the_score(world: dict[str, Any]) -> None:
    coverage = computed(world)
    for gap in find_gaps(coverage):
        step = explain_score(coverage, gap)
        assert step.value == gap.score
        check(step)
        explained(step, set(METHOD.parameters().values()))


def test_a_derivation_names_the_statements() -> None:
    world = {
        "segments": [("s0", True), ("s1", False)],
        "edges": [("s0", "s1")],
        "holdings": [("o1", "s1", "production", "existing", True, None, None, None)],
        "absences": [("s0", "production", None)],
        "claims": [],
        "year": None,
    }
    coverage = computed(world)
    fill = next(gap for gap in find_gaps(coverage) if gap.kind == GapKind.FILL)
    low = next(part for part in explain_score(coverage, fill).parts if part.name == "cover_low")
    assert (low.statement_ids, str(low.state)) == (("a0",), "缺")
