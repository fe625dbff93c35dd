"""``liantu update``: it refuses what nothing can check, and takes nothing in without a yes."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bundle.sign import public_pem
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.command_line import Run
from tests.support.small_datasets import folder
from tests.support.stores import Server
from tests.support.update_files import update_file


def test_without_a_key_or_with_another_one_nothing_is_looked_at(run: Run, tmp_path: Path) -> None:
    file = update_file(tmp_path, Ed25519PrivateKey.generate(), "2030-01-31")
    status, _, err = run("update", str(file), LIANTU_HOME=str(tmp_path / "home"))
    assert status == 1 and "--key" in err
    other = tmp_path / "other.pem"
    other.write_bytes(public_pem(Ed25519PrivateKey.generate()))
    status, _, err = run("update", str(file), "--key", str(other))
    assert status == 1 and "没有用它" in err


def test_the_differences_are_shown_and_nothing_is_taken_in_without_a_yes(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    load(embedded_server.empty(), read_dataset(folder(tmp_path, "candidates")))
    key, public = Ed25519PrivateKey.generate(), tmp_path / "key.pem"
    public.write_bytes(public_pem(key))
    file = update_file(tmp_path, key, "2030-01-31", "新市")
    store = ("--key", str(public), "--store", embedded_server.url)
    status, _, err = run("update", str(file), *store, LIANTU_HOME=str(tmp_path / "home"))
    assert status == 2 and "更新后 2030-01-31" in err and "改了 1 行资料" in err and "--yes" in err
    assert not (tmp_path / "home" / "datasets").exists()
