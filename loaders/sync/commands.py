"""The four commands that change a dataset. Each says what is wanted; ``session`` works out what has to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graph.model.records import Dataset
from loaders.history.event import LOAD_CONTEXT, UNLOADING, LoadContext
from loaders.linking.judgements import Judgement
from loaders.records import RecordSet

RecordEdit: TypeAlias = Callable[[RecordSet | None], RecordSet]


@dataclass(frozen=True)
class Load:
    """Make the store hold what a dataset says, no more and no less. A dry run only reports what would change."""

    records: RecordSet
    context: LoadContext = LOAD_CONTEXT
    dry_run: bool = False


@dataclass(frozen=True)
class Remove:
    """Remove a dataset: the rest is as if it had never been loaded."""

    dataset: str
    context: LoadContext = UNLOADING


@dataclass(frozen=True)
class Amend:
    """Edit a dataset's own records. The edit gets those of the moment, None where the dataset is not loaded."""

    dataset: Dataset
    edit: RecordEdit
    context: LoadContext


@dataclass(frozen=True)
class Judge:
    """Add judgements to those that are stored."""

    judgements: tuple[Judgement, ...]
    context: LoadContext


SyncCommand: TypeAlias = Load | Remove | Amend | Judge
