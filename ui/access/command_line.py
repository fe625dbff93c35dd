"""The account of the command line: the operating system's."""

from __future__ import annotations

import os
import sys

from loaders.access.principal import Principal
from ui.access.accounts import AccountFile
from ui.access.audit_file import audit_log
from ui.settings import Settings

COMMAND_LINE = "command line"
COMMAND_LINE_BY_SECRETS = "command line, by the store's secrets"
"""The face of somebody who has no role in the file, but can read the store's secrets, and so could do all by hand."""


def command_line_principal(settings: Settings) -> Principal:
    """Return whom a command acts for.

    Without a file of accounts one person works alone, under the name of the settings. With one, it is the account of
    the operating system's account, and its role; who has none there and can open the store is an admin, and the audit
    log says why.

    Raises:
        LiantuError: the file of accounts cannot be read.
    """
    if not settings.accounts.exists():
        return Principal(name=settings.who, via=COMMAND_LINE)
    user, audit = system_user(), audit_log(settings)
    account = AccountFile(settings.accounts).read().of_system_user(user)
    if account:
        return Principal(name=account.name, account=account.id, role=account.role, via=COMMAND_LINE, audit=audit)
    return Principal(name=user, account=user, via=COMMAND_LINE_BY_SECRETS, audit=audit)


def system_user() -> str:
    """Return the operating system's account of this process; the environment, which anybody sets, is not asked."""
    if sys.platform == "win32":
        return os.getlogin()
    import pwd  # not on Windows

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user may have no name
        return f"uid-{os.getuid()}"
