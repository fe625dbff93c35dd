"""The platforms that a bundle is made for."""

from __future__ import annotations

from dataclasses import dataclass

PYTHON_VERSION = "3.11.3"
PYTHON_ARTIFACT = "org.bytedeco:cpython:3.11.3-1.5.9"
"""A relocatable CPython from Maven Central: the newest there whose Linux builds ask for no glibc newer than 2.28."""
GLIBC = (2, 28)
"""The glibc of Kylin V10 and UOS 20."""


@dataclass(frozen=True, kw_only=True)
class Platform:
    """A kind of machine.

    Args:
        name: as ``make bundle PLATFORM=`` takes it.
        machine, system: ``platform_machine`` and ``sys_platform`` of Python there.
        tags: the platforms of wheels that fit, as pip takes them.
        classifier: that of the Python in Maven Central.
        python_sha256: of that archive.
        own_engine: whether the engine's wheel fits, with its own Java.
    """

    name: str
    machine: str
    system: str
    tags: tuple[str, ...]
    classifier: str
    python_sha256: str
    own_engine: bool = False


def _linux(machine: str, classifier: str, python_sha256: str) -> Platform:
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC[1], 16, -1)), f"manylinux2014_{machine}")
    return Platform(
        name=f"linux-{machine}",
        machine=machine,
        system="linux",
        tags=tags,
        classifier=classifier,
        python_sha256=python_sha256,
    )


PLATFORMS = {
    platform.name: platform
    for platform in (
        _linux("x86_64", "linux-x86_64", "668b42f6a8b1a9789de7d3ca54a81fefb754cd8e885554b42858bbcbc0dd497c"),
        _linux("aarch64", "linux-arm64", "c98d023d4f79bdae2fb8973443324e48bb39e5b8f149a24e9d0317eb165d7925"),
        Platform(
            name="windows-x86_64",
            machine="AMD64",
            system="win32",
            tags=("win_amd64",),
            classifier="windows-x86_64",
            python_sha256="3263a50b256447bb7b9e604d6587627e419891370fc33b94469e6a06ff4de834",
            own_engine=True,
        ),
    )
}
