"""A run as it stands in its folder: what is read, by which mapping, and where each stage writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from loaders.companies.known import KnownState, known_state
from loaders.companies.parts import part_files
from loaders.history.code_version import code_fingerprint
from loaders.lists.mapping import ListMapping, read_list_mapping

CHUNK_ROWS = 50_000  # rows of a part: some seconds of work, so that a kill loses little
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Job:
    """A run: its folder, with the stages within ``work`` and the results beside it, and how many rows a part has."""

    folder: Path
    part_rows: int = CHUNK_ROWS

    def stage(self, name: str) -> Path:
        """Return the folder of a stage's parts."""
        return self.folder / "work" / name

    def result(self, name: str) -> Path:
        """Return the folder of a result's parts."""
        return self.folder / name

    def parts(self, name: str) -> list[Path]:
        """Return the parts of a stage."""
        return part_files(self.stage(name))

    @cached_property
    def mapping(self) -> ListMapping:
        """Return the mapping that the run reads by."""
        return read_list_mapping(self.mapping_file)

    @property
    def known(self) -> KnownState:
        """Return what the store knew when the run began."""
        return known_state(self.known_file, self.run)

    @property
    def run(self) -> str:
        """Return which run the folder is of. Caches go by it, because a folder may be made anew."""
        return self.mark.read_text("utf-8")

    @property
    def mapping_file(self) -> Path:
        """Return the file of the mapping, which stays with the results."""
        return self.folder / "mapping.yaml"

    @property
    def known_file(self) -> Path:
        """Return the file of what the store knew."""
        return self.stage("known.json")

    @property
    def lock(self) -> Path:
        """Return the file that the process which writes the folder holds."""
        return self.folder / ".lock"

    @property
    def mark(self) -> Path:
        """Return the file that says which run the folder is of."""
        return self.folder / "run.txt"

    @property
    def report(self) -> Path:
        """Return the report, which is written last: with it the run is done."""
        return self.folder / "report.json"


def is_marked(mark: Path) -> bool:
    """Return whether a file is the mark of a run."""
    try:
        return FINGERPRINT.fullmatch(mark.read_text("utf-8")) is not None
    except (OSError, UnicodeError):
        return False


def fingerprint(sources: Iterable[tuple[str, Path]], mapping: str, known: bytes, part_rows: int) -> str:
    """Return a text that is equal for equal runs of one version of the program.

    Args:
        sources: the files, unchanged, each with its label in the places of rows.
        mapping: of their columns.
        known: what the store knows.
        part_rows: how many rows a part has.
    """
    digest = sha256(f"{code_fingerprint()}\n{mapping}\n{part_rows}\n".encode())
    digest.update(known)
    for label, source in sources:
        stat = source.stat()
        digest.update(f"{label} {source.resolve()} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
