"""The printed figures of the questions that a file asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.asking import main, parsed, percentile
from tests.support.stores import Server


def test_the_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0]) == 3.0
    assert percentile([float(number) for number in range(1, 21)]) == 19.0


def test_questions_of_ones_own_are_asked(
    embedded_server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        "- {question: 武进区有几家孵化器, kind: count, value: 3}\n"
        "- {question: 明天下雨吗, kind: declined, declined: true}\n"
        "- {question: 恒立液压在哪个区, kind: facts, names: [金坛区]}\n",
        "utf-8",
    )
    embedded_server.loaded()
    main(parsed([str(file), "--store", embedded_server.url, "--show"]))
    printed = capsys.readouterr().out
    assert "right    2" in printed
    assert "wrong: 恒立液压在哪个区" in printed
