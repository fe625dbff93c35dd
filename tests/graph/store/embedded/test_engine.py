"""The embedded engine as a process: who may read what, who starts it, who ends it, what survives whom."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph.model.errors import StoreError
from graph.model.schema import default_schema
from graph.store.embedded import java
from graph.store.open import open_store
from graph.store.search import search
from graph.store.store import Store

pytestmark = pytest.mark.store
HOLD = "import sys; from graph.store.open import open_store; s = open_store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
IDLE_BYTES = 200 * 1024 * 1024


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "图 库"  # a space and Chinese in the path
    yield folder
    for process in family(folder):
        process.kill()


def family(home: Path) -> list[psutil.Process]:
    """The supervisor and the engine of a folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if any(str(home) in part for part in line) and any(
            "supervisor" in part or "java.options" in part for part in line
        ):
            found.append(process)
    return found


def gone(processes: list[psutil.Process]) -> bool:
    """Whether all have ended; a zombie has, its parent only has not looked yet."""
    _, alive = psutil.wait_procs(processes, timeout=3)
    return (
        all(process.status() == psutil.STATUS_ZOMBIE for process in alive)
        or not psutil.wait_procs(alive, timeout=27)[1]
    )


def memory_at_rest(home: Path) -> int:
    """What both hold, once the engine has given back what starting took: bytes."""
    for _ in range(100):
        alive = family(home)
        if (held := sum(process.memory_info().rss for process in alive)) < IDLE_BYTES:
            break
        psutil.wait_procs(alive, timeout=0.2)
    return held


def user(home: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, f"embedded:{home}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def test_secrets_are_private_and_nothing_listens_beyond_loopback(home: Path) -> None:
    with open_store(f"embedded:{home}"):
        secrets = (home / "secrets.json").read_text()
        root, reader = json.loads(secrets)
        assert len(family(home)) == 2
        for process in family(home):
            assert root not in " ".join(process.cmdline())
            assert reader not in " ".join(process.cmdline())
            addresses = [c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN]
            assert all(ip in ("127.0.0.1", "::ffff:127.0.0.1") for ip in addresses)
        for name in ("secrets.json", "java.options", "config/root", "config/server-groups.json"):
            assert (home / name).stat().st_mode & 0o077 == 0, name


def test_it_is_small_when_idle(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        store.setup(default_schema())
        assert memory_at_rest(home) < IDLE_BYTES


def test_processes_share_it_and_the_last_ends_it(home: Path) -> None:
    first, second = user(home), user(home)
    processes = family(home)
    assert len(processes) == 2
    first.communicate("")
    assert all(process.is_running() for process in processes)
    second.communicate("")
    assert gone(processes)


SETUP = (
    "import sys; from graph.store.open import open_store; from graph.store.search import search; from graph.model.schema import default_schema\n"
    "with open_store(sys.argv[1]) as s: s.setup(default_schema()); print(len(search(s, 'x')))"
)


def test_several_processes_may_make_a_new_store_at_once(home: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", SETUP, f"embedded:{home}"], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in processes] == ["0\n"] * 4


def test_no_orphan_after_all_users_are_killed(home: Path) -> None:
    users = [user(home), user(home)]
    processes = family(home)
    for process in users:
        process.kill()
        process.communicate()
    assert gone(processes)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_the_engine_dies_with_its_supervisor(home: Path) -> None:
    holder = user(home)
    processes = family(home)
    supervisor = next(p for p in processes if any("supervisor.py" in part for part in p.cmdline()))
    os.kill(supervisor.pid, signal.SIGKILL)
    assert gone(processes)
    holder.communicate("")


def test_it_is_started_again_when_it_has_died(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        store.setup(default_schema())
        store.write(lambda tx: tx.run("CREATE (:Entity:Park {id: 'a', name: '甲', search_text: '甲'})"))
        jvm = next(p for p in family(home) if any("java.options" in part for part in p.cmdline()))
        jvm.kill()
        jvm.wait(30)
        assert store.read("MATCH (n:Park) RETURN n.id AS id") == [{"id": "a"}]
        assert [hit.id for hit in search(store, "甲")] == ["a"]


def test_a_stale_note_about_another_program_s_port_does_not_mislead(home: Path) -> None:
    home.mkdir(parents=True)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (home / "engine.json").write_text(json.dumps({"pid": 1, "supervisor": 1, "bolt": port, "http": port}))
        with open_store(f"embedded:{home}") as store:
            assert store.read("RETURN 1 AS x") == [{"x": 1}]


@pytest.mark.parametrize("moment", [0.3, 0.8, 1.3, 1.8])
def test_a_start_that_was_killed_does_not_lock_the_next_one_out(home: Path, moment: float) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, f"embedded:{home}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with pytest.raises(subprocess.TimeoutExpired):
        first.wait(timeout=moment)
    first.kill()
    first.communicate()
    second, third = user(home), user(home)
    assert len(family(home)) == 2
    for process in (second, third):
        process.communicate("")


def test_a_folder_with_any_name_works_where_the_locale_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "\u56fe\u5e93 ${user.home} 50%"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", HOLD, f"embedded:{folder}"], env=environment, input=b"", check=True)
    assert (folder / "databases" / "kg").is_dir()


def test_what_the_engine_writes_is_its_owner_s(tmp_path: Path) -> None:
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


def test_a_start_that_fails_leaves_no_child_and_says_where_the_log_is(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(java, "quote_option", lambda option: '"-XX:NoSuchOption"')
    with pytest.raises(StoreError, match="engine_start") as caught:
        open_store(f"embedded:{home}")
    assert "engine.log" in str(caught.value.fields["log"])
    assert gone(family(home))


def test_a_machine_without_a_wheel_is_told_about_bolt(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing: Callable[[str], None] = lambda name: None  # noqa: E731
    monkeypatch.setattr(java, "find_spec", missing)
    with pytest.raises(StoreError, match="engine_missing"):
        open_store(f"embedded:{home}")


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="store_folder"):
        open_store(f"embedded:{tmp_path / 'file' / 'store'}")


def test_the_reader_s_account_cannot_write(embedded: Store) -> None:
    with pytest.raises(Exception, match="not allowed"):
        embedded.read("CREATE (n:Entity {id: 'x'})")
