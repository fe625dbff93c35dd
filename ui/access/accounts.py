"""The accounts of people: a YAML file of roles, with password hashes for those who sign in here."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import msgspec
import portalocker
import yaml

from graph.model.errors import LiantuError, UsageError
from graph.model.user_yaml import UserYamlError, read_user_yaml
from loaders.access.role import Role, parse_role

MAX_ACCOUNTS = 10_000
MAX_ACCOUNTS_BYTES = 10_000_000  # of the file: an account has some 300 bytes
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$"
CHANGE_LOCK_SECONDS = 10.0  # that a change waits for another


class _AccountEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    id: str
    name: str = ""
    role: str
    password: str = ""
    system_user: str = ""
    subject: str = ""
    disabled: bool = False


class _AccountsFile(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    accounts: list[_AccountEntry] = []
    groups: dict[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class UserAccount:
    """An account.

    Attributes:
        id: what is typed to sign in; letters, digits and ``._@-``.
        name: the person's name.
        password: an argon2 hash; empty: nobody signs in here with it.
        system_user: the operating system's account that is this one on the command line.
        subject: the ``sub``, user name or e-mail by which a provider of single sign-on knows the person.
        disabled: whether it may do nothing any more; it stays, because the history names it.
    """

    id: str
    name: str
    role: Role
    password: str = field(default="", repr=False)
    system_user: str = ""
    subject: str = ""
    disabled: bool = False


@dataclass(frozen=True)
class Accounts:
    """All accounts, and the roles of a provider's groups."""

    accounts: tuple[UserAccount, ...] = ()
    groups: Mapping[str, Role] = field(default_factory=dict)

    def find(self, id_: str) -> UserAccount | None:
        """Return the account of an id that may be used."""
        return self._first(account for account in self.accounts if account.id == id_)

    def of_system_user(self, user: str) -> UserAccount | None:
        """Return the account of an account of the operating system."""
        return self._first(account for account in self.accounts if user and account.system_user == user)

    def of_subject(self, names: Iterable[str]) -> UserAccount | None:
        """Return the account of a person that a provider knows by one of these names."""
        known = frozenset(filter(None, names))
        return self._first(account for account in self.accounts if account.subject in known)

    def role_of_groups(self, groups: Iterable[str]) -> Role | None:
        """Return the highest role of a provider's groups; None where none has one."""
        return max((self.groups[group] for group in groups if group in self.groups), default=None)

    @property
    def has_passwords(self) -> bool:
        """Return whether anybody can sign in with a password."""
        return any(account.password and not account.disabled for account in self.accounts)

    def added(self, account: UserAccount) -> Accounts:
        """Return the accounts with one more. Raises UsageError when the id is taken or the name is another's."""
        if any(other.id == account.id for other in self.accounts):
            raise UsageError("account_exists", id=account.id)
        if len(self.accounts) >= MAX_ACCOUNTS:
            raise UsageError("account_count", limit=MAX_ACCOUNTS)
        return replace(self, accounts=(*self.accounts, account))

    def changed(self, id_: str, change: Callable[[UserAccount], UserAccount]) -> Accounts:
        """Return the accounts with one of them changed.

        Raises:
            UsageError: there is no such account, or no admin would be left.
        """
        if all(account.id != id_ for account in self.accounts):
            raise UsageError("account_unknown", id=id_, known=[account.id for account in self.accounts])
        after = replace(self, accounts=tuple(change(one) if one.id == id_ else one for one in self.accounts))
        if self._has_admin() and not after._has_admin():
            raise UsageError("account_last_admin", id=id_)
        return after

    def _has_admin(self) -> bool:
        return any(account.role is Role.ADMIN and not account.disabled for account in self.accounts)

    @staticmethod
    def _first(found: Iterable[UserAccount]) -> UserAccount | None:
        return next((account for account in found if not account.disabled), None)


class AccountFile:
    """The file of accounts. Only its owner reads it; a change is written whole or not at all.

    Args:
        path: the file; one that is not there holds no account.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[tuple[int, int, int], Accounts] | None = None

    def read(self) -> Accounts:
        """Return the accounts, read again when the file has changed.

        Raises:
            LiantuError: the file cannot be read, or is none of accounts.
        """
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return Accounts()
        mark = (state.st_mtime_ns, state.st_size, state.st_ino)
        kept = self._read
        if kept is None or kept[0] != mark:
            kept = self._read = (mark, _parse(self.path))
        return kept[1]

    def change(self, edit: Callable[[Accounts], Accounts]) -> Accounts:
        """Edit the accounts while nobody else does, and return them.

        Raises:
            LiantuError: the file cannot be read or written; what ``edit`` raises. Nothing is written then.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with portalocker.Lock(
                self.path.with_suffix(".lock"),
                "a",
                CHANGE_LOCK_SECONDS,
                flags=portalocker.LOCK_EX | portalocker.LOCK_NB,
            ):
                after = edit(_parse(self.path) if self.path.exists() else Accounts())
                self._write(after)
        except (OSError, portalocker.exceptions.LockException) as problem:
            raise LiantuError("file_unwritable", file=str(self.path), reason=problem) from problem
        return after

    def _write(self, accounts: Accounts) -> None:
        text = yaml.safe_dump(msgspec.to_builtins(_entries(accounts)), allow_unicode=True, sort_keys=False)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # made for its owner alone
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


@cache
def account_file(path: Path) -> AccountFile:
    """Return the file of accounts of this process: what it holds is read once until it changes."""
    return AccountFile(path)


def _parse(path: Path) -> Accounts:
    try:
        raw = msgspec.convert(read_user_yaml(path, MAX_ACCOUNTS_BYTES) or {}, _AccountsFile)
        accounts = tuple(map(_account, raw.accounts))
        groups = {group: parse_role(role) for group, role in raw.groups.items()}
    except (UserYamlError, ValueError) as problem:
        raise LiantuError("accounts_faulty", file=str(path), reason=problem) from problem
    ids = [account.id for account in accounts]
    if len(set(ids)) < len(ids):
        doubled = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        raise LiantuError("accounts_faulty", file=str(path), reason=", ".join(doubled))
    return Accounts(accounts, groups)


def _account(entry: _AccountEntry) -> UserAccount:
    return UserAccount(
        id=entry.id,
        name=entry.name or entry.id,
        role=parse_role(entry.role),
        password=entry.password,
        system_user=entry.system_user,
        subject=entry.subject,
        disabled=entry.disabled,
    )


def _entries(accounts: Accounts) -> _AccountsFile:
    return _AccountsFile(
        accounts=[
            _AccountEntry(
                id=account.id,
                name=account.name,
                role=account.role.word,
                password=account.password,
                system_user=account.system_user,
                subject=account.subject,
                disabled=account.disabled,
            )
            for account in accounts.accounts
        ],
        groups={group: role.word for group, role in accounts.groups.items()},
    )
