"""The file of a backup: a ZIP with the graph, the log of loads, other files, and a manifest of them all."""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec

from graph.model.errors import StoreError
from graph.model.zip_faults import ZIP_FAULTS
from graph.store.backup.checksum import NO_CHECKSUM, check_checksum, write_checksum
from graph.store.snapshot_format import SnapshotOrigin

BACKUP_FORMAT = "liantu-backup"
BACKUP_VERSION = 1
MANIFEST = "backup.json"
GRAPH = "graph.jsonl"
LOG = "log.jsonl"
FILES = "files/"
MAX_MANIFEST_BYTES = 64 << 20
"""A member takes some 150 bytes: 400,000 files of saved views and reviews."""
FORMAT_FAULTS = tuple(fault for fault in ZIP_FAULTS if fault is not OSError)
ZIP_LEVEL = 1
"""The fastest: people may wait while a backup is written."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A file within a backup: its name, its size and its SHA-256."""

    name: str
    bytes: int
    sha256: str


class BackupManifest(msgspec.Struct, frozen=True, kw_only=True):
    """The contents of a backup.

    Attributes:
        format, version: what kind of file this is.
        schema: the version of the schema.
        made: who made it, when, with which version of the product.
        records: the number of nodes and edges.
        events: the number of events in the log of loads.
        versions: the number of parts of archived versions beside those in the graph.
        loading: the datasets whose load was not complete.
        members: every file within but the manifest.
    """

    schema: int
    made: SnapshotOrigin
    records: int
    events: int
    versions: int
    loading: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    format: str = BACKUP_FORMAT
    version: int = BACKUP_VERSION

    def member(self, name: str) -> Member:
        """Return a member by name. Raises StopIteration if there is none."""
        return next(member for member in self.members if member.name == name)


class DigestingWriter:
    """Hashes and counts what is written through it.

    Args:
        out: where it goes; None: nowhere.
    """

    def __init__(self, out: IO[bytes] | None = None) -> None:
        self._out, self._size, self._digest = out, 0, sha256()

    def write(self, data: bytes) -> None:
        """Write bytes."""
        self._size += len(data)
        self._digest.update(data)
        if self._out is not None:
            self._out.write(data)

    def member(self, name: str) -> Member:
        """Return what was written, as a member of a backup."""
        return Member(name=name, bytes=self._size, sha256=self._digest.hexdigest())


class TextWriter:
    """Writes text as UTF-8."""

    def __init__(self, out: DigestingWriter) -> None:
        self._out = out

    def write(self, text: str, /) -> int:
        """Write text and return its length."""
        self._out.write(text.encode("utf-8", "surrogatepass"))
        return len(text)


class ArchiveWriter:
    """Writes the members of a backup one after the other. Made by ``new_archive``."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self.members = archive, list[Member]()

    @contextmanager
    def text(self, name: str) -> Iterator[TextWriter]:
        """Open a member for text."""
        with self._member(name) as raw:
            yield TextWriter(raw)

    def add(self, name: str, content: bytes) -> None:
        """Add a file's bytes."""
        with self._member(name) as out:
            out.write(content)

    @contextmanager
    def _member(self, name: str) -> Iterator[DigestingWriter]:
        with self._archive.open(name, "w", force_zip64=True) as out:
            yield (writer := DigestingWriter(out))
            self.members.append(writer.member(name))

    def finish(self, manifest: BackupManifest) -> BackupManifest:
        """Write the manifest, with all members, and return it."""
        complete = msgspec.structs.replace(manifest, members=tuple(self.members))
        self._archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(complete)))
        return complete


@contextmanager
def new_archive(file: Path) -> Iterator[ArchiveWriter]:
    """Write a backup to a new file, with its checksum at the end; on the disk when this returns."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=ZIP_LEVEL) as archive:
        archive.comment = NO_CHECKSUM
        yield ArchiveWriter(archive)
    write_checksum(file)


class Archive:
    """A backup that is read. Made by ``open_archive``.

    Attributes:
        file: where it is.
        manifest: what is in it.
    """

    def __init__(self, file: Path, archive: zipfile.ZipFile, manifest: BackupManifest) -> None:
        self.file, self._archive, self.manifest = file, archive, manifest

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        """Open a member as text in UTF-8."""
        with (
            _format_faults(self.file),
            self._archive.open(name) as raw,
            io.TextIOWrapper(raw, "utf-8", "surrogatepass", newline="\n") as text,
        ):
            yield text

    def read(self, name: str) -> bytes:
        """Return a member's bytes."""
        with _format_faults(self.file):
            return self._archive.read(name)

    def files(self, name: str) -> list[str]:
        """Return the members of what was backed up under a name: a file or all files of a folder."""
        prefix = f"{FILES}{name}"
        return [
            member.name
            for member in self.manifest.members
            if member.name == prefix or member.name.startswith(f"{prefix}/")
        ]


@contextmanager
def open_archive(file: Path) -> Iterator[Archive]:
    """Open a backup, after its checksum was checked.

    Raises:
        StoreError: ``backup_format``, ``backup_damaged`` or ``backup_newer``.
        OSError: it cannot be read.
    """
    check_checksum(file)
    with _format_faults(file):
        archive = zipfile.ZipFile(file)
    with archive:
        with _format_faults(file):
            manifest = _manifest(file, archive)
        if manifest.version > BACKUP_VERSION:
            raise StoreError("backup_newer", file=str(file), found=manifest.version, known=BACKUP_VERSION)
        yield Archive(file, archive, manifest)


def _manifest(file: Path, archive: zipfile.ZipFile) -> BackupManifest:
    """Read the manifest. Raises StoreError where it does not name what is there."""
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    if sizes.pop(MANIFEST, 0) > MAX_MANIFEST_BYTES:
        raise StoreError("backup_format", file=str(file))
    manifest = msgspec.json.decode(archive.read(MANIFEST), type=BackupManifest)
    named = {member.name: member.bytes for member in manifest.members}
    if manifest.format != BACKUP_FORMAT or sizes != named:
        raise StoreError("backup_format", file=str(file))
    return manifest


@contextmanager
def _format_faults(file: Path) -> Iterator[None]:
    """Raise the faults of reading a ZIP as StoreError; those of the disk stay what they are."""
    try:
        yield
    except (*FORMAT_FAULTS, KeyError, msgspec.MsgspecError) as problem:
        raise StoreError("backup_format", file=str(file)) from problem
    except OSError as problem:
        if problem.errno != errno.EINVAL:  # an entry that claims to stand before the file's beginning
            raise
        raise StoreError("backup_format", file=str(file)) from problem
