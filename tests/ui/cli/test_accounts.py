"""Accounts by commands, and what the audit log keeps of them and of files that are taken away."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from loaders.access.role import Role
from tests.support.command_line import Run, run
from ui.access.accounts import AccountFile, UserAccount
from ui.access.command_line import system_user
from ui.access.passwords import is_password

__all__ = ["run"]
PASSWORD = "long enough to be one"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIANTU_HOME", str(tmp_path))
    monkeypatch.delenv("LIANTU_ACCOUNTS", raising=False)
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def accounts(home: Path) -> AccountFile:
    return AccountFile(home / "accounts.yaml")


def audit(run: Run) -> list[tuple[str, str, str, str]]:
    _, out, _ = run("audit", "show", "--format", "json")
    return [(row["role"], row["action"], row["subject"], row["outcome"]) for row in json.loads(out)]


def test_an_account_is_added_with_a_hashed_password(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, PASSWORD + "\n")
    code, _, err = run("account", "add", "zhangsan", "--name", "张三", "--role", "admin")
    assert code == 0, err
    account = accounts(home).read().find("zhangsan")
    assert account
    assert (account.name, account.role) == ("张三", Role.ADMIN)
    assert is_password(PASSWORD, account.password)
    assert PASSWORD not in (home / "accounts.yaml").read_text()
    _, out, _ = run("account", "list", "--format", "json")
    (row,) = json.loads(out)
    assert row["account"] == "zhangsan"
    assert "argon2" not in out
    assert ("admin", "keep-accounts", "zhangsan", "done") in audit(run)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("account", "add", "a b", "--no-password"), "账号“a b”不合规"),
        (("account", "add", "a", "--role", "root", "--no-password"), "没有“root”这个角色"),
        (("account", "role", "nosuch", "viewer"), "没有账号 nosuch"),
        (("audit", "verify", "--head", "x"), "不是记下的审计日志末尾"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(run: Run, home: Path, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err


def test_a_short_password_is_refused_and_nothing_kept(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "short\n")
    code, _, err = run("account", "add", "a")
    assert code == 2
    assert "密码要有 10 到 128 个字" in err
    assert not (home / "accounts.yaml").exists()


def test_the_system_s_account_has_its_role_on_the_command_line(run: Run, home: Path) -> None:
    """Accounts cannot be kept by a viewer, nor the audit log read; both are kept in it."""
    viewer = UserAccount(id="me", name="我", role=Role.VIEWER, system_user=system_user())
    chief = UserAccount(id="chief", name="局长", role=Role.ADMIN)
    accounts(home).change(lambda kept: kept.added(viewer).added(chief))
    for arguments in (("account", "list"), ("account", "role", "me", "admin"), ("audit", "show")):
        code, out, err = run(*arguments)
        assert (code, out) == (1, "")
        assert "我(me) 的角色不能做这一步" in err
    accounts(home).change(lambda kept: kept.changed("chief", lambda one: one))
    assert accounts(home).read().find("me") == viewer
    code, _, err = run("audit", "verify")
    assert code == 0
    assert "共 3 条" in err


def test_a_file_that_is_taken_away_is_kept_in_the_log(run: Run, home: Path) -> None:
    accounts(home).change(lambda kept: kept.added(UserAccount(id="chief", name="局长", role=Role.ADMIN)))
    code, _, err = run("queries", "--format", "csv", "-o", str(home / "queries.csv"))
    assert code == 0, err
    assert ("admin", "export", "queries.csv", "done") in audit(run)


def test_without_accounts_there_is_no_audit_log(run: Run, home: Path) -> None:
    run("queries", "--format", "csv", "-o", str(home / "queries.csv"))
    assert sorted(path.name for path in home.iterdir()) == ["queries.csv"]
