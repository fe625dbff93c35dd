"""Update files of small datasets under the ids of the bundled ones."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bundle.update import write_update
from loaders.dataset.folder import BUNDLED
from loaders.release.data_release import RELEASE_FILE
from tests.support.small_datasets import TABLES, folder


def update_file(home: Path, key: Ed25519PrivateKey, version: str, name: str = "某市") -> Path:
    """Write an update file in which the region has a name."""
    tables = {**TABLES, "entities.csv": TABLES["entities.csv"].replace("某市", name)}
    for id_ in BUNDLED:
        folder(home / version, id_, tables)
    (home / version / RELEASE_FILE).write_text(f"version: {version}\n", "utf-8")
    return write_update(home / version, key, home)
