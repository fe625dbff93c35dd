"""Lists of hashes as ``sha256sum`` writes and checks them, and what differs from one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

from loaders.release.signature import ReleaseError

LISTED_FILE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>[^\n]+)")


def list_hashes(hashes: Mapping[str, str]) -> str:
    """Return the list of files with these hashes, by their paths.

    >>> list_hashes({"chains/dataset.yaml": "ab12"})
    'ab12  chains/dataset.yaml\\n'
    """
    return "".join(f"{hash_}  {path}\n" for path, hash_ in hashes.items())


def parse_hashes(text: str, file: str) -> Mapping[str, str]:
    """Return the hashes of a list by the files' paths.

    Args:
        text: the list.
        file: its name, for the message.

    Raises:
        ReleaseError: a line is none of such a list, or a file stands in it twice.
    """
    lines = [LISTED_FILE.fullmatch(line) for line in text.splitlines()]
    hashes = {line["path"]: line["hash"] for line in lines if line}
    if len(hashes) != len(lines):
        raise ReleaseError("release_list", file=file)
    return hashes


def differing_files(folder: Path, hashes: Mapping[str, str]) -> list[str]:
    """Return the files of a list that are missing in a folder or are not as listed."""
    return [path for path, expected in hashes.items() if _hash(folder / path) != expected]


def _hash(file: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal; "" where there is none that can be read."""
    try:
        with file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
