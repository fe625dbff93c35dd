"""``liantu audit ...``: what was done, by whom, and whether the log is what was written."""

from __future__ import annotations

from dataclasses import asdict

from graph.model.errors import UsageError
from loaders.access.audit import AuditHead
from loaders.access.permission import Permission
from ui.access.audit_file import audit_log
from ui.cli.options import RowOutput, language, principal, settings
from ui.cli.output import say, write_rows

AUDIT_COLUMNS = ("at", "who", "role", "via", "action", "subject", "outcome", "detail")


def show(output: RowOutput) -> None:
    """Print the audit log, the newest entry first."""
    with principal().acting(Permission.READ_AUDIT):
        entries = list(audit_log(settings()).entries())
    write_rows(AUDIT_COLUMNS, [asdict(entry) for entry in reversed(entries)], output)


def verify(head: str) -> None:
    """Check that no line was changed, removed, added or cut off, and print the head to be noted elsewhere."""
    found = audit_log(settings()).verify(_noted(head) if head else None)
    say(language()("audit.sound", count=found.number, head=f"{found.number}:{found.hash}"))


def _noted(text: str) -> AuditHead:
    number, colon, hashed = text.partition(":")
    if not (colon and number.isdecimal()):
        raise UsageError("audit_noted", value=text)
    return AuditHead(int(number), hashed)
