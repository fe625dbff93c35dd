"""An update file: a ZIP with a newer version of the product's own datasets, their hashes, the publisher's signature."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from loaders.errors import in_file
from loaders.release.data_release import KNOWN_FORMAT, RELEASE_FILE, DataRelease
from loaders.release.hash_list import parse_hashes
from loaders.release.signature import SIGNATURE, SUMS, PublisherKey, ReleaseError
from loaders.sources.binary_file import read_bytes
from loaders.sources.limits import MAX_SPREADSHEET_BYTES
from loaders.sources.yaml_file import convert_mapping, parse_mapping
from loaders.sources.zip_archive import open_zip, zip_entries

ALLOWED_FILE = re.compile(rf"{re.escape(RELEASE_FILE)}|[a-z0-9][a-z0-9-]*/([a-z_]+\.csv|dataset\.yaml)")
"""The files that an update may hold. Nothing else is written, so no name leads out of its folder."""
UNFINISHED_VERSION = ".unfinished-"
"""Begins the name of a version's folder until all of its files are there."""


@dataclass(frozen=True, kw_only=True)
class UpdateFile:
    """A checked update file: its version, and its files by their paths."""

    release: DataRelease
    files: Mapping[str, bytes]

    @property
    def datasets(self) -> frozenset[str]:
        """Return the ids of the datasets in it."""
        return frozenset(path.partition("/")[0] for path in self.files if "/" in path)

    def write(self, updates: Path) -> Path:
        """Write the datasets into the folder of their version, whole or not at all, and return it.

        Raises:
            ReleaseError: the folder cannot be written.
        """
        target = updates / self.release.version
        try:
            updates.mkdir(parents=True, exist_ok=True)
            for left in updates.glob(f"{UNFINISHED_VERSION}*"):  # by a process that was killed
                shutil.rmtree(left)
            unfinished = Path(mkdtemp(prefix=UNFINISHED_VERSION, dir=updates))
            try:
                for path, content in self.files.items():
                    (unfinished / path).parent.mkdir(exist_ok=True)
                    (unfinished / path).write_bytes(content)
                shutil.rmtree(target, ignore_errors=True)
                unfinished.rename(target)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
        except OSError as problem:
            raise ReleaseError("file_unwritable", file=str(updates), reason=problem) from problem
        return target


def read_update(file: Path, key: PublisherKey) -> UpdateFile:
    """Read an update file; before anything of it is understood, its signature is checked, then every hash.

    Args:
        file: the file.
        key: the publisher's key, which never comes from the file itself.

    Raises:
        LoadError: it cannot be read, is no ZIP, or is beyond a limit of size.
        ReleaseError: it is not signed with the key, does not hold what was signed, or is for a newer product.
    """
    with in_file(file.name):
        raw = read_bytes(file, MAX_SPREADSHEET_BYTES)
        entries = {info.filename: content for info, content in zip_entries(open_zip(raw))}
    sums, signature = entries.pop(SUMS, b""), entries.pop(SIGNATURE, b"")
    if not key.has_signed(sums, signature):
        raise ReleaseError("update_unsigned", file=file.name, key=key.fingerprint)
    hashes = parse_hashes(sums.decode("utf-8", "replace"), file.name)
    faults = [path for path in sorted(hashes.keys() | entries.keys()) if _hash(entries.get(path)) != hashes.get(path)]
    faults += [path for path in entries if not ALLOWED_FILE.fullmatch(path)]
    if faults or RELEASE_FILE not in entries:
        raise ReleaseError("update_differs", file=file.name, files=faults or [RELEASE_FILE])
    return UpdateFile(release=_release(entries[RELEASE_FILE], file.name), files=entries)


def _release(content: bytes, file: str) -> DataRelease:
    release = convert_mapping(parse_mapping(content.decode("utf-8", "replace"), file), DataRelease, file)
    if release.format > KNOWN_FORMAT:
        raise ReleaseError("update_newer", file=file, found=release.format, known=KNOWN_FORMAT)
    return release


def _hash(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
