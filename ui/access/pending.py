"""Sign-ins under way: what must be remembered between the way to a provider and the way back."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

PENDING_SECONDS = 10 * 60.0  # a person types a password and a code within this
MAX_PENDING = 2_000  # the oldest is forgotten first


@dataclass(frozen=True)
class PendingSignIn:
    """A sign-in under way: the page that was asked for, the protocol's own values, and when it is given up."""

    to: str
    ends: float
    values: dict[str, Any] = field(default_factory=dict)


class PendingSignIns:
    """All sign-ins under way, each under a name that only its browser's cookie has.

    Args:
        clock: seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._pending: dict[str, PendingSignIn] = {}

    def begin(self, to: str) -> tuple[str, PendingSignIn]:
        """Begin a sign-in that leads to a page; return its name and what it remembers."""
        token, state = secrets.token_urlsafe(), PendingSignIn(to, self._clock() + PENDING_SECONDS)
        with self._lock:
            self._pending[token] = state
            while len(self._pending) > MAX_PENDING:
                del self._pending[next(iter(self._pending))]
        return token, state

    def take(self, token: str) -> PendingSignIn | None:
        """Return a sign-in, once; None when it is unknown or was given up."""
        with self._lock:
            state = self._pending.pop(token, None)
        return state if state and state.ends > self._clock() else None
