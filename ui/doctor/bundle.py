"""Whether the bundle that this was installed from, and what was installed of it, are what the publisher signed."""

from __future__ import annotations

import base64
import csv
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from graph.model.errors import LiantuError
from loaders.release.hash_list import differing_files, parse_hashes
from loaders.release.signature import PUBLIC_KEY, SIGNATURE, SUMS, PublisherKey
from ui.doctor.health_check import HealthCheck
from ui.text import Words

RECORD_HASH = "sha256="


def installed_bundle() -> Path | None:
    """Return the folder of the bundle that this was installed from; None where it was installed in another way."""
    folder = Path(sys.prefix).parent  # `install` makes the environment in the bundle's own folder
    return folder if (folder / SUMS).is_file() else None


def bundle_checks(words: Words, bundle: Path | None = None, packages: Path | None = None) -> list[HealthCheck]:
    """Check the signature of a bundle, its files, and what was installed of them; nothing where there is no bundle.

    Args:
        words: the language of the sentences.
        bundle: its folder; None: the one that this was installed from.
        packages: where its wheels were installed; None: where this runs from.
    """
    folder = bundle or installed_bundle()
    if folder is None:
        return []
    try:
        signature = _signature(folder, words)
        hashes = parse_hashes((folder / SUMS).read_text("utf-8"), str(folder / SUMS))
    except LiantuError as problem:
        return [HealthCheck(False, words.error(problem))]
    except (OSError, UnicodeDecodeError) as problem:
        return [HealthCheck(False, words.error(LiantuError("file_unreadable", file=str(folder), reason=problem)))]
    faults = differing_files(folder, hashes)
    if not faults:
        site = packages or Path(sysconfig.get_path("purelib"))
        faults = [path for wheel in sorted(folder.glob("wheels/*.whl")) for path in _differing(wheel, site)]
    if faults:
        return [signature, HealthCheck(False, words("doctor.bundle_differs", count=len(faults), files=faults))]
    return [signature, HealthCheck(True, words("doctor.bundle_same", count=len(hashes)))]


def _signature(folder: Path, words: Words) -> HealthCheck:
    if not (folder / PUBLIC_KEY).exists() and not (folder / SIGNATURE).exists():
        return HealthCheck(True, words("doctor.bundle_unsigned"))
    key = PublisherKey.read(folder / PUBLIC_KEY)
    good = key.has_signed((folder / SUMS).read_bytes(), (folder / SIGNATURE).read_bytes())
    return HealthCheck(good, words("doctor.bundle_signed" if good else "doctor.bundle_forged", key=key.fingerprint))


def _differing(wheel: Path, packages: Path) -> Iterator[str]:
    """Yield the files of a wheel that are missing where it was installed, or are not as its list of hashes says."""
    try:
        hashes = _record(wheel)
    except (BadZipFile, KeyError, ValueError):
        yield wheel.name
        return
    yield from differing_files(packages, hashes)


def _record(wheel: Path) -> Mapping[str, str]:
    """Return the hashes of a wheel's files, hexadecimal, without scripts and headers, which are installed elsewhere."""
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.count("/") == 1 and name.endswith(".dist-info/RECORD"))
        rows = csv.reader(archive.read(name).decode("utf-8").splitlines())
    return {
        path: base64.urlsafe_b64decode(digest.removeprefix(RECORD_HASH) + "=").hex()
        for path, digest, _ in rows
        if digest.startswith(RECORD_HASH) and ".data/" not in path
    }
