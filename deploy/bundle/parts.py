"""The parts that a bundle is made of: Python distributions, the engine's jars, the Python that it brings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from packageurl import PackageURL
from packaging.utils import canonicalize_name

from deploy.bundle.licences import licence_policy
from deploy.bundle.platforms import PYTHON_ARTIFACT, PYTHON_VERSION, Platform

METADATA = re.compile(r"[^/]+\.dist-info/METADATA")
ENGINE_JAR = re.compile(r"arcadedb_embedded/jars/[^/]+\.jar")
JAR = re.compile(r"(?P<name>.+?)(?:-(?P<version>\d.*?))?(?:-shaded)?\.jar")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a bundle.

    Args:
        name, version: as its registry has them.
        licence: its SPDX expression; "" where none could be read.
        purl: where it is from, as a package URL.
        sha256: of its file, hexadecimal.
    """

    name: str
    version: str
    licence: str
    purl: PackageURL
    sha256: str


def wheel_parts(wheels: Iterable[Path]) -> Iterator[Part]:
    """Yield the parts in wheels: the distributions, and the jars in them."""
    for wheel in sorted(wheels):
        with ZipFile(wheel) as archive:
            (file,) = (path for path in archive.namelist() if METADATA.fullmatch(path))
            metadata = message_from_bytes(archive.read(file))
            name, version = canonicalize_name(metadata["Name"]), metadata["Version"]
            yield Part(
                name=name,
                version=version,
                licence=_licence_of_jars_wheel(version) or licence_policy().of_distribution(metadata),
                purl=PackageURL("pypi", name=name, version=version),
                sha256=sha256(wheel.read_bytes()).hexdigest(),
            )
            for path in archive.namelist():
                if ENGINE_JAR.fullmatch(path):
                    yield jar_part(PurePosixPath(path).name, archive.read(path), version)


def _licence_of_jars_wheel(version: str) -> str:
    """Return the licence of the wheel of jars, which has no Java runtime; "" for every other wheel."""
    return "Apache-2.0" if version.endswith("+jars") else ""


def jar_part(file: str, content: bytes, engine_version: str) -> Part:
    """Return the part that a jar is; one without a version in its name is the engine's own."""
    match = JAR.fullmatch(file)
    name, version = (match["name"], match["version"] or engine_version) if match else (file, engine_version)
    known = licence_policy().of_jar(name)
    group = known.group if known else None
    return Part(
        name=name,
        version=version,
        licence=known.licence if known else "",
        purl=PackageURL("maven", namespace=group, name=name, version=version),
        sha256=sha256(content).hexdigest(),
    )


def python_part(platform: Platform) -> Part:
    """Return the part that the Python of a platform is."""
    group, artifact, version = PYTHON_ARTIFACT.split(":")
    classifier = {"classifier": platform.classifier}
    return Part(
        name="cpython",
        version=PYTHON_VERSION,
        licence=licence_policy().python,
        purl=PackageURL("maven", namespace=group, name=artifact, version=version, qualifiers=classifier),
        sha256=platform.python_sha256,
    )
