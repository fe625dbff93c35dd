"""The connection between two things in sentences: each step with its state and its source."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from queries.subgraph import ESTABLISHED, Statement, Subgraph
from ui.text import Words


def best_statement(graph: Subgraph, a: str, b: str) -> Statement | None:
    """Return the statement that a step rests on best: established before to be verified, existing before planned."""
    between = [statement for statement in graph.statements if {statement.source, statement.target} == {a, b}]
    return min(
        between,
        key=lambda s: (s.support != ESTABLISHED, s.status != "existing", s.grade or "Z", s.id),
        default=None,
    )


def path_sentence(graph: Subgraph, path: Sequence[str], words: Words) -> str:
    """Return one sentence that walks from the first thing to the last."""
    names = [graph.entities[id_].name for id_ in path]
    steps = [step for a, b in itertools.pairwise(path) if (step := best_statement(graph, a, b))]
    clauses = [step_text(graph, step, words) for step in steps]
    return (
        words(
            "explore.path_sentence", start=names[0], end=names[-1], steps=words("explore.step_separator").join(clauses)
        )
        if clauses
        else ""
    )


def step_text(graph: Subgraph, step: Statement, words: Words) -> str:
    """Write a step: who does what to whom, and whether that is so or only planned."""
    return words(
        "explore.step",
        source=graph.entities[step.source].name,
        relation=words.label(step.relation),
        target=graph.entities[step.target].name,
        status=words(f"status.{step.status}"),
    )
