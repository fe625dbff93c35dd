"""What a load changed, on the terminal."""

from __future__ import annotations

from graph.store.store import Store
from loaders.history.figures import figures_log
from loaders.service.figures import effect_since
from queries.english_names import EnglishNames
from ui.cli.options import language
from ui.cli.output import say
from ui.presenters.load_effect import load_effect_lines


def last_sequence(graph: Store) -> int:
    """Return the number of the last event of the log; 0 for an empty one."""
    log = figures_log(graph.read)
    return log[-1].sequence if log else 0


def say_effect(graph: Store, since: int) -> None:
    """Write to stderr what all commands after an event changed in the chains' figures, and how to see more.

    Args:
        graph: the store.
        since: the event's number; 0: all commands.
    """
    effect, words = effect_since(graph, since), language()
    if effect is None:
        return
    names = EnglishNames.fetch(graph).by_id if words.language == "en" else {}
    for line in load_effect_lines(effect, words, names, ()):
        say(line)
    if effect.known and effect.regions:
        say(words("compare.effect_command", before=f"L{effect.before}", after=effect.event))
