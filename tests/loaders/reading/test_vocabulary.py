"""The reader's words: those of the product, and a bureau's own beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.reading.vocabulary import read_vocabulary
from loaders.reading.word_file import use_own_words


def test_the_longest_head_is_taken() -> None:
    assert read_vocabulary().head("云岭全国重点实验室") == "全国重点实验室"


def test_a_number_with_a_measure_is_a_measure() -> None:
    assert read_vocabulary().of("30家") == read_vocabulary().of("家")


@pytest.fixture
def own_words(tmp_path: Path) -> Iterator[Path]:
    """Have the words of a folder counted, and no more afterwards."""
    yield tmp_path
    use_own_words(None)
    read_vocabulary.cache_clear()


def test_a_bureau_adds_its_own_words(own_words: Path) -> None:
    known = read_vocabulary().heads["孵化器"]
    (own_words / "heads.yaml").write_text("Carrier: [智汇坊]\n", "utf-8")
    use_own_words(own_words)
    read_vocabulary.cache_clear()
    assert read_vocabulary().heads["智汇坊"] == ("Carrier",)
    assert read_vocabulary().heads["孵化器"] == known
