"""Update files that are not what the publisher signed are refused, each with its reason, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from graph.model.errors import LiantuError
from loaders.dataset.folder import BUNDLED, bundled
from loaders.release.data_release import RELEASE_FILE, kept_versions, newest_datasets, packaged_datasets
from loaders.release.signature import SIGNATURE, SUMS, PublisherKey
from loaders.release.update_file import UNFINISHED_VERSION, read_update
from tests.support.update_files import update_file

KEY = Ed25519PrivateKey.generate()
PUBLISHER = PublisherKey(KEY.public_key())
RELEASE = {RELEASE_FILE: b"version: 2030-01-31\n"}
Entries = dict[str, bytes]


def signed(
    folder: Path, files: Mapping[str, bytes], change: Callable[[Entries], object] = lambda entries: None
) -> Path:
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()
    entries = {**files, SUMS: sums, SIGNATURE: KEY.sign(sums)}
    change(entries)
    path = folder / "update.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_signed_update_is_read_and_written_as_it_is(tmp_path: Path) -> None:
    update = read_update(update_file(tmp_path, KEY, "2030-01-31"), PUBLISHER)
    assert update.datasets == set(BUNDLED)
    written = update.write(tmp_path / "updates")
    assert {path.relative_to(written).as_posix(): path.read_bytes() for path in written.rglob("*.*")} == update.files
    assert [path.name for path in (tmp_path / "updates").iterdir()] == ["2030-01-31"]


def test_only_versions_and_what_a_killed_write_left_are_ours_to_remove(tmp_path: Path) -> None:
    updates = tmp_path / "updates"
    for name in ("mine", f"{UNFINISHED_VERSION}x", "2025-list"):
        (updates / name).mkdir(parents=True)
    written = read_update(update_file(tmp_path, KEY, "2030-01-31"), PUBLISHER).write(updates)
    assert kept_versions(updates) == [written]
    assert sorted(path.name for path in updates.iterdir()) == ["2025-list", "2030-01-31", "mine"]


@pytest.mark.parametrize(
    ("files", "change", "code"),
    [
        (RELEASE, lambda entries: entries.pop(SIGNATURE), "update_unsigned"),
        (RELEASE, lambda entries: entries.update({SIGNATURE: Ed25519PrivateKey.generate().sign(entries[SUMS])}), "update_unsigned"),
        (RELEASE, lambda entries: entries.update({SUMS: entries[SUMS] + b"\n"}), "update_unsigned"),
        (RELEASE, lambda entries: entries.update({RELEASE_FILE: b"version: 2031-01-31\n"}), "update_differs"),
        (RELEASE, lambda entries: entries.update({"chains/more.csv": b""}), "update_differs"),
        (RELEASE, lambda entries: entries.pop(RELEASE_FILE), "update_differs"),
        ({**RELEASE, "../evil.csv": b""}, lambda entries: None, "update_differs"),
        ({**RELEASE, "/etc/evil.csv": b""}, lambda entries: None, "update_differs"),
        ({**RELEASE, "chains/../../evil.csv": b""}, lambda entries: None, "update_differs"),
        ({**RELEASE, "chains/code.py": b""}, lambda entries: None, "update_differs"),
        ({"chains/dataset.yaml": b""}, lambda entries: None, "update_differs"),
        ({RELEASE_FILE: b"version: ../..\n"}, lambda entries: None, "yaml_value"),
        ({RELEASE_FILE: b"version: 2030-01-31\nformat: 9\n"}, lambda entries: None, "update_newer"),
        ({RELEASE_FILE: b"\xff[", "chains/a.csv": b""}, lambda entries: None, "yaml_broken"),
    ],
)  # fmt: skip
def test_what_is_not_the_publisher_s_is_refused(
    files: Mapping[str, bytes], change: Callable[[Entries], object], code: str, tmp_path: Path
) -> None:
    with pytest.raises(LiantuError) as refused:
        read_update(signed(tmp_path, files, change), PUBLISHER)
    assert refused.value.code == code


def test_an_archive_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.sources.zip_archive.MAX_UNPACKED_BYTES", 1 << 20)
    with pytest.raises(LiantuError, match="sheet_limit"):
        read_update(signed(tmp_path, {**RELEASE, "chains/bomb.csv": bytes(2 << 20)}), PUBLISHER)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_archive_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "update.zip").write_bytes(content)
    with pytest.raises(LiantuError, match="sheet_damaged"):
        read_update(tmp_path / "update.zip", PUBLISHER)


def test_the_newer_version_of_a_dataset_is_taken(tmp_path: Path) -> None:
    updates = tmp_path / "updates"
    assert newest_datasets(updates) == packaged_datasets()
    for version in ("2020-01-01", "2030-01-31"):
        read_update(update_file(tmp_path, KEY, version), PUBLISHER).write(updates)
    assert {path.parent for path in bundled(updates).values()} == {updates / "2030-01-31"}
    read_update(update_file(tmp_path, KEY, "2020-01-01"), PUBLISHER).write(tmp_path / "older")
    assert bundled(tmp_path / "older") == bundled()
