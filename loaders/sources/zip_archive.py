"""A ZIP's entries, unpacked one by one within limits, whatever sizes the ZIP declares."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from graph.model.zip_faults import ZIP_FAULTS
from loaders.errors import SourceError
from loaders.sources.limits import MAX_LIST_FILES, MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES, enforce
from loaders.sources.other_format import document_kind, refuse_other_archive

ZIP_MAGIC = b"PK\x03\x04"
WORKBOOK_PART = "xl/workbook.xml"  # an XLSX is a ZIP with this entry
CHUNK_BYTES = 1 << 20  # unpacked at once: a bomb is stopped one chunk beyond the limit
ENCRYPTED_FLAG = 0x1
UTF8_NAME_FLAG = 0x800


def unpack_files(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a ZIP holds, each with its path in it; bytes that are no ZIP, or a workbook, as one file "".

    What macOS or an open Excel leaves beside a file is passed over.

    Raises:
        SourceError: the ZIP is damaged, encrypted, another program's document, holds no file, or is beyond a limit.
    """
    if not raw.startswith(ZIP_MAGIC) or is_workbook(archive := open_zip(raw)) or is_ods(archive):
        yield "", raw
        return
    names = [name for info in archive.infolist() if not _is_left_over(name := entry_name(info))]
    if not names:
        raise SourceError("sheet_unknown")
    enforce("files", len(names), MAX_LIST_FILES)
    for info, content in zip_entries(archive):
        if not _is_left_over(name := entry_name(info)):
            yield name, content


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Return whether a ZIP is an XLSX or XLSM."""
    return WORKBOOK_PART in archive.namelist()


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Return whether a ZIP is an OpenDocument spreadsheet."""
    return document_kind(archive) == "spreadsheet"


def _is_left_over(name: str) -> bool:
    """Return whether an entry is a folder, or what macOS or an open Excel leaves beside a file."""
    last = name.rpartition("/")[2]
    return not last or name.startswith("__MACOSX/") or last.startswith(("~$", "."))


def open_zip(raw: bytes) -> zipfile.ZipFile:
    """Open a ZIP. Raises SourceError where it is damaged, or another program's document."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except ZIP_FAULTS as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem
    refuse_other_archive(archive)
    return archive


def zip_entries(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield every file of an archive with its unpacked content.

    Raises:
        SourceError: it is damaged, encrypted, has two files of one name, or is beyond a limit.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    enforce("files", len(infos), MAX_ZIP_ENTRIES)
    if len({info.filename for info in infos}) < len(infos):
        raise SourceError("sheet_damaged", reason="ZIP: two files of one name")
    unpacked = 0
    for info in infos:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise SourceError("sheet_locked")
        content = unpack_entry(archive, info, MAX_UNPACKED_BYTES - unpacked, MAX_UNPACKED_BYTES)
        unpacked += len(content)
        yield info, content


def entry_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name. Programs on Chinese Windows write names in GB18030 and do not mark them.

    Raises:
        SourceError: ``sheet_damaged``: the name is in neither encoding.
    """
    if info.flag_bits & UTF8_NAME_FLAG or info.filename != info.orig_filename:  # the name is there in Unicode too
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")  # zipfile has read the unmarked name as CP437
    except UnicodeDecodeError as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem


def unpack_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bytes_left: int, limit: int) -> bytes:
    """Unpack one entry, whatever size it declares.

    Args:
        archive: the ZIP.
        info: the entry.
        bytes_left: how many bytes it may have.
        limit: how many all entries together may have, for the message.

    Raises:
        SourceError: ``sheet_damaged``; ``sheet_limit``: it has more bytes.
    """
    chunks, size = [], 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                size += len(chunk)
                if size > bytes_left:
                    enforce("unpacked", limit + 1, limit)
                chunks.append(chunk)
    except ZIP_FAULTS as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem
    return b"".join(chunks)
