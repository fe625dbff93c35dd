"""The mark of the program: what it makes of a file may change with each of its own files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

VERSIONED_PACKAGES = ("graph", "loaders", "queries")
VERSIONED_SUFFIXES = (".py", ".yaml", ".cypher", ".sql")


@cache
def code_fingerprint() -> str:
    """Return a hash of all that turns a file and a store into records."""
    digest = blake2b(digest_size=12)
    for part in VERSIONED_PACKAGES:
        for text in _texts(files(part)):
            digest.update(text)
    return digest.hexdigest()


def _texts(folder: Traversable) -> Iterator[bytes]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _texts(path)
        elif path.name.endswith(VERSIONED_SUFFIXES):
            yield path.name.encode() + b"\0" + path.read_bytes() + b"\0"
