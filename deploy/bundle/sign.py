"""The publisher's signature: Ed25519 over the list of hashes, by a private key that only the builder's machine has."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from loaders.release.signature import PublisherKey

KEY_FILE = "LIANTU_SIGNING_KEY"
"""The environment variable with the path of the private key: ``openssl genpkey -algorithm ed25519 -out FILE``."""


def signing_key(environment: Mapping[str, str] = os.environ) -> Ed25519PrivateKey | None:
    """Return the private key that the environment names; None where it names none, which is said on stderr.

    Raises:
        SystemExit: the file cannot be read, or holds no private key of Ed25519 without a password.
    """
    file = environment.get(KEY_FILE)
    if not file:
        print(f"unsigned: {KEY_FILE} names no file with a private key", file=sys.stderr)
        return None
    try:
        key = load_pem_private_key(Path(file).read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise SystemExit(
            f"{KEY_FILE}: no private key can be read from that file ({type(problem).__name__})"
        ) from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{KEY_FILE}: the key is none of Ed25519")
    print(f"signed; the key's fingerprint: {PublisherKey(key.public_key()).fingerprint}", file=sys.stderr)
    return key


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """Return the public half of a key as PEM."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
