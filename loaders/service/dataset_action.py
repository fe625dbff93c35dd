"""The right that a change of a dataset needs: a bureau's own marks need less than what figures rest on."""

from __future__ import annotations

from loaders.access.action import Action
from loaders.follow_up import FOLLOW_UPS
from loaders.needs.need import NEED_DATASET_PREFIX


def action_on(dataset: str, otherwise: Action) -> Action:
    """Return the action that a change of a dataset is: of marks and notes, what an editor may; else another.

    >>> action_on("follow-ups", Action.UNDO), action_on("changzhou-2018", Action.UNDO)
    (<Action.FOLLOW_UP: 'follow-up'>, <Action.UNDO: 'undo'>)
    """
    if dataset == FOLLOW_UPS.id:
        return Action.FOLLOW_UP
    return Action.KEEP_NEEDS if dataset.startswith(NEED_DATASET_PREFIX) else otherwise
