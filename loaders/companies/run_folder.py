"""The folder of a run: whose it is, who writes it now, and what may be cleared in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import portalocker

from graph.model.errors import LiantuError
from loaders.companies.job import Job, is_marked

RESULTS = ("rows", "holdings", "organisations", "pairs")
UNMARKED = (".lock", ".run.txt")  # what a run that was killed at once leaves
OWN_NAMES = ("run.txt", "mapping.yaml", "report.json", "work", *RESULTS)


def check_apart(job: Job, files: Iterable[Path]) -> None:
    """Check that no file of the input is in the folder. Raises LiantuError."""
    if any(file.resolve().is_relative_to(job.folder) for file in files):
        raise LiantuError("atlas_own_input", folder=str(job.folder))


@contextmanager
def claimed(job: Job, mark: str, *, replace: bool) -> Iterator[None]:
    """Hold the folder for a run: one that goes on, or a new one.

    Args:
        job: the run.
        mark: which run it is.
        replace: whether what another run made is removed first.

    Raises:
        LiantuError: the folder holds something else or cannot be written, or another process writes there.
    """
    _goes_on(job, mark, replace=replace)  # before anything is written
    try:
        job.folder.mkdir(parents=True, exist_ok=True)
        lock = portalocker.Lock(job.lock, "a", flags=portalocker.LOCK_EX | portalocker.LOCK_NB, timeout=0)
        lock.acquire()
    except portalocker.exceptions.LockException as problem:
        raise LiantuError("companies_busy", folder=str(job.folder)) from problem
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(job.folder), reason=problem) from problem
    try:
        if not _goes_on(job, mark, replace=replace):
            _clear(job)
            write_whole(job.mark, mark.encode())
        yield
    finally:
        lock.release()


def _goes_on(job: Job, mark: str, *, replace: bool) -> bool:
    """Return whether the folder's run goes on. Raises LiantuError: it holds what is not ours to clear."""
    folder, has_mark = job.folder, is_marked(job.mark)
    if has_mark and not replace and job.run == mark:
        return True
    found = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    names = {name.lstrip(".") for name in found if name not in UNMARKED}
    may_clear = has_mark and replace and names.issubset(OWN_NAMES)
    if (folder.exists() and not folder.is_dir()) or (names and not may_clear):
        raise LiantuError("companies_output", folder=str(folder))
    return False


def _clear(job: Job) -> None:
    """Remove what another run made, its report first: what a killed clearing leaves is a run that is not done."""
    job.report.unlink(missing_ok=True)
    for path in job.folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path not in (job.mark, job.lock):
            path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}")
    begun.write_bytes(content)
    os.replace(begun, path)
