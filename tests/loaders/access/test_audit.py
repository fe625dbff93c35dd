from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.access.audit import AuditEntry, AuditError, AuditHead, AuditLog

ENTRY = AuditEntry(
    who="张三(zhangsan)",
    role="steward",
    via="page",
    action="load",
    subject="名单.xlsx",
    outcome="done",
    at="2026-01-02",
)


def log_of(folder: Path, *subjects: str) -> AuditLog:
    log = AuditLog(folder / "audit.jsonl")
    for subject in subjects:
        log.append(replace(ENTRY, subject=subject))
    return log


def test_an_empty_log_is_sound(tmp_path: Path) -> None:
    assert AuditLog(tmp_path / "audit.jsonl").verify() == AuditHead()


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    log = log_of(tmp_path, "a", "b")
    assert [entry.subject for entry in log.entries()] == ["a", "b"]
    assert log.verify().number == 2


@pytest.mark.parametrize("text", ["\n", "\u2028", "\ud800", "\x00", '"}', "x" * 5000])
def test_any_subject_is_one_line(tmp_path: Path, text: str) -> None:
    log = log_of(tmp_path, "a", text, "b")
    assert log.verify().number == 3


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    assert log_of(tmp_path, "a").path.stat().st_mode & 0o077 == 0


def changed(line: bytes) -> bytes:
    row = json.loads(line)
    row["entry"]["who"] = "李四"
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: [changed(lines[0]), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [*lines[:2], b"\n", lines[2]],
        lambda lines: [*lines[:2], changed(lines[2])],
    ],
)
def test_a_change_of_the_file_is_found(tmp_path: Path, tamper) -> None:  # type: ignore[no-untyped-def]
    log = log_of(tmp_path, "a", "b", "c")
    log.path.write_bytes(b"".join(tamper(log.path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(AuditError, match="audit_line"):
        log.verify()


def test_a_cut_end_is_found_by_a_noted_head(tmp_path: Path) -> None:
    log = log_of(tmp_path, "a", "b", "c")
    noted = log.verify()
    log.path.write_bytes(b"".join(log.path.read_bytes().splitlines(keepends=True)[:2]))
    assert log.verify().number == 2
    with pytest.raises(AuditError, match="audit_cut"):
        log.verify(noted)


def test_a_longer_log_still_contains_a_noted_head(tmp_path: Path) -> None:
    noted = log_of(tmp_path, "a", "b").verify()
    assert log_of(tmp_path, "c").verify(noted).number == 3


@pytest.mark.parametrize("kept", [0, 1, 200])
def test_a_line_cut_off_by_a_power_cut_is_written_anew(tmp_path: Path, kept: int) -> None:
    log = log_of(tmp_path, "a", "b")
    first, second = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(first + second[:kept])
    assert log.verify().number == 1
    log.append(replace(ENTRY, subject="c"))
    assert [entry.subject for entry in log.entries()] == ["a", "c"]


def test_nothing_is_added_behind_a_line_that_is_no_entry(tmp_path: Path) -> None:
    log = log_of(tmp_path, "a")
    log.path.write_bytes(log.path.read_bytes() + b"garbage\n")
    with pytest.raises(AuditError, match="audit_end"):
        log.append(ENTRY)


def append_ten(path: Path) -> None:
    for number in range(10):
        AuditLog(path).append(replace(ENTRY, subject=str(number)))


def test_processes_do_not_write_over_each_other(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(append_ten, [path] * 4))
    assert AuditLog(path).verify().number == 40


@given(byte=st.binary(min_size=1, max_size=3), place=st.integers(min_value=0))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # a disk has no deadline
def test_no_turned_byte_is_read_as_another_entry(tmp_path: Path, byte: bytes, place: int) -> None:
    whole = AuditLog(tmp_path / "audit.jsonl") if (tmp_path / "audit.jsonl").exists() else log_of(tmp_path, "甲", "乙")
    before, raw = list(whole.entries()), whole.path.read_bytes()
    at = place % len(raw)
    turned = AuditLog(tmp_path / "turned.jsonl")
    turned.path.write_bytes(raw[:at] + byte + raw[at + len(byte) :])
    try:
        after = list(turned.entries())
    except AuditError:
        return
    assert after == before[: len(after)]
