"""Ed25519 signatures of lists of hashes, and the publisher's public key that they are checked with."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from graph.model.errors import LiantuError

SUMS = "SHA256SUMS"
SIGNATURE = f"{SUMS}.sig"
PUBLIC_KEY = "signing-key.pem"
FINGERPRINT_GROUP = 4
"""Digits of a fingerprint that stand together, so that two people can compare it over the telephone."""


class ReleaseError(LiantuError):
    """A signed file that is not what its publisher made, or a key that nothing can be checked with."""


@dataclass(frozen=True)
class PublisherKey:
    """The public key of whoever publishes bundles and update files."""

    key: Ed25519PublicKey

    @classmethod
    def read(cls, file: Path) -> PublisherKey:
        """Read a key from a PEM file, as ``openssl pkey -pubout`` writes it.

        Raises:
            ReleaseError: the file cannot be read, or holds no public key of Ed25519.
        """
        try:
            key = load_pem_public_key(file.read_bytes())
        except OSError as problem:
            raise ReleaseError("file_unreadable", file=str(file), reason=problem) from problem
        except (ValueError, UnsupportedAlgorithm) as problem:
            raise ReleaseError("release_key", file=str(file)) from problem
        if not isinstance(key, Ed25519PublicKey):
            raise ReleaseError("release_key", file=str(file))
        return cls(key)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the key's DER form in groups of four digits (``openssl pkey -pubin -outform DER``)."""
        digits = sha256(self.key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
        return " ".join(digits[place : place + FINGERPRINT_GROUP] for place in range(0, len(digits), FINGERPRINT_GROUP))

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Return whether a signature of exactly this content was made with the key's private half."""
        try:
            self.key.verify(signature, content)
        except InvalidSignature:
            return False
        return True
