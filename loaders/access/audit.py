"""The audit log: a file to which lines are only added, each with the hash of the one before it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

import portalocker

from graph.model.errors import LiantuError

FIRST_HASH = "0" * 64
APPEND_LOCK_SECONDS = 10.0  # that a writer waits for another: adding a line takes milliseconds
TAIL_BYTES = 4096  # that are read from the end at a time: a line has about 500
ENOUGH_LINE_ENDS = 2  # the end of the last finished line and of the one before it
MAX_FIELD = 300  # characters of a subject or a detail: a file's name may have 255


class AuditError(LiantuError):
    """An audit log that cannot be written, or whose lines are not what was written."""


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """An entry: who did what to what, through which face, and how it ended.

    Attributes:
        outcome: done, denied or failed.
        detail: why, for denied and failed.
        at: when, by this machine's clock.
    """

    who: str
    role: str
    via: str
    action: str
    subject: str
    outcome: str
    detail: str = ""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))


@dataclass(frozen=True)
class AuditHead:
    """The end of a log: the number of its last line, and that line's hash. Whoever notes it can prove a cut later."""

    number: int = 0
    hash: str = FIRST_HASH


class AuditLog:
    """The audit log in a file.

    The hash of a line covers the hash of the line before, so a line that was changed, left out or put in is found. What
    a chain alone cannot show is that its end was cut off; the head noted elsewhere shows that (``verify``).

    Args:
        path: the file; it is made with the first entry, and only its owner reads it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: AuditEntry) -> AuditHead:
        """Add an entry and wait until it is on the disk. Processes exclude each other.

        Raises:
            AuditError: the file cannot be written, or its last line is no entry: then nothing is added.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with portalocker.Lock(self.path, "a+b", timeout=APPEND_LOCK_SECONDS) as file:
                if os.name == "posix":
                    os.fchmod(file.fileno(), 0o600)
                line, after = _line(entry, self._end(file))
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
                return after
        except (OSError, portalocker.exceptions.LockException) as problem:
            raise AuditError("audit_unwritable", file=str(self.path), reason=problem) from problem

    def entries(self) -> Iterator[AuditEntry]:
        """Yield the entries, the oldest first. Raises AuditError like ``verify``."""
        for entry, _ in self._checked():
            yield entry

    def verify(self, noted: AuditHead | None = None) -> AuditHead:
        """Check every line, and return the head.

        Args:
            noted: a head that was noted earlier; the log must still contain it.

        Raises:
            AuditError: a line was changed, removed, added or cut off.
        """
        head = AuditHead()
        seen = noted is None or noted == head
        for _, head in self._checked():
            seen = seen or head == noted
        if not seen:
            raise AuditError("audit_cut", file=str(self.path), number=noted.number if noted else 0)
        return head

    def _checked(self) -> Iterator[tuple[AuditEntry, AuditHead]]:
        head = AuditHead()
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):  # a power cut left it unfinished: nobody was told that it is there
                    return
                entry, head = self._read(line, head)
                yield entry, head

    def _read(self, line: bytes, before: AuditHead) -> tuple[AuditEntry, AuditHead]:
        """Return the entry of a line and the head after it. Raises AuditError when it does not continue ``before``."""
        try:
            entry = AuditEntry(**json.loads(line)["entry"])
            written, head = _line(entry, before)
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise AuditError("audit_line", file=str(self.path), number=before.number + 1) from problem
        if written != line:
            raise AuditError("audit_line", file=str(self.path), number=before.number + 1)
        return entry, head

    def _end(self, file: IO[bytes]) -> AuditHead:
        """Return the head of the open file, without an unfinished last line, and go to its end."""
        whole, line = _last_line(file)
        file.truncate(whole)
        file.seek(whole)
        if not line:
            return AuditHead()
        try:
            last = json.loads(line)
            return AuditHead(last["number"], last["hash"])
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise AuditError("audit_end", file=str(self.path)) from problem


def _line(entry: AuditEntry, before: AuditHead) -> tuple[bytes, AuditHead]:
    """Return the line of an entry that follows ``before``, and the head after it."""
    cut = AuditEntry(**{name: value[:MAX_FIELD] for name, value in asdict(entry).items()})
    number = before.number + 1
    body = json.dumps({"number": number, "before": before.hash, "entry": asdict(cut)}, ensure_ascii=False)
    head = AuditHead(number, sha256(body.encode("utf-8", "backslashreplace")).hexdigest())
    whole = {**json.loads(body), "hash": head.hash}
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n", head


def _last_line(file: IO[bytes]) -> tuple[int, bytes]:
    """Return the length of the file up to the end of its last finished line, and that line; empty where none is."""
    size = file.seek(0, os.SEEK_END)
    tail = b""
    while len(tail) < size and tail.count(b"\n") < ENOUGH_LINE_ENDS:
        start = max(size - len(tail) - TAIL_BYTES, 0)
        file.seek(start)
        tail = file.read(size - start)
    finished, _, unfinished = tail.rpartition(b"\n")
    if not finished:
        return 0, b""
    return size - len(unfinished), finished.rpartition(b"\n")[2]
