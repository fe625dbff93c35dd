"""The entries of the audit log, counted by action and outcome: loads, undoing, backups, sign-ins of any process."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import IO

from loaders.access.permission import Permission

ACTIONS = frozenset(permission.value for permission in Permission)
OUTCOMES = frozenset({"done", "denied", "failed"})

AuditKind = tuple[str, str]
"""An action and its outcome."""


class AuditTally:
    """Counts the entries of an audit log, and reads only what was added since the last time.

    Attributes:
        counts: how many entries there are of each kind.
        latest: when the last one of each kind was, in seconds since the epoch.
        unreadable: lines that are no entries; ``liantu audit verify`` says which.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._forget(0)

    def _forget(self, file: int) -> None:
        self._file, self._read_to = file, 0
        self.counts: Counter[AuditKind] = Counter()
        self.latest: dict[AuditKind, float] = {}
        self.unreadable = 0

    def update(self) -> bool:
        """Read what was added; return whether the log could be read. One that is not there yet holds nothing."""
        with self._lock:
            try:
                with self._path.open("rb") as log:
                    self._read(log)
            except FileNotFoundError:
                return True
            except OSError:
                return False
        return True

    def _read(self, log: IO[bytes]) -> None:
        state = os.fstat(log.fileno())
        if state.st_ino != self._file or state.st_size < self._read_to:  # another file was put in its place
            self._forget(state.st_ino)
        log.seek(self._read_to)
        for line in log:
            if not line.endswith(b"\n"):  # somebody is writing it
                break
            self._read_to += len(line)
            self._count(line)

    def _count(self, line: bytes) -> None:
        try:
            entry = json.loads(line)["entry"]
            kind, at = (entry["action"], entry["outcome"]), datetime.fromisoformat(entry["at"]).timestamp()
            is_known = kind[0] in ACTIONS and kind[1] in OUTCOMES
        except (ValueError, KeyError, TypeError, RecursionError):  # TypeError: an action that is a list
            is_known = False
        if not is_known:
            self.unreadable += 1
            return
        self.counts[kind] += 1
        self.latest[kind] = at
