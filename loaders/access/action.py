"""What people do that needs a right, and that the audit log keeps."""

from __future__ import annotations

from enum import StrEnum

from loaders.access.role import Role


class Action(StrEnum):
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
    ADD_FACT = "add-fact"
    JUDGE = "judge"
    UNDO = "undo"
    BACK_UP = "back-up"
    RESTORE = "restore"
    KEEP_ACCOUNTS = "keep-accounts"
    READ_AUDIT = "read-audit"


LEAST_ROLE = {
    Action.SIGN_IN: Role.VIEWER,
    Action.SIGN_OUT: Role.VIEWER,
    Action.EXPORT: Role.VIEWER,
    Action.FOLLOW_UP: Role.EDITOR,
    Action.KEEP_NEEDS: Role.EDITOR,
    Action.KEEP_VIEW: Role.EDITOR,
    Action.REVIEW: Role.EDITOR,
    # A statement that overruns its time within one expression ends the embedded engine for a moment.
    Action.RUN_CYPHER: Role.EDITOR,
    Action.LOAD: Role.STEWARD,
    Action.UNLOAD: Role.STEWARD,
    Action.ADD_FACT: Role.STEWARD,
    Action.JUDGE: Role.STEWARD,
    Action.UNDO: Role.STEWARD,
    Action.BACK_UP: Role.ADMIN,
    Action.RESTORE: Role.ADMIN,
    Action.KEEP_ACCOUNTS: Role.ADMIN,
    Action.READ_AUDIT: Role.ADMIN,
}
"""The lowest role that may do each."""
