from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.errors import StoreError
from graph.store.backup.archive import BackupManifest, new_archive, open_archive
from graph.store.backup.checksum import check_checksum, is_whole
from graph.store.backup.folder import backups, keep_newest, name_backup, unfinished_backup
from graph.store.snapshot_format import SnapshotOrigin

MANIFEST = BackupManifest(schema=4, made=SnapshotOrigin(who="张三"), records=0, events=0, versions=0)


def small_backup(file: Path) -> Path:
    with new_archive(file) as archive:
        with archive.text("graph.jsonl") as out:
            out.write("一行\n")
        archive.finish(MANIFEST)
    return file


def test_a_backup_that_was_not_touched_is_whole(tmp_path: Path) -> None:
    with open_archive(small_backup(tmp_path / "a.zip")) as archive:
        assert archive.read("graph.jsonl").decode() == "一行\n"
        assert archive.manifest.made.who == "张三"


def test_any_changed_byte_is_found(tmp_path: Path) -> None:
    file = small_backup(tmp_path / "a.zip")
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not is_whole(file), place


def test_any_cut_is_found(tmp_path: Path) -> None:
    file = small_backup(tmp_path / "a.zip")
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert not is_whole(file), length


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("这不是备份" * 50)
    with pytest.raises(StoreError, match="backup_format"):
        check_checksum(tmp_path / "a.zip")


def test_a_backup_that_was_not_finished_has_no_name(tmp_path: Path) -> None:
    with unfinished_backup(tmp_path) as file:
        small_backup(file)
    assert backups(tmp_path) == []


def test_what_a_killed_backup_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".verify-x").mkdir()
    (tmp_path / ".liantu-unfinished.zip").write_text("half")
    with unfinished_backup(tmp_path) as file:
        named = name_backup(small_backup(file))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".backup.lock", named.name]


def test_the_newest_are_kept_even_after_the_clock_was_set_back(tmp_path: Path) -> None:
    names = ["liantu-000001-20300101T000000Z.zip", "liantu-000002-20200101T000000Z.zip"]
    for name in names:
        small_backup(tmp_path / name)
    with unfinished_backup(tmp_path) as file:
        newest = name_backup(small_backup(file))
        kept = keep_newest(tmp_path, 2)
    assert newest.name.startswith("liantu-000003-")
    assert [path.name for path in kept.removed] == names[:1]


def test_a_damaged_backup_neither_counts_nor_goes(tmp_path: Path) -> None:
    whole = small_backup(tmp_path / "liantu-000001-20300101T000000Z.zip")
    damaged = tmp_path / "liantu-000002-20300101T000000Z.zip"
    damaged.write_bytes(whole.read_bytes()[:-1])
    kept = keep_newest(tmp_path, 1)
    assert (kept.removed, kept.damaged) == ((), (damaged,))
    assert whole.exists()
