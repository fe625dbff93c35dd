"""The embedded engine as a process: who may read what, who starts it, who ends it, what survives whom."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from graph.model.errors import LiantuError, StoreError
from graph.model.schema_file import default_schema
from graph.store.embedded import engine as engine_module
from graph.store.embedded import java, jvm
from graph.store.open import open_store
from graph.store.search import search
from graph.store.store import Store
from tests.support.engine_processes import (
    OPEN_AND_WAIT,
    engine_processes,
    have_ended,
    jvm_of,
    supervisor_of,
    user_of,
)
from ui.text import words

pytestmark = pytest.mark.store
FULL = pytest.mark.full_profile
IDLE_BYTES = 200 * 1024 * 1024


def memory_at_rest(home: Path) -> int:
    """What both hold, once the engine has given back what starting took: bytes."""
    for _ in range(100):
        processes = engine_processes(home)
        if (used_bytes := sum(process.memory_info().rss for process in processes)) < IDLE_BYTES:
            break
        psutil.wait_procs(processes, timeout=0.2)
    return used_bytes


def test_secrets_are_private_and_nothing_listens_beyond_loopback(home: Path) -> None:
    with open_store(f"embedded:{home}"):
        secrets = (home / "secrets.json").read_text()
        root, reader = json.loads(secrets)
        assert len(engine_processes(home)) == 2
        for process in engine_processes(home):
            assert root not in " ".join(process.cmdline())
            assert reader not in " ".join(process.cmdline())
            addresses = [c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN]
            assert all(ip in ("127.0.0.1", "::ffff:127.0.0.1") for ip in addresses)
        for name in ("secrets.json", "java.options", "config/root", "config/server-groups.json"):
            assert (home / name).stat().st_mode & 0o077 == 0, name


@pytest.mark.full_profile
def test_the_engine_is_small_at_rest(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        store.setup(default_schema())
        assert memory_at_rest(home) < IDLE_BYTES


def test_processes_share_the_engine_and_the_last_one_ends_it(home: Path) -> None:
    first, second = user_of(home), user_of(home)
    processes = engine_processes(home)
    assert len(processes) == 2
    first.communicate("")
    assert all(process.is_running() for process in processes)
    second.communicate("")
    assert have_ended(processes)


SETUP = (
    "import sys; from graph.store.open import open_store; from graph.store.search import search; from graph.model.schema_file import default_schema\n"
    "with open_store(sys.argv[1]) as s: s.setup(default_schema()); print(len(search(s, 'x')))"
)


def test_several_processes_can_set_up_a_new_store_at_once(home: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", SETUP, f"embedded:{home}"], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in processes] == ["0\n"] * 4


def test_no_orphan_after_all_users_are_killed(home: Path) -> None:
    users = [user_of(home), user_of(home)]
    processes = engine_processes(home)
    for process in users:
        process.kill()
        process.communicate()
    assert have_ended(processes)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_the_engine_dies_with_its_supervisor(home: Path) -> None:
    holder = user_of(home)
    processes = engine_processes(home)
    os.kill(supervisor_of(home).pid, signal.SIGKILL)
    assert have_ended(processes)
    holder.communicate("")


def test_the_engine_is_started_again_when_it_has_died(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        store.setup(default_schema())
        store.write(lambda tx: tx.run("CREATE (:Entity:Park {id: 'a', name: '甲', search_text: '甲'})"))
        jvm = jvm_of(home)
        jvm.kill()
        jvm.wait(30)
        assert store.read("MATCH (n:Park) RETURN n.id AS id") == [{"id": "a"}]
        assert [hit.id for hit in search(store, "甲")] == ["a"]


def test_a_stale_state_file_that_names_another_program_s_port_is_not_believed(home: Path) -> None:
    home.mkdir(parents=True)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (home / "engine.json").write_text(json.dumps({"pid": 1, "supervisor": 1, "bolt": port, "http": port}))
        with open_store(f"embedded:{home}") as store:
            assert store.read("RETURN 1 AS x") == [{"x": 1}]


@pytest.mark.parametrize(
    "moment", [pytest.param(0.3, marks=FULL), pytest.param(0.8, marks=FULL), 1.3, pytest.param(1.8, marks=FULL)]
)
def test_a_start_that_was_killed_does_not_lock_the_next_one_out(home: Path, moment: float) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WAIT, f"embedded:{home}", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with pytest.raises(subprocess.TimeoutExpired):
        first.wait(timeout=moment)
    first.kill()
    first.communicate()
    second, third = user_of(home), user_of(home)
    assert len(engine_processes(home)) == 2
    for process in (second, third):
        process.communicate("")


def test_a_folder_with_any_name_works_where_the_locale_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "\u56fe\u5e93 ${user.home} 50%"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, "-c", OPEN_AND_WAIT, f"embedded:{folder}", "0"], env=environment, input=b"", check=True
    )
    assert (folder / "databases" / "kg").is_dir()


def test_only_the_owner_can_read_the_engine_s_files(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    with open_store(f"embedded:{tmp_path / 'open'}"):
        assert not [file for file in (tmp_path / "open").rglob("*.log*") if file.stat().st_mode & 0o077]


@pytest.mark.parametrize("broken", ["", "[", '["one"]', "{}"])
def test_a_broken_password_file_is_named(home: Path, broken: str) -> None:
    home.mkdir(parents=True)
    (home / "secrets.json").write_text(broken)
    with pytest.raises(StoreError, match=r"engine_secrets.*secrets\.json"):
        open_store(f"embedded:{home}")


@pytest.mark.parametrize("url", ["embedded:", "embedded:~nosuchuser/x", "embedded:a\nb", "bolt://h:port"])
def test_an_odd_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="store_address"):
        open_store(url)


@pytest.mark.parametrize("heap", ["abc", "0", "-5", "16m", "1", "", "1t", "1g -Dx=y"])
def test_a_heap_limit_that_is_none_is_refused(home: Path, heap: str) -> None:
    with pytest.raises(StoreError, match="engine_heap"):
        open_store(f"embedded:{home}", heap=heap)


def test_a_start_on_a_full_disk_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "SUPERVISOR", home / "none.py")
    monkeypatch.setattr(engine_module, "disk_usage", lambda _: SimpleNamespace(free=5 << 20))
    with pytest.raises(StoreError, match="disk_full"):
        open_store(f"embedded:{home}")


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file" / "store", tmp_path / ("x" * 300)):
        with pytest.raises(StoreError, match="store_folder"):
            open_store(f"embedded:{folder}")


def test_the_same_folder_opens_again_with_the_same_secrets(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        store.setup(default_schema())
        store.write(lambda tx: tx.run("CREATE (:Entity:Park {id: 'a', name: '甲'})"))
        secrets = (home / "secrets.json").read_text()
    with open_store(f"embedded:{home}") as store:
        assert store.read("MATCH (n:Park) RETURN n.id AS id") == [{"id": "a"}]
    assert (home / "secrets.json").read_text() == secrets


def test_a_start_that_fails_leaves_no_process_and_names_the_log(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "quote_option", lambda option: '"-XX:NoSuchOption"')
    with pytest.raises(StoreError, match="engine_start") as caught:
        open_store(f"embedded:{home}")
    assert "engine.log" in str(caught.value.fields["log"])
    assert have_ended(engine_processes(home))


def test_a_machine_without_the_wheel_is_an_error_of_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing: Callable[[str], None] = lambda name: None  # noqa: E731
    monkeypatch.setattr(jvm, "find_spec", missing)
    with pytest.raises(StoreError, match="engine_missing"):
        open_store(f"embedded:{home}")


def test_a_folder_that_cannot_be_made_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="store_folder"):
        open_store(f"embedded:{tmp_path / 'file' / 'store'}")


def test_the_reader_s_account_cannot_write(embedded: Store) -> None:
    with pytest.raises(Exception, match="not allowed"):
        embedded.read("CREATE (n:Entity {id: 'x'})")


def test_a_disk_that_is_full_while_writing_is_told_once(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        with (home / "engine.log").open("a") as log:
            log.write("java.io.IOException: No space left on device\n\tat com.arcadedb.engine.Pages.write\n")
        for code in ("disk_full", "query_failed"):  # the log says nothing new to the second one
            with pytest.raises(LiantuError, match=code):
                store.write(lambda tx: tx.run("NOT CYPHER"))


def test_a_start_after_a_disk_was_full_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "SUPERVISOR", home / "none.py")
    monkeypatch.setattr(engine_module.folder, "read_log", lambda _: "java.io.IOException: No space left on device")
    with pytest.raises(StoreError, match="disk_full") as caught:
        open_store(f"embedded:{home}")
    assert words("zh").error(caught.value).startswith("磁盘满了")
