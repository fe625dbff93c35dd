"""The place of the audit log."""

from __future__ import annotations

from loaders.access.audit import AuditLog
from ui.settings import Settings

AUDIT_FILE = "audit.jsonl"


def audit_log(settings: Settings) -> AuditLog:
    """Return the audit log: in the user's own folder, beside the accounts."""
    return AuditLog(settings.accounts.parent / AUDIT_FILE)
