"""The update file of the bundled datasets: ``python -m deploy.bundle.update FOLDER``. It needs the signing key."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bundle.sign import KEY_FILE, signing_key
from loaders.dataset.folder import BUNDLED
from loaders.release.data_release import RELEASE_FILE, packaged_datasets, read_release
from loaders.release.hash_list import list_hashes
from loaders.release.signature import SIGNATURE, SUMS


def write_update(datasets: Path, key: Ed25519PrivateKey, folder: Path) -> Path:
    """Write the datasets of a folder, in their version, into one signed file, and return it.

    Args:
        datasets: a folder with release.yaml and a folder for each dataset.
        key: the publisher's private key.
        folder: where to.
    """
    paths = [datasets / RELEASE_FILE, *(path for name in BUNDLED for path in sorted((datasets / name).iterdir()))]
    files = {path.relative_to(datasets).as_posix(): path.read_bytes() for path in paths}
    sums = list_hashes({name: sha256(content).hexdigest() for name, content in files.items()}).encode()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"liantu-datasets-{read_release(datasets).version}.zip"
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in {**files, SUMS: sums, SIGNATURE: key.sign(sums)}.items():
            archive.writestr(name, content)
    return target


if __name__ == "__main__":
    private_key = signing_key()
    if private_key is None:
        raise SystemExit(f"an update file must be signed: set {KEY_FILE}")
    print(write_update(packaged_datasets(), private_key, Path(sys.argv[1]).resolve()))
