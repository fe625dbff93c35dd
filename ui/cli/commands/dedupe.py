"""``liantu dedupe``: candidate pairs, judgements and their explanation."""

from __future__ import annotations

from loaders.linking.judgements import Judgement
from loaders.service.linking import (
    current_judgements,
    explain_link,
    overruled_judgements,
    resolve_organisation,
    submit_judgements,
)
from loaders.service.pairs import pairs_to_judge
from ui.cli.options import PairPage, RowOutput, language, principal
from ui.cli.output import say, write_rows, write_text
from ui.cli.stores import opened
from ui.presenters.dedupe import candidate_pair_fields, explanation_lines, judgement_line, overruled_lines, page_of
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
PAIRS_PER_PAGE = 20  # a page is a screen of the terminal
TERMINAL_COLUMNS = ("left", "right", "rule", "score", "left_id", "right_id")


def list_pairs(pairs: PairPage, output: RowOutput, store: str) -> None:
    """Print a page of the names that may be one organisation, the just loaded and surest first."""
    words = language()
    with opened(store) as graph:
        found = pairs_to_judge(graph, pairs.chain, pairs.dataset)
    size = PAIRS_PER_PAGE if pairs.page and output.limit is None else output.limit
    shown, pages = page_of(found, pairs.page or 1, size)
    rows = [candidate_pair_fields(pair, words) for pair in shown]
    write_rows(TERMINAL_COLUMNS if output.format == "table" else PAIR_COLUMNS, rows, output)
    if pages > 1:
        say(words("same.page", page=pairs.page or 1, pages=pages))
    say(words("same.doubts", count=len(found)))


def decide(verdict: str, left: str, right: str, reason: str, store: str) -> None:
    """Keep a judgement: whether two names are one organisation, or whether a statement holds."""
    words = language()
    with opened(store) as graph:
        ends = (resolve_organisation(graph, left), resolve_organisation(graph, right)) if right else (left, "")
        judgement = Judgement(verdict, *ends, reason=reason)
        report = submit_judgements(graph, [judgement], principal())
        latest = current_judgements(graph)[:1]
        overruled = overruled_judgements(graph, latest if verdict != "open" else ())
    for line in (*report_lines(report, words), *overruled_lines(overruled, words)):
        say(line)
    for judgement in latest if verdict != "open" else ():
        say(judgement_line(judgement, words))


def explain(left: str, right: str, store: str) -> None:
    """Print why two names are one organisation, or are not."""
    words = language()
    with opened(store) as graph:
        explanation = explain_link(graph, left, right)
    write_text("\n".join(explanation_lines(explanation, words)) + "\n", None)
