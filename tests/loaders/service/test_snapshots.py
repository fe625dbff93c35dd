"""Where a snapshot is written: through links, into devices, in one step."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.snapshots import export_to


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_written_through(embedded_bundled: Store, tmp_path: Path, there: bool) -> None:
    target, link = tmp_path / "target.jsonl", tmp_path / "link.jsonl"
    if there:
        target.write_text("old", "utf-8")
    link.symlink_to(target)
    count = export_to(embedded_bundled, link, LOCAL_USER)
    assert link.is_symlink()
    assert len(target.read_text("utf-8").splitlines()) == count + 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.jsonl", "target.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_file_is_not_replaced(embedded_bundled: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.extend(pipe.read_text("utf-8").splitlines()))
    reader.start()
    count = export_to(embedded_bundled, pipe, LOCAL_USER)
    reader.join(10)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert len(read) == count + 2
