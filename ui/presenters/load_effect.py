"""What a load changed in the chains' figures, in sentences: 轨道交通 看清 36%→61%，强 5→7."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.history.event import EVENT_PREFIX
from loaders.service.figures import LoadEffect
from ui.presenters.figure_change import change_sentences
from ui.text import Words


def load_effect_lines(effect: LoadEffect, words: Words, names: Mapping[str, str], regions: Sequence[str]) -> list[str]:
    """Write what a load changed: a sentence for each of the chains that changed most.

    Args:
        effect: the effect of the load.
        words: the words of the user's language.
        names: the names of chains by id, where others than the recorded ones are to be shown.
        regions: the ids of the regions that are of interest; empty: all. Where several changed, each is named.
    """
    if not effect.known:
        return [words("compare.effect_unknown")]
    changed = {id_: part for id_, part in effect.regions.items() if not regions or id_ in regions}
    lines = []
    for name, changes in changed.values():
        sentences = list(change_sentences(changes, words, names))
        lines += [words("titled", title=name, text=line) for line in sentences] if len(changed) > 1 else sentences
    return lines or [words("compare.effect_none")]


def effect_params(effect: LoadEffect) -> dict[str, str]:
    """Return the address of the page that compares the states before and after a load."""
    return {"before": f"{EVENT_PREFIX}{effect.before}", "after": effect.event}
