"""Whether people can sign in as the settings ask, and whether accounts and the audit log are sound."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from graph.model.errors import LiantuError
from ui.access.accounts import AccountFile
from ui.access.audit_file import audit_log
from ui.doctor.health_check import HealthCheck
from ui.server.process import page_hosts
from ui.server.sign_in_needed import LOOPBACK_HOSTS, reached_hosts, with_sign_in
from ui.settings import DEFAULT_HOST, Settings
from ui.text import Words

OTHERS_MAY = 0o077  # the rights of everybody but the owner


def access_checks(settings: Settings, words: Words) -> list[HealthCheck]:
    """Check accounts, the audit log, and how the page is reached."""
    return [_accounts(settings, words), _audit(settings, words), _reached(settings, words)]


def _accounts(settings: Settings, words: Words) -> HealthCheck:
    file = settings.accounts
    try:
        count = len(AccountFile(file).read().accounts)
    except (LiantuError, OSError) as problem:
        return _unreadable(file, problem, words)
    if os.name == "posix" and file.exists() and file.stat().st_mode & OTHERS_MAY:
        return HealthCheck(False, words("doctor.accounts_open", file=str(file)))
    return HealthCheck(True, words("doctor.accounts_ok", count=count))


def _audit(settings: Settings, words: Words) -> HealthCheck:
    log = audit_log(settings)
    try:
        head = log.verify()
    except (LiantuError, OSError) as problem:
        return _unreadable(log.path, problem, words)
    return HealthCheck(True, words("doctor.audit_ok", count=head.number))


def _unreadable(file: Path, problem: LiantuError | OSError, words: Words) -> HealthCheck:
    """Return the fault of a file; the system's own words come with its name."""
    if isinstance(problem, OSError):
        problem = LiantuError("file_unreadable", file=str(file), reason=problem)
    return HealthCheck(False, words.error(problem))


def _reached(settings: Settings, words: Words) -> HealthCheck:
    """Check that the page would start, and that a proxy is declared where people reach it by TLS, which it lacks."""
    try:
        chosen = with_sign_in(replace(settings, hosts=page_hosts(DEFAULT_HOST, reached_hosts(settings))))
    except LiantuError as problem:
        return HealthCheck(False, words.error(problem))
    public = urlsplit(settings.url)
    if public.scheme == "https" and not settings.proxies:
        return HealthCheck(False, words("doctor.proxy_missing", url=settings.url))
    names = [host for host in chosen.hosts if host not in LOOPBACK_HOSTS]
    return HealthCheck(True, words("doctor.reached", hosts=names) if names else words("doctor.reached_loopback"))
