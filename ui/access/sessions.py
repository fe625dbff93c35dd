"""Sessions of people who have signed in: kept in the server's memory, named by a cookie that says nothing else."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Lock

from loaders.access.audit import AuditLog
from loaders.access.principal import ANONYMOUS, Principal
from ui.access.accounts import Accounts

PAGE_FACE = "page"  # the face, as the audit log has it
SESSION_COOKIE = "liantu-session"
SESSION_SECONDS = 12 * 3600.0  # a long working day
MAX_SESSIONS = 5_000  # the oldest ends first: thirty people with a dozen browsers each are far fewer


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person as the sign-in found them: by an account of our own, or by what a provider says.

    Attributes:
        account: the id of an account in the file; empty where only groups give a role.
        subject: how a provider calls the person, for the history.
        subjects: all names by which an account in the file may mean them: ``sub``, user name, checked e-mail.
        name, groups: what a provider says.
        id_token: the provider's token, to end its session too.
    """

    account: str = ""
    subject: str = ""
    subjects: tuple[str, ...] = ()
    name: str = ""
    groups: tuple[str, ...] = ()
    id_token: str = field(default="", repr=False)

    def of_account(self, id_: str) -> Identity:
        """Return the same person with an account."""
        return replace(self, account=id_)


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session: its secret name, whose it is, and when it ends by ``time.time``."""

    token: str = field(repr=False)
    identity: Identity
    ends: float


class Sessions:
    """All sessions of this process.

    Args:
        clock: seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._watchers: dict[str, list[Callable[[], None]]] = {}
        self._lock = Lock()

    def begin(self, identity: Identity) -> Session:
        """Begin a session, under a name that nobody can guess."""
        session = Session(token=secrets.token_urlsafe(), identity=identity, ends=self._clock() + SESSION_SECONDS)
        with self._lock:
            self._sessions[session.token] = session
            oldest = list(self._sessions)[: max(len(self._sessions) - MAX_SESSIONS, 0)]
        for token in oldest:
            self.end(token)
        return session

    def find(self, token: str) -> Session | None:
        """Return the session of a name, if it goes on."""
        session = self._sessions.get(token)
        if session and session.ends <= self._clock():
            self.end(token)
            return None
        return session

    def end(self, token: str) -> Session | None:
        """End a session and close its connections; return it if it was there."""
        with self._lock:
            session = self._sessions.pop(token, None)
            watchers = self._watchers.pop(token, [])
        for close in watchers:
            close()
        return session

    def watch(self, token: str, close: Callable[[], None]) -> Callable[[], None]:
        """Have a connection closed when its session ends; return what forgets it."""
        with self._lock:
            self._watchers.setdefault(token, []).append(close)

        def forget() -> None:
            with self._lock:
                watchers = self._watchers.get(token, [])
                if close in watchers:
                    watchers.remove(close)
                if not watchers:
                    self._watchers.pop(token, None)

        return forget

    def now(self) -> float:
        """Return the time by which sessions end."""
        return self._clock()

    def tokens(self) -> list[str]:
        """Return the names of all sessions."""
        return list(self._sessions)


def identity_principal(identity: Identity, accounts: Accounts, audit: AuditLog | None) -> Principal | None:
    """Return the person with the role that the accounts give now; None where none is left to them."""
    nobody = replace(ANONYMOUS, via=PAGE_FACE, audit=audit)
    if identity.account:
        account = accounts.find(identity.account)
        return replace(nobody, name=account.name, account=account.id, role=account.role) if account else None
    role = accounts.role_of_groups(identity.groups)
    if role is None:
        return None
    return replace(nobody, name=identity.name or identity.subject, account=identity.subject, role=role)


@cache
def process_sessions() -> Sessions:
    """Return the sessions of this process: those that the sign-in begins and the page's scripts look up."""
    return Sessions()
