"""A ZIP's entries, unpacked one by one within limits, whatever sizes it declares."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from loaders.errors import LoadError
from loaders.sources.sheet import MAX_UNPACKED, enforce

PART = 1 << 20
MAX_ENTRIES = 2_000
ENCRYPTED = 1


def zip_entries(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Every file of an archive with its content.

    Raises:
        LoadError: damaged, encrypted, two files of one name, or beyond a limit.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    enforce(file, "files", len(infos), MAX_ENTRIES)
    if len({info.filename for info in infos}) < len(infos):
        raise LoadError("sheet_damaged", file=file, reason="ZIP: two files of one name")
    whole = 0
    for info in infos:
        if info.flag_bits & ENCRYPTED:
            raise LoadError("sheet_locked", file=file)
        content = _content(archive, info, file, MAX_UNPACKED - whole)
        whole += len(content)
        yield info, content


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, left: int) -> bytes:
    parts, size = [], 0
    try:
        with archive.open(info) as stream:
            while part := stream.read(PART):
                size += len(part)
                if size > left:
                    enforce(file, "unpacked", MAX_UNPACKED + 1, MAX_UNPACKED)
                parts.append(part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem
    return b"".join(parts)
