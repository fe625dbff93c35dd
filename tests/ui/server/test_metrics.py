"""Requests are numbered and counted by class; the figures go to whoever may read them, and name nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.model.errors import LiantuError, StoreError
from loaders.access.audit import AuditLog
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.access.role import Role
from tests.support.asgi import PASSED_ON, request
from ui.access.accounts import AccountFile, UserAccount
from ui.access.sessions import SESSION_COOKIE, Identity, Sessions
from ui.access.throttle import SignInThrottle
from ui.server import server_state
from ui.server.audit_tally import AuditTally
from ui.server.metrics import ServerMetrics
from ui.server.metrics_door import MetricsDoor, is_admin, is_local, read_token
from ui.server.request_log import RequestLog
from ui.server.server_state import ServerState

TOKEN = "t" * 32
PAGES = ("gaps",)


def counted(app: ASGIApp, metrics: ServerMetrics) -> ASGIApp:
    return RequestLog(app, metrics, PAGES)


def samples(registry: object) -> dict[tuple[str, tuple[str, ...]], float]:
    door = partial(MetricsDoor, registry=registry, token=TOKEN, may_read=lambda connection: False)
    response = request(door, "/metrics", authorization=f"Bearer {TOKEN}")
    assert response.status == 200
    families = text_string_to_metric_families(response.body)
    return {(one.name, tuple(one.labels.values())): one.value for family in families for one in family.samples}


def test_requests_are_counted_by_class_and_told_without_what_they_asked(caplog: pytest.LogCaptureFixture) -> None:
    metrics = ServerMetrics()
    caplog.set_level(logging.INFO, "liantu")  # a command run before may have raised its level
    response = request(partial(counted, metrics=metrics), "/gaps", "q=张三的电话", x_request_id="evil\nline")
    request(partial(counted, metrics=metrics), "/张三", cookie="liantu-session=secret")
    assert response.headers["x-request-id"].isalnum()
    found = samples(metrics.registry)
    assert found["liantu_requests_total", ("page", str(PASSED_ON))] == 1
    assert found["liantu_requests_total", ("other", str(PASSED_ON))] == 1
    assert found["liantu_request_seconds_count", ("page",)] == 1
    assert [record.message.partition(",")[0] for record in caplog.records] == ["GET page 299", "GET other 299"]
    assert not {"张三", "secret", "evil"} & set(caplog.text.split())
    assert "张三" not in caplog.text


def test_the_application_sees_our_number_and_a_fault_counts_as_one(caplog: pytest.LogCaptureFixture) -> None:
    metrics, seen = ServerMetrics(), list[list[bytes]]()

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append([value for name, value in scope["headers"] if name == b"x-request-id"])
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        request(lambda behind: RequestLog(broken, metrics, PAGES), "/", x_request_id="theirs")
    assert len(seen[0]) == 1 and seen[0] != [b"theirs"]
    assert samples(metrics.registry)["liantu_requests_total", ("page", "500")] == 1


@pytest.mark.parametrize(
    ("token", "given", "may", "status"),
    [
        (TOKEN, f"Bearer {TOKEN}", False, 200),
        (TOKEN, "Bearer wrong", False, 401),
        (TOKEN, TOKEN, False, 401),
        ("", "Bearer ", False, 401),
        ("", "", True, 200),
        (TOKEN, "", False, 401),
    ],
)
def test_only_who_may_reads_the_figures(token: str, given: str, may: bool, status: int) -> None:
    door = partial(MetricsDoor, registry=ServerMetrics().registry, token=token, may_read=lambda connection: may)
    response = request(door, "/metrics", authorization=given)
    assert response.status == status
    assert response.headers["cache-control"] == "no-store"
    assert ("liantu" in response.body) == (status == 200)
    assert request(door, "/gaps").status == PASSED_ON
    assert request(door, "/metrics", method="POST").status == 405


def test_without_a_token_only_an_admin_reads_where_people_sign_in(tmp_path: Path) -> None:
    sessions, accounts = Sessions(), AccountFile(tmp_path / "accounts.yaml")
    metrics = ServerMetrics()
    door = partial(MetricsDoor, registry=metrics.registry, token="", may_read=is_admin(sessions, accounts))

    def status(cookie: str) -> int:
        return request(door, "/metrics", cookie=f"{SESSION_COOKIE}={cookie}").status

    for role in Role:
        account = UserAccount(id=role.word, name="张三", role=role)
        accounts.change(lambda kept, account=account: kept.added(account))
        token = sessions.begin(Identity(account=account.id, name=account.name)).token
        assert status(token) == (200 if role is Role.ADMIN else 401)
    sessions.end(token)
    assert status(token) == status("") == status("guessed") == 401


def test_where_nobody_signs_in_only_this_machine_reads() -> None:
    def connection(host: str) -> HTTPConnection:
        return HTTPConnection({"type": "http", "client": (host, 40000), "headers": []})

    assert is_local(connection("127.0.0.1")) and is_local(connection("::1"))
    assert not is_local(connection("192.0.2.7"))
    assert not is_local(HTTPConnection({"type": "http", "headers": []}))


def test_a_short_token_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("short\n")
    with pytest.raises(LiantuError, match="metrics_token_short"):
        read_token(file)
    with pytest.raises(LiantuError, match="file_unreadable"):
        read_token(tmp_path / "none")
    file.write_text(f"{TOKEN}\n")
    assert read_token(file) == TOKEN


def state(ask: Callable[[], list[str | None]], folder: Path) -> ServerState:
    sessions = Sessions()
    sessions.begin(Identity(account="zhangsan", name="张三"))
    tally = AuditTally(folder / "audit.jsonl")
    return ServerState(
        dataset_states=ask, tally=tally, backup_folder=folder, sessions=sessions, throttle=SignInThrottle()
    )


def test_the_state_of_the_store_people_and_backups(tmp_path: Path) -> None:
    audit = AuditLog(tmp_path / "audit.jsonl")
    steward = Principal(name="张三", account="zhangsan", audit=audit)
    metrics = ServerMetrics()
    metrics.registry.register(state(lambda: ["ready", "loading", None], tmp_path))
    steward.record(Permission.LOAD, "企业名单.xlsx", "done")
    steward.record(Permission.LOAD, "企业名单.xlsx", "failed", "sheet_damaged")
    backup = tmp_path / "liantu-000003-20260301T020000Z.zip"
    backup.write_bytes(b"12345")
    found = samples(metrics.registry)
    assert found["liantu_store_up", ()] == 1
    assert (found["liantu_datasets", ()], found["liantu_datasets_loading", ()]) == (3, 1)
    assert found["liantu_sessions", ()] == 1
    assert (found["liantu_backups", ()], found["liantu_backup_latest_bytes", ()]) == (1, 5)
    assert found["liantu_backup_latest_timestamp_seconds", ()] == pytest.approx(backup.stat().st_mtime)
    assert found["liantu_actions_total", ("load", "done")] == found["liantu_actions_total", ("load", "failed")] == 1
    replace(steward).record(Permission.UNDO, "企业名单", "done")
    with audit.path.open("ab") as log:
        log.write(b'no entry\n{"entry": {"action": [], "outcome": "done", "at": "2026-03-01"}}\n{unfinished')
    found = samples(metrics.registry)
    assert found["liantu_actions_total", ("undo", "done")] == 1
    assert found["liantu_actions_total", ("load", "done")] == 1
    assert found["liantu_action_latest_timestamp_seconds", ("undo", "done")] > 1.7e9
    assert found["liantu_audit_unreadable_lines", ()] == 2
    assert not any("张三" in str(key) or "企业名单" in str(key) for key in found)


def test_a_store_that_fails_or_hangs_is_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> list[str | None]:
        raise StoreError("store_unreachable", reason="张三")

    hanging = Event()
    for ask in (fails, hanging.wait):
        monkeypatch.setattr(server_state, "STORE_SECONDS", 0.01 if ask != fails else 3.0)
        metrics = ServerMetrics()
        metrics.registry.register(state(ask, tmp_path))  # type: ignore[arg-type]
        assert samples(metrics.registry)["liantu_store_up", ()] == 0
    hanging.set()


def test_a_folder_of_backups_that_is_no_folder_hides_no_other_figure(tmp_path: Path) -> None:
    file = tmp_path / "backups"
    file.write_text("a disk that is gone looks like this")
    metrics = ServerMetrics()
    metrics.registry.register(state(lambda: ["ready"], file))
    found = samples(metrics.registry)
    assert (found["liantu_backups_readable", ()], found["liantu_backups", ()]) == (0, 0)
    assert found["liantu_store_up", ()] == 1
