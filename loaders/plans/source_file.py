"""What a person stated of a document, kept beside its review so that it is asked once."""

from __future__ import annotations

from pathlib import Path

import msgspec

from graph.model.errors import LiantuError
from loaders.plans.plan import PlanSource

SOURCE_FILE = "source.json"


def read_source(folder: Path) -> PlanSource | None:
    """Return what was stated; None where nothing was, or the file is of another version of the product."""
    try:
        return msgspec.json.decode((folder / SOURCE_FILE).read_bytes(), type=PlanSource)
    except (OSError, msgspec.DecodeError):
        return None


def write_source(folder: Path, source: PlanSource) -> None:
    """Keep what was stated.

    Raises:
        LiantuError: ``file_unwritable``.
    """
    file = folder / SOURCE_FILE
    try:
        file.write_bytes(msgspec.json.encode(source))
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(file), reason=problem) from problem
