"""A file's bytes."""

from __future__ import annotations

from pathlib import Path

from loaders.errors import LoadError


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a file whole.

    Args:
        path: the file.
        limit: how many bytes it may have; a larger one is not read.

    Raises:
        LoadError: it cannot be read, or is larger.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            raise LoadError("sheet_limit", file=path.name, what="bytes", found=size, limit=limit)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
