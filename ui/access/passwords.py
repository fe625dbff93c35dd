"""Passwords: hashed with argon2id, checked in a time that does not tell whether an account exists."""

from __future__ import annotations

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.model.errors import UsageError

MIN_PASSWORD = 10  # characters; NIST SP 800-63B asks for 8, and nothing here checks lists of leaked passwords
MAX_PASSWORD = 128  # characters; a longer one only costs time
# A check takes 64 MiB and a core for 50 ms: argon2-cffi's default, which is the second choice of RFC 9106.
MAX_CHECKS_AT_ONCE = 2
_hasher = PasswordHasher()
_checks = BoundedSemaphore(MAX_CHECKS_AT_ONCE)


def hash_password(password: str) -> str:
    """Return the hash of a new password.

    Raises:
        UsageError: it is too short or too long.
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise UsageError("password_length", least=MIN_PASSWORD, limit=MAX_PASSWORD)
    return _hasher.hash(password)


def is_password(password: str, hashed: str) -> bool:
    """Return whether a password has a hash; an empty hash has none, and takes as long."""
    with _checks:
        try:
            _hasher.verify(hashed or _nobody_s_hash(), password[:MAX_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False
    return bool(hashed)


@cache
def _nobody_s_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe())
