"""The right that a change of a dataset needs: a bureau's own marks need less than what figures rest on."""

from __future__ import annotations

from loaders.access.permission import Permission
from loaders.follow_up import FOLLOW_UPS
from loaders.needs.need import NEED_DATASET_PREFIX


def permission_on(dataset: str, otherwise: Permission) -> Permission:
    """Return the action that a change of a dataset is: of marks and notes, what an editor may; else another.

    >>> permission_on("follow-ups", Permission.UNDO), permission_on("changzhou-2018", Permission.UNDO)
    (<Permission.FOLLOW_UP: 'follow-up'>, <Permission.UNDO: 'undo'>)
    """
    if dataset == FOLLOW_UPS.id:
        return Permission.FOLLOW_UP
    return Permission.KEEP_NEEDS if dataset.startswith(NEED_DATASET_PREFIX) else otherwise
