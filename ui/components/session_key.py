"""The keys of ``st.session_state``: of values that pages keep for a visit, and of widgets."""

from __future__ import annotations

from enum import StrEnum


class SessionKey(StrEnum):
    """A key, or the first part of one; each name is used by one component or page."""

    LANGUAGE = "lang"
    USER = "who"
    USER_COOKIE = "who-cookie"
    URL_INPUT = "url"
    LANGUAGE_SWITCH = "bar-language"
    USER_INPUT = "who-input"
    FILTER_CHIP = "filter-chip"
    DOWNLOAD = "download"
    CHAIN_MAP = "chain-map"
    CLICK_BOARD = "click-board"
    NETWORK = "network"
    NETWORK_LINK = "network-link"
    FACT_NOTICE = "fact-notice"
    FACT_FORM = "fact-form"
    FOLLOW_NOTICE = "follow-notice"
    FOLLOW_FORM = "follow-form"
    FOLLOW_FILE = "follow-file"
    STATEMENT_TABLE = "statement-table"
    DOUBT_NOTICE = "doubt-notice"
    JUDGEMENT_FORM = "judgement-form"
    LIST_FILE = "list-file"
    LIST_SHEETS = "list-sheets"
    LIST_GUESS = "list-guess"
    LIST_REPORT = "list-report"
    LIST_MAPPING = "list-mapping"
    LOAD_JOB = "load-job"
    UNLOAD_JOB = "unload-job"
    UNLOAD_CHOICE = "unload-choice"
    UNLOAD_NOTICE = "unload-notice"
    PAIR_NOTICE = "pair-notice"
    PAIR_CHOICE = "pair-choice"
    PAIR_RETRACTION = "pair-retraction"
    CLASSIFICATION_NOTICE = "classification-notice"
    CLASSIFICATION_TABLE = "classification-table"
    CLASSIFICATION_RETRACTION = "classification-retraction"
    UNPLACED_NOTICE = "unplaced-notice"
    UNPLACED_FORM = "unplaced-form"
    HISTORY_NOTICE = "history-notice"
    UNDO_JOB = "undo-job"
    UNDO_CHOICE = "undo-choice"
    PAIR_SWAP = "pair-swap"
    COMPARED_VERSION = "compared-version"
    PROGRESS_NOTICE = "progress-notice"
    PROGRESS_FILE = "progress-file"
    PROGRESS_SHEET = "progress-sheet"
    PROGRESS_CHOICE = "progress-choice"
    CONSOLE_TEXT = "console-text"
    CONSOLE_SHOWN = "console-shown"
    REVIEW_FILE = "review-file"
    REVIEW_JOB = "review-job"
    REVIEW_BOARD = "review-board"
    REVIEW_REMOVAL = "review-removal"
    REVIEW_SESSION = "review-session"
    PLAN_FORM = "plan-form"
    START_JOB = "start-job"
    START_NOTICE = "start-notice"
    START_REFUSED = "start-refused"
    START_FORM = "start-form"
    PLAN_JOB = "plan-job"
    ASSUMPTION_REMOVAL = "assumption-removal"

    def of(self, *parts: str) -> str:
        """Return the key of one of several values or widgets of this name.

        >>> SessionKey.URL_INPUT.of("chain", "zh")
        'url-chain-zh'
        """
        return "-".join((self, *parts))
