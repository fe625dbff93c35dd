"""The checksum at the end of a backup: one that was cut off or changed is found before it is used.

A backup is a ZIP file. Its comment, the last 64 bytes, is the SHA-256 of all bytes before, so that it travels with them
and ``unzip`` reads the file all the same. It finds damage; it is no signature.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import IO

from graph.model.errors import StoreError

ZIP_START = b"PK\x03\x04"
CHECKSUM_BYTES = 64
"""The length of a SHA-256 in hexadecimal."""
NO_CHECKSUM = b"0" * CHECKSUM_BYTES
"""The ZIP's comment until everything before it is written."""
CHECKED_BYTES = 1 << 20


def write_checksum(file: Path) -> None:
    """Replace the placeholder at the end of a file by the checksum, and see that all of it is on the disk."""
    with file.open("r+b") as out:
        digest = _digest(out, file.stat().st_size - CHECKSUM_BYTES)
        out.seek(-CHECKSUM_BYTES, os.SEEK_END)
        out.write(digest.encode())
        out.flush()
        os.fsync(out.fileno())


def check_checksum(file: Path) -> None:
    """Check that a file is a whole backup.

    Raises:
        StoreError: ``backup_format`` for another kind of file, ``backup_damaged`` for one that was cut off or changed.
        OSError: it cannot be read.
    """
    with file.open("rb") as source:
        if source.read(len(ZIP_START)) != ZIP_START:
            raise StoreError("backup_format", file=str(file))
        source.seek(0)
        digest = _digest(source, file.stat().st_size - CHECKSUM_BYTES)
        if source.read() != digest.encode():
            raise StoreError("backup_damaged", file=str(file))


def is_whole(file: Path) -> bool:
    """Return whether a file is a whole backup. Raises OSError if it cannot be read."""
    try:
        check_checksum(file)
    except StoreError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can tell."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _digest(source: IO[bytes], size: int) -> str:
    digest = sha256()
    while size > 0 and (chunk := source.read(min(CHECKED_BYTES, size))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()
