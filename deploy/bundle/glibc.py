"""The glibc that binary files ask for."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

VERSION_NEEDED = re.compile(r"GLIBC_(\d+)\.(\d+)")


def too_new(files: Iterable[Path], glibc: tuple[int, int]) -> list[str]:
    """Return the binary files, in wheels too, that ask for a glibc newer than one: each with the version."""
    return [f"{name}: {needs[0]}.{needs[1]}" for name, needs in sorted(_needs(files)) if needs > glibc]


def _needs(files: Iterable[Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    for file in files:
        if file.suffix == ".whl":
            with TemporaryDirectory() as folder, ZipFile(file) as wheel:
                wheel.extractall(folder)
                yield from ((f"{file.name}/{name}", needs) for name, needs in _needs(Path(folder).rglob("*")))
        elif file.is_file() and not file.is_symlink() and is_elf(file):
            yield file.name, glibc_of(file)


def is_elf(file: Path) -> bool:
    """Return whether a file is a program or a library of Linux."""
    with file.open("rb") as content:
        return content.read(4) == b"\x7fELF"


def glibc_of(file: Path) -> tuple[int, int]:
    """Return the newest version of glibc that a program or a library asks for; (0, 0) where it asks for none."""
    text = subprocess.run(["readelf", "-V", file], capture_output=True, text=True, check=True).stdout
    needed = text.partition("Version needs section")[2]
    return max(((int(major), int(minor)) for major, minor in VERSION_NEEDED.findall(needed)), default=(0, 0))
