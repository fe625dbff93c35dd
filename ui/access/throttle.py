"""A throttle of sign-ins: who guesses passwords is locked out for a while, and admins see it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock

FAILURES_OF_ACCOUNT = 5  # within the window, from one address: a person who has forgotten gives up or asks by then
FAILURES_OF_ADDRESS = 30  # over all accounts: an office behind one address mistypes less
WINDOW_SECONDS = 15 * 60.0
MAX_KEYS = 10_000  # that are remembered: whoever fails under more names than this makes only the oldest forgotten


@dataclass(frozen=True)
class LockOut:
    """A lock-out: of an account from an address (or of the address alone), until when by ``time.time``."""

    account: str
    address: str
    until: float


class SignInThrottle:
    """Counts failed sign-ins in memory.

    An account is locked only for the address that failed, so that nobody can lock out others by guessing for them.

    Args:
        clock: seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures: dict[tuple[str, str], deque[float]] = {}

    def lock_out(self, account: str, address: str) -> LockOut | None:
        """Return the lock-out of an account from an address, or of the address; None where there is none."""
        with self._lock:
            return self._found((account, address), FAILURES_OF_ACCOUNT) or self._found(
                ("", address), FAILURES_OF_ADDRESS
            )

    def failed(self, account: str, address: str) -> LockOut | None:
        """Count a failure; return the lock-out that begins with it."""
        with self._lock:
            for key in ((account, address), ("", address)):
                times = self._failures.pop(key, deque())  # the one that fails now is forgotten last
                times.append(self._clock())
                self._failures[key] = times
            while len(self._failures) > MAX_KEYS:
                del self._failures[next(iter(self._failures))]
        return self.lock_out(account, address)

    def succeeded(self, account: str, address: str) -> None:
        """Forget the failures of an account from an address."""
        with self._lock:
            self._failures.pop((account, address), None)

    def lock_outs(self) -> list[LockOut]:
        """Return all lock-outs of now."""
        with self._lock:
            keys = list(self._failures)
            found = (self._found(key, FAILURES_OF_ACCOUNT if key[0] else FAILURES_OF_ADDRESS) for key in keys)
            return [lock_out for lock_out in found if lock_out]

    def _found(self, key: tuple[str, str], limit: int) -> LockOut | None:
        times = self._failures.get(key)
        if not times:
            return None
        while times and times[0] <= self._clock() - WINDOW_SECONDS:
            times.popleft()
        if not times:
            del self._failures[key]
            return None
        return LockOut(*key, until=times[-limit] + WINDOW_SECONDS) if len(times) >= limit else None


@cache
def process_throttle() -> SignInThrottle:
    """Return the throttle of this process: the sign-in counts by it, and the page tells admins of it."""
    return SignInThrottle()
