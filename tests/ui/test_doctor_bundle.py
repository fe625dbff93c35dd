"""The doctor on a bundle: signature, files, and what was installed are compared with what the publisher signed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bundle.build import sign
from deploy.bundle.sign import KEY_FILE, signing_key
from loaders.release.signature import PUBLIC_KEY, SIGNATURE, SUMS, PublisherKey
from ui.doctor.bundle import bundle_checks
from ui.text import words

WORDS = words("zh")
RECORD = "some/code.py,sha256=n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg,4\nsome-1.0.dist-info/RECORD,,\n"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    with ZipFile(folder / "wheels" / "some-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("some/code.py", "test")
        wheel.writestr("some-1.0.dist-info/RECORD", RECORD)
        wheel.extractall(tmp_path / "packages")
    (folder / "install").write_text("install")
    return folder


def told(bundle: Path) -> tuple[bool, str]:
    checks = bundle_checks(WORDS, bundle, bundle.parent / "packages")
    return all(check.good for check in checks), "\n".join(check.text for check in checks)


def test_a_signed_bundle_is_told_with_the_fingerprint_of_its_key(bundle: Path) -> None:
    key = Ed25519PrivateKey.generate()
    sign(bundle, key)
    good, text = told(bundle)
    assert good and PublisherKey(key.public_key()).fingerprint in text
    assert "3 个文件" in text


def test_a_bundle_without_a_signature_says_so(bundle: Path) -> None:
    sign(bundle, None)
    good, text = told(bundle)
    assert good and "没有签名" in text


def test_a_changed_file_and_a_missing_one_are_named(bundle: Path) -> None:
    sign(bundle, Ed25519PrivateKey.generate())
    (bundle / "install").write_text("other")
    (bundle / PUBLIC_KEY).rename(bundle / "away")
    (bundle / "away").rename(bundle / PUBLIC_KEY)
    next(bundle.glob("wheels/*")).unlink()
    good, text = told(bundle)
    assert not good and "install、wheels/some-1.0-py3-none-any.whl" in text


def test_a_changed_file_of_the_installed_program_is_named(bundle: Path) -> None:
    sign(bundle, Ed25519PrivateKey.generate())
    (bundle.parent / "packages" / "some" / "code.py").write_text("evil")
    good, text = told(bundle)
    assert not good and "some/code.py" in text


@pytest.mark.parametrize("name", [SUMS, SIGNATURE])
def test_a_list_that_was_written_again_or_another_signature_is_refused(bundle: Path, name: str) -> None:
    sign(bundle, Ed25519PrivateKey.generate())
    file = bundle / name
    file.write_bytes(file.read_bytes().partition(b"\n")[2] if name == SUMS else bytes(64))
    good, text = told(bundle)
    assert not good and "被改过" in text


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_key_that_is_none_is_a_finding(bundle: Path, content: bytes) -> None:
    sign(bundle, Ed25519PrivateKey.generate())
    (bundle / PUBLIC_KEY).write_bytes(content)
    good, text = told(bundle)
    assert not good and "没有 Ed25519 公钥" in text


def test_what_was_not_installed_from_a_bundle_has_nothing_to_check() -> None:
    assert bundle_checks(WORDS) == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_the_key_is_openssl_s_and_a_faulty_one_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "key.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", file], check=True)
    key = signing_key({KEY_FILE: str(file)})
    assert key is not None and PublisherKey(key.public_key()).fingerprint in capsys.readouterr().err
    file.write_text("none")
    with pytest.raises(SystemExit, match="no private key"):
        signing_key({KEY_FILE: str(file)})
    assert signing_key({}) is None
    assert "unsigned" in capsys.readouterr().err
