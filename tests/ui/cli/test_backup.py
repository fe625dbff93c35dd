from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Run, run
from tests.support.small_datasets import folder

__all__ = ["run"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIANTU_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_day_with_backups(home: Path, tmp_path: Path, run: Run) -> None:
    run("load", str(folder(tmp_path, "small")))
    (home / "accounts.yaml").write_text("accounts: []")
    code, _, said = run("backup", "--keep", "1")
    assert code == 0
    assert "逐字节相同" in said
    (file,) = (home / "backups").glob("liantu-*.zip")
    run("unload", "small")
    code, _, said = run("restore", str(file))
    assert code == 1
    assert "--replace" in said
    code, _, said = run("restore", str(file), "--replace")
    assert code == 0
    assert "accounts 已在" in said
    code, said, _ = run("history", "--format", "json")
    assert [line for line in said.splitlines() if '"action"' in line] == [
        '  "action": "restore",',
        '  "action": "load",',
    ]
    assert run("undo", "L1")[0] == 0


def test_a_cut_backup_is_refused_in_one_sentence(home: Path, tmp_path: Path, run: Run) -> None:
    run("load", str(folder(tmp_path, "small")))
    run("backup", "--no-verify", "-o", str(tmp_path / "elsewhere"))
    (file,) = (tmp_path / "elsewhere").glob("liantu-*.zip")
    file.write_bytes(file.read_bytes()[:-10])
    code, out, said = run("restore", str(file), "--replace")
    assert (code, out) == (1, "")
    assert "不完整" in said
    assert "Traceback" not in said
