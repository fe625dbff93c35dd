"""The reader's words: those of the product, and a bureau's own beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.errors import LoadError
from loaders.reading.vocabulary import read_vocabulary


def test_the_longest_head_is_taken() -> None:
    assert read_vocabulary().head("云岭全国重点实验室") == "全国重点实验室"


def test_a_number_with_a_measure_is_a_measure() -> None:
    assert read_vocabulary().of("30家") == read_vocabulary().of("家")


def test_a_bureau_adds_its_own_words(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("heads.Carrier: [智汇坊]\n", "utf-8")
    assert read_vocabulary(file).heads["智汇坊"] == ("Carrier",)
    assert read_vocabulary(file).heads["孵化器"] == read_vocabulary().heads["孵化器"]


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("heads.Carrier: [智汇坊\n", "utf-8")
    with pytest.raises(LoadError, match="yaml_broken"):
        read_vocabulary(file)
