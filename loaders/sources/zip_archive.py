"""A ZIP's entries, unpacked one by one within limits, whatever sizes the ZIP declares."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from loaders.errors import LoadError
from loaders.sources.limits import MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES, enforce

ZIP_MAGIC = b"PK\x03\x04"
CHUNK_BYTES = 1 << 20  # unpacked at once: a bomb is stopped one chunk beyond the limit
ENCRYPTED_FLAG = 0x1
UTF8_NAME_FLAG = 0x800


def open_zip(raw: bytes, file: str) -> zipfile.ZipFile:
    """Open a ZIP. Raises LoadError where it is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem


def zip_entries(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield every file of an archive with its unpacked content.

    Raises:
        LoadError: it is damaged, encrypted, has two files of one name, or is beyond a limit.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    enforce(file, "files", len(infos), MAX_ZIP_ENTRIES)
    if len({info.filename for info in infos}) < len(infos):
        raise LoadError("sheet_damaged", file=file, reason="ZIP: two files of one name")
    unpacked = 0
    for info in infos:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise LoadError("sheet_locked", file=file)
        content = _unpack(archive, info, file, MAX_UNPACKED_BYTES - unpacked)
        unpacked += len(content)
        yield info, content


def entry_name(info: zipfile.ZipInfo, file: str) -> str:
    """Return an entry's name. Programs on Chinese Windows write names in GB18030 and do not mark them.

    Raises:
        LoadError: ``sheet_damaged``: the name is in neither encoding.
    """
    if info.flag_bits & UTF8_NAME_FLAG or info.filename != info.orig_filename:  # the name is there in Unicode too
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")  # zipfile has read the unmarked name as CP437
    except UnicodeDecodeError as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, bytes_left: int) -> bytes:
    chunks, size = [], 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                size += len(chunk)
                if size > bytes_left:
                    enforce(file, "unpacked", MAX_UNPACKED_BYTES + 1, MAX_UNPACKED_BYTES)
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem
    return b"".join(chunks)
