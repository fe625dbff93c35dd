"""``liantu account ...``: who may do what. The first account can be made by whoever owns the folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace

import click

from graph.model.errors import UsageError
from loaders.access.permission import Permission
from loaders.access.role import parse_role
from ui.access.accounts import ID_PATTERN, AccountFile, Accounts, UserAccount
from ui.access.command_line import command_line_principal
from ui.access.passwords import hash_password
from ui.cli.options import AccountDetails, RowOutput, language, principal, settings
from ui.cli.output import say, write_rows

ACCOUNT_COLUMNS = ("account", "name", "role", "signs_in", "system_user", "state")


def list_accounts(output: RowOutput) -> None:
    """Print the accounts, without their passwords."""
    texts, who = language(), principal()
    with who.acting(Permission.KEEP_ACCOUNTS, "list"):
        accounts = AccountFile(settings().accounts).read()
    rows = [
        {
            "account": account.id,
            "name": account.name,
            "role": texts(f"role_name.{account.role.word}"),
            "signs_in": texts.join([texts(f"account.{way}") for way in _ways(account)]),
            "system_user": account.system_user,
            "state": texts("account.disabled" if account.disabled else "account.active"),
        }
        for account in accounts.accounts
    ]
    write_rows(ACCOUNT_COLUMNS, rows, output)


def add(account: str, details: AccountDetails) -> None:
    """Add an account; its password is asked for, never an option, which others would see."""
    if not re.fullmatch(ID_PATTERN, account):
        raise UsageError("account_id", id=account)
    new = UserAccount(
        id=account,
        name=details.name or account,
        role=parse_role(details.role),
        password=_new_password() if details.password else "",
        system_user=details.system_user,
        subject=details.subject,
    )
    _change(account, lambda accounts: accounts.added(new))


def set_role(account: str, role: str) -> None:
    """Give an account another role."""
    after = parse_role(role)
    _change(account, lambda accounts: accounts.changed(account, lambda one: replace(one, role=after)))


def set_password(account: str) -> None:
    """Give an account a new password."""
    hashed = _new_password()
    _change(account, lambda accounts: accounts.changed(account, lambda one: replace(one, password=hashed)))


def disable(account: str) -> None:
    """Take everything from an account; it stays in the file, because the history names it."""
    _change(account, lambda accounts: accounts.changed(account, lambda one: replace(one, disabled=True)))


def enable(account: str) -> None:
    """Let an account be used again."""
    _change(account, lambda accounts: accounts.changed(account, lambda one: replace(one, disabled=False)))


def set_group(group: str, role: str) -> None:
    """Give the members of a provider's group a role."""
    after = parse_role(role)
    _change(group, lambda accounts: replace(accounts, groups={**accounts.groups, group: after}))


def _change(subject: str, edit: Callable[[Accounts], Accounts]) -> None:
    chosen = settings()
    file = AccountFile(chosen.accounts)
    is_first = not chosen.accounts.exists()
    if not is_first:
        principal().check(Permission.KEEP_ACCOUNTS, subject)
    file.change(edit)
    # Where there was no file there was no audit log either: the first entry tells who made the first account.
    command_line_principal(chosen).record(Permission.KEEP_ACCOUNTS, subject, "done")
    say(language()("account.kept", file=str(chosen.accounts)))


def _ways(account: UserAccount) -> list[str]:
    return [*(["password"] if account.password else []), *(["provider"] if account.subject else [])]


def _new_password() -> str:
    """Return the hash of a password that is typed twice, or the first line of stdin where nobody types."""
    texts = language()
    if not sys.stdin.isatty():
        return hash_password(sys.stdin.readline().rstrip("\r\n"))
    password = click.prompt(texts("account.password_prompt"), hide_input=True, err=True)
    if click.prompt(texts("account.password_again"), hide_input=True, err=True) != password:
        raise UsageError("password_differs")
    return hash_password(password)
