"""The person on whose behalf something is done, from the face that knows them down to the use case that asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from graph.model.errors import LiantuError, UsageError, fault_code
from graph.model.normalize import normalize_text
from loaders.access.audit import AuditEntry, AuditLog
from loaders.access.permission import LEAST_ROLE, Permission
from loaders.access.role import Role


class AccessDeniedError(LiantuError):
    """An action that the person's role does not allow."""


@dataclass(frozen=True, kw_only=True)
class Principal:
    """A person, or the program that acts for one.

    Attributes:
        name: the name as people write it; empty where nobody is known.
        account: the account's id; empty where there are no accounts, so that the name is only what somebody typed.
        role: what the person may do.
        via: the face: page, command line, notebook.
        audit: where actions are kept; None: nowhere, as in tests and where one person works alone.
    """

    name: str = ""
    account: str = ""
    role: Role = Role.ADMIN
    via: str = ""
    audit: AuditLog | None = None

    @property
    def signature(self) -> str:
        """Return the text with which the history is signed; the account tells apart people of one name.

        >>> Principal(name="张三", account="zhangsan").signature
        '张三(zhangsan)'
        >>> Principal(name="张三").signature
        '张三'
        """
        name = normalize_text(self.name)
        return f"{name}({self.account})" if self.account and self.account != name else name

    def required_signature(self) -> str:
        """Return the signature where a change must be signed. Raises UsageError when nobody is known."""
        if not self.signature:
            raise UsageError("who_missing")
        return self.signature

    def may(self, action: Permission) -> bool:
        """Return whether the role allows an action."""
        return self.role >= LEAST_ROLE[action]

    def named(self, name: str) -> Principal:
        """Return the same person under a name that was typed; an account's own name is kept."""
        return self if self.account else replace(self, name=name)

    def check(self, action: Permission, subject: str = "") -> None:
        """Refuse an action that the role does not allow, before anything is done for it; the audit log keeps that.

        Raises:
            AccessDeniedError: the role does not allow it.
        """
        if not self.may(action):
            self.record(action, subject, "denied")
            least = LEAST_ROLE[action].word
            raise AccessDeniedError("access_denied", who=self.signature or "—", action=action.value, role=least)

    @contextmanager
    def acting(self, action: Permission, subject: str = "", right: Permission | None = None) -> Iterator[None]:
        """Do something in the block, if the role allows it, and keep in the audit log how it ended.

        Args:
            action: what is done.
            subject: on what: a dataset, a file, an event, an account.
            right: the right that it needs; None: that of the action itself.

        Raises:
            AccessDeniedError: the role does not allow it; nothing is done.
        """
        self.check(right or action, subject)
        try:
            yield
        except BaseException as problem:
            self.record(action, subject, "failed", fault_code(problem))
            raise
        self.record(action, subject, "done")

    def record(self, action: Permission, subject: str, outcome: str, detail: str = "") -> None:
        """Add an entry to the audit log, where there is one."""
        if self.audit:
            entry = AuditEntry(
                who=self.signature,
                role=self.role.word,
                via=self.via,
                action=action.value,
                subject=subject,
                outcome=outcome,
                detail=detail,
            )
            self.audit.append(entry)


ANONYMOUS = Principal(role=Role.VIEWER)
"""Whoever only reads, as the page does for itself."""
LOCAL_USER = Principal()
"""Whoever runs a program on a machine of their own, where there are no accounts: benchmarks, tests, a notebook."""
