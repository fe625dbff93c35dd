"""``liantu history`` and ``undo``."""

from __future__ import annotations

from loaders.service.history import history, undo_event
from ui.cli.commands.load_effect import last_sequence, say_effect
from ui.cli.options import RowOutput, language, principal
from ui.cli.output import progress_of, say, write_rows
from ui.cli.stores import opened
from ui.presenters.history import HISTORY_COLUMNS, event_fields, event_json
from ui.presenters.reports import report_lines


def show_history(dataset: str, output: RowOutput, store: str) -> None:
    """Print who loaded, unloaded, judged or undid what, the latest first."""
    words = language()
    with opened(store) as graph:
        events = history(graph, dataset)[: output.limit]
    if output.format == "json":
        write_rows((), [event_json(event) for event in events], output)
    else:
        write_rows(HISTORY_COLUMNS, [event_fields(event, words) for event in events], output)


def undo(load: str, store: str) -> None:
    """Bring a dataset back to what it was before an event."""
    words = language()
    with opened(store) as graph:
        since = last_sequence(graph)
        with progress_of(words("history.undoing")) as progress:
            event, report = undo_event(graph, load, principal(), progress)
        for line in report_lines(report, words):
            say(line)
        say(words("history.undone", id=event.id, dataset=event.dataset))
        say_effect(graph, since)
