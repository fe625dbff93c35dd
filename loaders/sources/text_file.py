"""Text files of any usual encoding."""

from __future__ import annotations

from errno import ENODEV
from pathlib import Path

from loaders.errors import LoadError, in_file
from loaders.sources.encoding import decode_text

MAX_TEXT_FILE_BYTES = 200 * 1024 * 1024  # bytes; a file is read into memory as a whole


def refuse_device(path: Path, *, pipes: bool = False) -> None:
    """Refuse what is read without end: a device, which a link in somebody's folder may lead to.

    Args:
        path: what is to be read.
        pipes: whether pipes are refused, too: a shell may hand over a single file by one.

    Raises:
        OSError: it is one, or cannot be looked at.
    """
    if path.is_char_device() or path.is_block_device() or (pipes and path.is_fifo()):
        raise OSError(ENODEV, "a device")


def read_text(path: Path) -> str:
    """Read a text file in UTF-8, GB18030 or UTF-16, with LF line ends.

    Raises:
        LoadError: no such file, too large, damaged, or in no such encoding.
    """
    try:
        refuse_device(path)
        size = path.stat().st_size
        if size > MAX_TEXT_FILE_BYTES:
            raise LoadError("file_too_large", file=str(path), size=size, limit=MAX_TEXT_FILE_BYTES)
        raw = path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
    with in_file(str(path)):
        text, _ = decode_text(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n")
