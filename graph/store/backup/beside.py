"""The files beside the store that belong into a backup: saved views, reviews, settings, accounts, the audit log."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.model.errors import StoreError
from graph.store.backup.archive import FILES, Archive
from graph.store.backup.checksum import sync_folder
from graph.store.retry import retry_attempts

READ_TRIES = 20
"""How often a file is read that somebody writes to: people append a decision a second at most."""
LOCK_SUFFIX = ".lock"
"""Files by which processes exclude each other: they hold nothing."""


@dataclass(frozen=True, kw_only=True)
class BesideFile:
    """A file or folder beside the store.

    Attributes:
        name: what it is called in the backup, such as ``views``.
        path: where it is; it need not exist.
        only_missing: whether a restore leaves what is there. So it is for accounts and the audit log: an old backup
            must not open an account again that was closed, nor lose what was noted since.
    """

    name: str
    path: Path
    only_missing: bool = False


def files_of(beside: Iterable[BesideFile]) -> dict[str, Path]:
    """Return the files to back up by their names within a backup. Links are not followed."""
    return dict(pair for entry in beside for pair in _files_of(entry))


def _files_of(beside: BesideFile) -> Iterator[tuple[str, Path]]:
    if beside.path.is_file():
        yield beside.name, beside.path
    for folder, _, names in os.walk(beside.path):
        for name in names:
            file = Path(folder) / name
            if file.is_file() and not file.is_symlink() and file.suffix != LOCK_SUFFIX:
                yield f"{beside.name}/{file.relative_to(beside.path).as_posix()}", file


def read_stable(file: Path) -> bytes:
    """Return a file's bytes as they were at one moment: it is read again if somebody wrote meanwhile.

    Raises:
        StoreError: ``backup_file_changed``: it was written to every time.
        OSError: it cannot be read.
    """

    def read() -> bytes:
        before = file.stat()
        content, after = file.read_bytes(), file.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, len(content)):
            raise StoreError("backup_file_changed", file=str(file))
        return content

    return retry_attempts("read", READ_TRIES, lambda problem: isinstance(problem, StoreError), wait_seconds=0.1)(read)


def restore_files(archive: Archive, beside: BesideFile) -> bool:
    """Put a backed-up file or folder in the place of what is there; return False where that is to be left.

    Raises:
        StoreError: a name in the backup leads out of the folder.
        OSError: it cannot be written.
    """
    if beside.only_missing and beside.path.exists():
        return False
    fresh = beside.path.with_name(f"{beside.path.name}.restoring")
    old = beside.path.with_name(f"{beside.path.name}.replaced")
    for leftover in (fresh, old):
        _remove(leftover)
    for name in archive.files(beside.name):
        _write(_place(fresh, PurePosixPath(name).relative_to(FILES + beside.name), archive), archive.read(name))
    if beside.path.exists():
        beside.path.replace(old)
    fresh.replace(beside.path)
    sync_folder(beside.path.parent)
    _remove(old)
    return True


def _place(folder: Path, relative: PurePosixPath, archive: Archive) -> Path:
    if any(part == ".." or ":" in part or "\\" in part for part in relative.parts):
        raise StoreError("backup_format", file=str(archive.file))
    return folder.joinpath(*relative.parts)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
