"""Reviews on disk: the document, what is proposed of it, and the log of decisions, to which lines are only added."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
import portalocker

from loaders.documents.text_document import TextDocument
from loaders.errors import LoadError
from loaders.reading.proposal import Proposals
from loaders.review.decision import Decision
from loaders.review.rereading import kept_from_before

KEY_DIGITS = 16  # of the text's digest: 64 bits, so two documents of one bureau never meet
KEY_PATTERN = re.compile(f"[0-9a-f]{{{KEY_DIGITS}}}")  # a key comes from an address, and becomes the name of a folder
DOCUMENT_FILE = "document.json"
PROPOSALS_FILE = "proposals.json"
BEGINNING_FILE = "review.json"
DECISIONS_FILE = "decisions.jsonl"
LOCK_FILE = "review.lock"
ORIGINAL_STEM = "original"
REVIEW_LOCK_SECONDS = 10  # an addition takes milliseconds
T = TypeVar("T")


@dataclass(frozen=True)
class ReviewBeginning:
    """The beginning of a review: by whom, when (ISO 8601), the file's name, and its digest."""

    who: str
    at: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Review:
    """A review: its key, how it was begun, the document, the proposals, and all decisions in the order of the log."""

    key: str
    beginning: ReviewBeginning
    document: TextDocument
    proposals: Proposals
    decisions: tuple[Decision, ...] = ()


class ReviewStore:
    """The reviews of a store, a folder each, named by the text: the same text read again goes on with its decisions."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds the folders of the reviews; it need not be there yet."""
        self.folder = folder

    def begin(
        self, document: TextDocument, proposals: Proposals, original: bytes, *, who: str = "", at: str = ""
    ) -> str:
        """Keep a document and its proposals, or new proposals of a document that is under review.

        Args:
            document: the text.
            proposals: what is proposed of it. What was decided of an older reading is kept with them.
            original: the file as it was given.
            who: the person.
            at: when, ISO 8601 in UTC.

        Returns:
            The review's key.
        """
        key = review_key(document)
        folder = self.folder / key
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            if (folder / BEGINNING_FILE).exists():
                before = _read(folder / PROPOSALS_FILE, Proposals)
                _write(folder / PROPOSALS_FILE, kept_from_before(proposals, before, _decisions(folder)))
                return key
            (folder / f"{ORIGINAL_STEM}{_suffix(document.name)}").write_bytes(original)
            _write(folder / DOCUMENT_FILE, document)
            _write(folder / PROPOSALS_FILE, proposals)
            beginning = ReviewBeginning(who, at, document.name, sha256(original).hexdigest())
            _write(folder / BEGINNING_FILE, beginning)  # the last: with it the review is there
        return key

    def recent(self) -> list[str]:
        """Return the keys of all reviews, the one that was worked on last first."""
        found = [path.parent for path in self.folder.glob(f"*/{BEGINNING_FILE}")]
        touched = {folder.name: _last_touched(folder) for folder in found if KEY_PATTERN.fullmatch(folder.name)}
        return sorted(touched, key=lambda key: touched[key], reverse=True)

    def load(self, key: str) -> Review:
        """Return a review.

        Raises:
            LoadError: ``review_unknown``, or ``review_damaged`` with the file.
        """
        folder = self._existing(key)
        return Review(
            key,
            _read(folder / BEGINNING_FILE, ReviewBeginning),
            _read(folder / DOCUMENT_FILE, TextDocument),
            _read(folder / PROPOSALS_FILE, Proposals),
            _decisions(folder),
        )

    def decisions(self, key: str) -> tuple[Decision, ...]:
        """Return all decisions of a review, in the order of the log.

        Raises:
            LoadError: ``review_unknown``, or ``review_damaged`` with the file.
        """
        return _decisions(self._existing(key))

    def add(self, key: str, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """Add decisions to the log of a review, without those that it has already, and return the whole log.

        Raises:
            LoadError: ``review_unknown``, ``review_damaged``, or ``review_busy`` when another program holds the log.
        """
        folder = self._existing(key)
        with _locked(folder):
            before = _decisions(folder)
            known = {decision.id for decision in before if decision.id}
            new = [decision for decision in decisions if decision.id not in known]
            if new:
                _append(folder / DECISIONS_FILE, b"".join(msgspec.json.encode(line) + b"\n" for line in new))
        return (*before, *new)

    def remove(self, key: str) -> None:
        """Delete a review with its document and all decisions on it.

        Raises:
            LoadError: ``review_unknown``.
        """
        folder = self._existing(key)
        (folder / BEGINNING_FILE).unlink()  # first: without it the review is not there, whatever else cannot be deleted
        shutil.rmtree(folder, ignore_errors=True)

    def original(self, key: str) -> Path:
        """Return the path of the file as it was given.

        Raises:
            LoadError: ``review_unknown``.
        """
        return next(self._existing(key).glob(f"{ORIGINAL_STEM}.*"))

    def has(self, key: str) -> bool:
        """Return whether there is a review of a key."""
        return bool(KEY_PATTERN.fullmatch(key)) and (self.folder / key / BEGINNING_FILE).exists()

    def _existing(self, key: str) -> Path:
        if not self.has(key):
            raise LoadError("review_unknown", id=key)
        return self.folder / key


def review_key(document: TextDocument) -> str:
    """Return the key of a document's review: a digest of its text alone."""
    return sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]


def _suffix(name: str) -> str:
    """Return the suffix of a file's name, made harmless.

    >>> _suffix("计划.DOCX"), _suffix("../x.a/b")
    ('.docx', '.bin')
    """
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ".bin"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other programs and sessions off a review's files for a moment."""
    try:
        with portalocker.Lock(folder / LOCK_FILE, "a", timeout=REVIEW_LOCK_SECONDS):
            yield
    except portalocker.LockException as problem:
        raise LoadError("review_busy", file=str(folder)) from problem


def _read(path: Path, type_: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except (OSError, msgspec.DecodeError) as problem:
        raise LoadError("review_damaged", file=str(path)) from problem


def _write(path: Path, content: object) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(".part")
    part.write_bytes(msgspec.json.encode(content))
    os.replace(part, path)


def _append(path: Path, lines: bytes) -> None:
    """Add lines; what a crash left of a line is taken away first."""
    with path.open("a+b") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def _decisions(folder: Path) -> tuple[Decision, ...]:
    """Return the decisions of a log, without what a crash may have left of a last line."""
    path = folder / DECISIONS_FILE
    if not path.exists():
        return ()
    raw = path.read_bytes()
    try:
        lines = raw[: raw.rfind(b"\n") + 1].splitlines()
        return tuple(msgspec.json.decode(line, type=Decision) for line in lines)
    except msgspec.DecodeError as problem:
        raise LoadError("review_damaged", file=str(path)) from problem


def _last_touched(folder: Path) -> float:
    paths = (folder / DECISIONS_FILE, folder / BEGINNING_FILE)
    return max(path.stat().st_mtime for path in paths if path.exists())
