"""``liantu dedupe``: candidate pairs, judgements and their explanation."""

from __future__ import annotations

from loaders.linking.judgements import Judgement
from loaders.service.linking import (
    current_judgements,
    explain_link,
    open_candidate_pairs,
    resolve_organisation,
    submit_judgements,
)
from ui.cli.options import RowOutput, language, settings
from ui.cli.output import say, write_rows, write_text
from ui.cli.stores import opened
from ui.presenters.dedupe import candidate_pair_fields, explanation_lines, judgement_line
from ui.presenters.reports import report_lines

PAIR_COLUMNS = (
    "left",
    "right",
    "rule",
    "score",
    "left_names",
    "right_names",
    "left_code",
    "right_code",
    "left_context",
    "right_context",
    "left_id",
    "right_id",
)
TERMINAL_COLUMNS = ("left", "right", "rule", "score", "left_id", "right_id")


def list_pairs(output: RowOutput, store: str) -> None:
    """Print the names that may be one organisation, the most alike first."""
    words = language()
    with opened(store) as graph:
        pairs = open_candidate_pairs(graph)
    rows = [candidate_pair_fields(pair, words) for pair in pairs[: output.limit]]
    write_rows(TERMINAL_COLUMNS if output.format == "table" else PAIR_COLUMNS, rows, output)
    say(words("same.doubts", count=len(pairs)))


def decide(verdict: str, left: str, right: str, reason: str, store: str) -> None:
    """Keep a judgement: whether two names are one organisation, or whether a statement holds."""
    words = language()
    with opened(store) as graph:
        ends = (resolve_organisation(graph, left), resolve_organisation(graph, right)) if right else (left, "")
        report = submit_judgements(graph, [Judgement(verdict, *ends, reason=reason)], settings().who)
        latest = current_judgements(graph)[:1]
    for line in report_lines(report, words):
        say(line)
    for judgement in latest if verdict != "open" else ():
        say(judgement_line(judgement, words))


def explain(left: str, right: str, store: str) -> None:
    """Print why two names are one organisation, or are not."""
    words = language()
    with opened(store) as graph:
        explanation = explain_link(graph, left, right)
    write_text("\n".join(explanation_lines(explanation, words)) + "\n", None)
