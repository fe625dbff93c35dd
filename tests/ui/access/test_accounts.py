from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.model.errors import LiantuError, UsageError
from loaders.access.role import Role
from ui.access.accounts import AccountFile, Accounts, UserAccount

CHIEF = UserAccount(id="chief", name="局长", role=Role.ADMIN, password="hash", system_user="li", subject="sub-1")
READER = UserAccount(id="reader", name="读者", role=Role.VIEWER)


@pytest.fixture
def file(tmp_path: Path) -> AccountFile:
    return AccountFile(tmp_path / "deep" / "accounts.yaml")


def test_no_file_is_no_account(file: AccountFile) -> None:
    assert file.read() == Accounts()
    assert not file.read().has_passwords


def test_accounts_come_back_as_they_were_kept(file: AccountFile) -> None:
    kept = file.change(lambda accounts: replace(accounts.added(CHIEF).added(READER), groups={"组": Role.EDITOR}))
    assert AccountFile(file.path).read() == kept
    assert file.path.stat().st_mode & 0o077 == 0


def test_a_change_by_another_process_is_seen(file: AccountFile) -> None:
    file.change(lambda accounts: accounts.added(CHIEF))
    assert file.read().find("reader") is None
    AccountFile(file.path).change(lambda accounts: accounts.added(READER))
    assert file.read().find("reader") == READER


def test_a_disabled_account_is_none(file: AccountFile) -> None:
    accounts = Accounts((CHIEF, replace(READER, disabled=True, system_user="wang", subject="sub-2", password="hash")))
    assert accounts.find("reader") is None
    assert accounts.of_system_user("wang") is None
    assert accounts.of_subject(["sub-2"]) is None
    assert not Accounts((replace(CHIEF, disabled=True),)).has_passwords


def test_a_person_is_found_by_system_user_or_subject() -> None:
    accounts = Accounts((CHIEF, READER))
    assert accounts.of_system_user("li") == CHIEF
    assert accounts.of_system_user("") is None
    assert accounts.of_subject(["x", "sub-1"]) == CHIEF
    assert accounts.of_subject([""]) is None


def test_the_highest_role_of_the_groups_counts() -> None:
    accounts = Accounts(groups={"a": Role.VIEWER, "b": Role.STEWARD})
    assert accounts.role_of_groups(["b", "a", "z"]) is Role.STEWARD
    assert accounts.role_of_groups(["z"]) is None


def test_one_admin_always_remains(file: AccountFile) -> None:
    file.change(lambda accounts: accounts.added(CHIEF).added(READER))
    for change in (lambda one: replace(one, disabled=True), lambda one: replace(one, role=Role.STEWARD)):
        with pytest.raises(UsageError, match="account_last_admin"):
            file.change(lambda accounts, change=change: accounts.changed("chief", change))  # type: ignore[misc]
    assert file.read().find("chief") == CHIEF


def test_an_id_is_taken_once_and_an_unknown_one_is_named(file: AccountFile) -> None:
    file.change(lambda accounts: accounts.added(CHIEF))
    with pytest.raises(UsageError, match="account_exists"):
        file.change(lambda accounts: accounts.added(replace(READER, id="chief")))
    with pytest.raises(UsageError, match="account_unknown"):
        file.change(lambda accounts: accounts.changed("nosuch", lambda one: one))


@pytest.mark.parametrize(
    "text",
    [
        "accounts: 3",
        "accounts: [{id: a}]",
        "accounts: [{id: a, role: root}]",
        "accounts: [{id: a, role: viewer}, {id: a, role: admin}]",
        "accounts: [{id: a, role: viewer, admin: true}]",
        "- a",
        "!!python/object/apply:os.system [ls]",
        "accounts: [",
        "\x00",
    ],
)
def test_a_file_that_is_none_of_accounts_gives_nobody_a_role(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accounts.yaml"
    path.write_text(text)
    with pytest.raises(LiantuError):
        AccountFile(path).read()


def test_a_failed_change_leaves_the_file(file: AccountFile) -> None:
    file.change(lambda accounts: accounts.added(CHIEF))
    before = file.path.read_bytes()
    with pytest.raises(UsageError):
        file.change(lambda accounts: accounts.added(CHIEF))
    assert file.path.read_bytes() == before
    assert sorted(path.name for path in file.path.parent.iterdir()) == ["accounts.lock", "accounts.yaml"]


def test_hashes_are_not_printed() -> None:
    assert "hash" not in repr(CHIEF)
