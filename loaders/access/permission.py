"""What people do that needs a right, and that the audit log keeps."""

from __future__ import annotations

from enum import StrEnum

from loaders.access.role import Role


class Permission(StrEnum):
    """An action, by the word that the audit log has."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    EXPORT = "export"
    FOLLOW_UP = "follow-up"
    KEEP_NEEDS = "keep-needs"
    KEEP_VIEW = "keep-view"
    REVIEW = "review"
    RUN_CYPHER = "run-cypher"
    LOAD = "load"
    UNLOAD = "unload"
    UPDATE = "update"
    ADD_FACT = "add-fact"
    JUDGE = "judge"
    UNDO = "undo"
    BACK_UP = "back-up"
    RESTORE = "restore"
    KEEP_ACCOUNTS = "keep-accounts"
    READ_AUDIT = "read-audit"


LEAST_ROLE = {
    Permission.SIGN_IN: Role.VIEWER,
    Permission.SIGN_OUT: Role.VIEWER,
    Permission.EXPORT: Role.VIEWER,
    Permission.FOLLOW_UP: Role.EDITOR,
    Permission.KEEP_NEEDS: Role.EDITOR,
    Permission.KEEP_VIEW: Role.EDITOR,
    Permission.REVIEW: Role.EDITOR,
    # A statement that overruns its time within one expression ends the embedded engine for a moment.
    Permission.RUN_CYPHER: Role.EDITOR,
    Permission.LOAD: Role.STEWARD,
    Permission.UNLOAD: Role.STEWARD,
    Permission.UPDATE: Role.STEWARD,
    Permission.ADD_FACT: Role.STEWARD,
    Permission.JUDGE: Role.STEWARD,
    Permission.UNDO: Role.STEWARD,
    Permission.BACK_UP: Role.ADMIN,
    Permission.RESTORE: Role.ADMIN,
    Permission.KEEP_ACCOUNTS: Role.ADMIN,
    Permission.READ_AUDIT: Role.ADMIN,
}
"""The lowest role that may do each."""
