"""The doctor: each of the commonest faults is provoked, found and told with how to mend it."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from graph.model.errors import StoreError
from graph.store.store import Store
from loaders.access.audit import AuditLog
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.access.role import Role
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.small_datasets import folder
from ui.access.accounts import AccountFile, UserAccount
from ui.access.passwords import hash_password
from ui.doctor import machine
from ui.doctor.access import access_checks
from ui.doctor.machine import machine_checks
from ui.doctor.store import store_checks
from ui.settings import Settings
from ui.text import words

WORDS = words("zh")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", store=f"embedded:{tmp_path / 'home' / 'store'}")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The page's port, which another program has."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
        monkeypatch.setattr(machine, "DEFAULT_PORT", port)
        monkeypatch.setattr(machine, "ANSWER_SECONDS_OF_PAGE", 0.05)
        yield port


def faults(settings: Settings) -> str:
    checks = [*machine_checks(settings, WORDS), *access_checks(settings, WORDS)]
    return "\n".join(check.text for check in checks if not check.good)


def with_admin(settings: Settings) -> AccountFile:
    file = AccountFile(settings.accounts)
    admin = UserAccount(id="chief", name="局长", role=Role.ADMIN, password=hash_password("long enough to be one"))
    file.change(lambda accounts: accounts.added(admin))
    return file


def test_a_sound_machine_has_no_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "is_free_port", lambda host, port: True)
    monkeypatch.setattr(machine, "chinese_font", lambda: "SimSun")
    assert faults(settings) == ""


def no_java(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    return replace(settings, java=settings.home / "no-java")


def a_full_disk(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    patch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=12 << 20))
    return settings


def a_folder_that_is_a_file(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    settings.home.write_text("")
    return settings


def no_font(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    patch.setattr(machine, "chinese_font", lambda: "")
    return settings


def broken_accounts(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    settings.home.mkdir()
    settings.accounts.write_text("accounts: [", "utf-8")
    return settings


def open_accounts(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    with_admin(settings).path.chmod(0o644)
    return settings


def a_changed_audit_log(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    log = AuditLog(settings.home / "audit.jsonl")
    Principal(name="张三", audit=log).record(Permission.LOAD, "名单", "done")
    log.path.write_text(log.path.read_text("utf-8").replace("张三", "李四"), "utf-8")
    return settings


def nobody_can_sign_in(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    return replace(settings, hosts=("kg.example.gov.cn",))


def no_proxy(settings: Settings, patch: pytest.MonkeyPatch) -> Settings:
    with_admin(settings)
    return replace(settings, url="https://kg.example.gov.cn")


@pytest.mark.parametrize(
    ("provoke", "mend"),
    [
        (no_java, "LIANTU_JAVA"),
        (a_full_disk, "腾出空间"),
        (a_folder_that_is_a_file, "LIANTU_HOME"),
        (no_font, "fonts-noto-cjk"),
        (broken_accounts, "从备份恢复"),
        (open_accounts, "chmod 600"),
        (a_changed_audit_log, "第 1"),
        (nobody_can_sign_in, "liantu account add"),
        (no_proxy, "LIANTU_PROXIES"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_of_the_machine_is_told_with_its_mending(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    provoke: Callable[[Settings, pytest.MonkeyPatch], Settings],
    mend: str,
) -> None:
    monkeypatch.setattr(machine, "is_free_port", lambda host, port: True)
    if provoke is not no_font:
        monkeypatch.setattr(machine, "chinese_font", lambda: "SimSun")
    assert mend in faults(provoke(settings, monkeypatch))


def test_a_taken_port_is_a_fault_where_a_proxy_leads_to_it(settings: Settings, taken: int) -> None:
    with_admin(settings)
    assert f"端口 {taken} 被别的程序占着" not in faults(settings)
    assert f"端口 {taken} 被别的程序占着" in faults(replace(settings, proxies=("127.0.0.1",)))


@pytest.mark.parametrize(
    ("problem", "mend"),
    [
        (StoreError("store_newer", found=9, known=4), "请更新链图"),
        (StoreError("store_older", found=1, known=4), "升级前自动备份"),
        (StoreError("engine_locked", path="/store"), "请半分钟后再试"),
        (StoreError("engine_busy", path="/store"), "结束那个程序"),
        (StoreError("store_unreachable", reason="refused"), "连不上"),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_a_store_that_does_not_open_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, problem: StoreError, mend: str
) -> None:
    def fails(chosen: Settings) -> Store:
        raise problem

    monkeypatch.setattr("ui.doctor.store.open_store_unmigrated", fails)
    (check,) = store_checks(settings, WORDS, 0.0)
    assert not check.good and mend in check.text


def test_the_faults_of_a_store(
    settings: Settings, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that is behind, a load that was cut off, a row that is not what was written, another version."""
    load(embedded, read_dataset(folder(tmp_path)))
    monkeypatch.setattr("ui.doctor.store.open_store_unmigrated", lambda chosen: nullcontext(embedded))

    def told(now: float = 4e9) -> str:
        return "\n".join(check.text for check in store_checks(settings, WORDS, now) if not check.good)

    def broken(cypher: str) -> None:
        embedded.write(lambda tx: tx.run(cypher))

    assert told() == ""
    assert "timedatectl" in told(now=0.0)
    broken("MATCH (d:Dataset) SET d.state = 'loading', d.title = '改过'")
    assert "再装载一次即补全" in told() and "liantu check" in told()
    broken("MATCH (g:Graph) SET g.schema_version = g.schema_version - 1")
    assert "升级前自动备份" in told()
    broken("MATCH (g:Graph) SET g.schema_version = g.schema_version + 2")
    assert "请更新链图" in told()
    broken("MATCH (g:Graph) SET g.schema_version = g.schema_version - 1")
