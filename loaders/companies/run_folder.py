"""The folder of a run: whose it is, who writes it now, and what may be cleared in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import portalocker

from graph.model.errors import LiantuError
from loaders.companies.job import Job, is_marked

RESULTS = ("rows", "holdings", "organisations", "pairs")
UNMARKED = (".lock", ".run.txt")  # what a run that was killed at once leaves
OWN_NAMES = ("run.txt", "mapping.yaml", ".mapping.yaml", "report.json", ".report.json", "work", *RESULTS)
OWN_PART = re.compile(r"\.?\d{5,}\.parquet(\.\w+)?")
NO_RUN = "0" * 64  # the mark of a folder that is being cleared: it goes on as no run


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
    _check_may_write(job, mark, replace=replace)  # before anything is written
    try:
        job.folder.mkdir(parents=True, exist_ok=True)
        lock = portalocker.Lock(job.lock, "a", flags=portalocker.LOCK_EX | portalocker.LOCK_NB, timeout=0)
        lock.acquire()
    except portalocker.exceptions.LockException as problem:
        raise LiantuError("companies_busy", folder=str(job.folder)) from problem
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(job.folder), reason=problem) from problem
    try:
        _check_may_write(job, mark, replace=replace)
        if replace or not _goes_on(job, mark):
            _clear(job)
            write_whole(job.mark, mark.encode())
        yield
    finally:
        lock.release()


def _goes_on(job: Job, mark: str) -> bool:
    """Return whether the folder is of this run."""
    return is_marked(job.mark) and job.run == mark


def _check_may_write(job: Job, mark: str, *, replace: bool) -> None:
    """Check that the folder is of this run, new, or may be cleared. Raises LiantuError: it holds what is not ours."""
    folder = job.folder
    if not folder.exists() or (not replace and _goes_on(job, mark)):
        return
    names = {path.name for path in folder.iterdir()} - set(UNMARKED) if folder.is_dir() else {folder.name}
    may_clear = is_marked(job.mark) and (replace or job.run == NO_RUN) and names.issubset(OWN_NAMES)
    if names and not (may_clear and all(_is_ours(folder / name) for name in RESULTS)):
        raise LiantuError("companies_output", folder=str(folder))


def _is_ours(result: Path) -> bool:
    """Return whether a folder of results holds nothing but parts, or is not there."""
    return not result.is_dir() or all(OWN_PART.fullmatch(path.name) for path in result.iterdir())


def _clear(job: Job) -> None:
    """Remove what another run made. A folder whose clearing was killed is of no run, so that none goes on with it."""
    write_whole(job.mark, NO_RUN.encode())
    for path in job.folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path not in (job.mark, job.lock):
            path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}")
    with begun.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(begun, path)
