"""The folder of backups: their names, which one is next, which ones are kept.

A backup's number, and not the time in its name, says which one is newer: clocks are set back.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import portalocker

from graph.model.errors import StoreError
from graph.store.backup.checksum import is_whole, sync_folder

NAME = re.compile(r"liantu-(?P<number>[0-9]{6,})-[0-9]{8}T[0-9]{6}Z\.zip")
LOCK = ".backup.lock"
UNFINISHED_NAME = ".liantu-unfinished.zip"
SCRATCH = ".verify-*"
BACKUP_LOCK_SECONDS = 5.0
"""How long to wait for another backup into the same folder, before the user is told."""


@dataclass(frozen=True)
class KeptBackups:
    """The backups of a folder after older ones were removed.

    Attributes:
        removed: those that were removed.
        damaged: those that are damaged: they neither count nor are removed.
    """

    removed: tuple[Path, ...] = ()
    damaged: tuple[Path, ...] = ()


@contextmanager
def unfinished_backup(folder: Path) -> Iterator[Path]:
    """Yield the file into which a backup is written before it has its name; one backup at a time.

    What an earlier one that was killed has left is removed.

    Raises:
        StoreError: another backup is being made into this folder.
        OSError: the folder cannot be used.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with portalocker.Lock(folder / LOCK, "a", timeout=BACKUP_LOCK_SECONDS):
            for scratch in folder.glob(SCRATCH):
                shutil.rmtree(scratch)
            file = folder / UNFINISHED_NAME
            file.unlink(missing_ok=True)
            file.touch(mode=0o600)
            try:
                yield file
            finally:
                file.unlink(missing_ok=True)
    except portalocker.LockException as problem:
        raise StoreError("backup_busy", path=str(folder)) from problem


def name_backup(file: Path) -> Path:
    """Give a finished backup its name, in one step, and return it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = max((_number(other) for other in backups(file.parent)), default=0) + 1
    named = file.replace(file.with_name(f"liantu-{number:06}-{stamp}.zip"))
    sync_folder(named.parent)
    return named


def backups(folder: Path) -> list[Path]:
    """Return the backups of a folder, the newest first."""
    return sorted(filter(_is_backup, folder.iterdir()), key=_number, reverse=True)


def keep_newest(folder: Path, count: int) -> KeptBackups:
    """Remove all but the newest ``count`` whole backups of a folder. Damaged ones are left for a person to look at."""
    whole = {file: is_whole(file) for file in backups(folder)}
    removed = [file for file in whole if whole[file]][count:]
    for file in removed:
        file.unlink()
    return KeptBackups(tuple(removed), tuple(file for file in whole if not whole[file]))


def _is_backup(file: Path) -> bool:
    return bool(NAME.fullmatch(file.name))


def _number(file: Path) -> int:
    match = NAME.fullmatch(file.name)
    return int(match["number"]) if match else 0
