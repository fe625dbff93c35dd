"""``liantu fact``."""

from __future__ import annotations

from loaders.facts import Fact
from loaders.service.facts import add_fact_to_store
from ui.cli.commands.load_effect import last_sequence, say_effect
from ui.cli.options import FactDetails, language, principal, settings
from ui.cli.output import say
from ui.cli.stores import opened
from ui.presenters.reports import report_lines


def add(segment: str, organisation: str, details: FactDetails, store: str) -> None:
    """Add a fact to the user's own dataset: who is at a segment, or that nobody is."""
    fact = Fact(
        segment=segment,
        role=details.role,
        region=details.region or settings().region,
        source=details.source,
        organisation=organisation,
        since=details.since,
        status=details.status,
        note=details.note,
    )
    with opened(store) as graph:
        since = last_sequence(graph)
        report = add_fact_to_store(graph, fact, principal())
        for line in report_lines(report, language()):
            say(line)
        say_effect(graph, since)
