"""A bureau's own words: added to the product's, refused in words where they cannot be used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.errors import LoadError
from loaders.reading.word_file import read_words, use_own_words, word_files


@pytest.fixture(autouse=True)
def product_words() -> Iterator[None]:
    """Leave the product's words alone for the other tests."""
    yield
    use_own_words(None)


def test_own_entries_stand_before_the_product_s(tmp_path: Path) -> None:
    before = read_words("heads")
    (tmp_path / "heads.yaml").write_text("Park: [蓝窝]\n", "utf-8")
    use_own_words(tmp_path)
    assert read_words("heads") == {**before, "Park": ["蓝窝", *before["Park"]]}
    use_own_words(None)
    assert read_words("heads") == before


def test_a_file_that_the_reader_does_not_know_is_refused_with_those_it_knows(tmp_path: Path) -> None:
    (tmp_path / "head.yaml").write_text("Park: [蓝窝]\n", "utf-8")
    with pytest.raises(LoadError) as caught:
        use_own_words(tmp_path)
    assert caught.value.code == "words_unknown"
    assert caught.value.fields["known"] == word_files()


def test_a_pattern_that_is_none_is_refused_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "tense.yaml").write_text("review: ['(']\n", "utf-8")
    with pytest.raises(LoadError, match="words_pattern"):
        use_own_words(tmp_path)


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "a: &x [1]\nb: *x\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "heads.yaml").write_text(text, "utf-8")
    with pytest.raises(LoadError):
        use_own_words(tmp_path)


READING = """
from pathlib import Path
from loaders.documents.txt import text_document
from loaders.reading.read import read_text
from loaders.reading.word_file import use_own_words
use_own_words(Path({folder!r}) if {folder!r} else None)
read = read_text(text_document("加快建设江州湾蓝窝，支持江州大学发展。", "a.txt"))
print([(entity.name, entity.type) for entity in read.entities])
"""


def test_an_own_head_makes_names_of_its_type(tmp_path: Path) -> None:
    (tmp_path / "heads.yaml").write_text("Park: [蓝窝]\n", "utf-8")
    with_own, without = (
        subprocess.run(
            [sys.executable, "-c", READING.format(folder=folder)], capture_output=True, text=True, check=True
        )
        for folder in (str(tmp_path), "")
    )
    assert "('江州湾蓝窝', 'Park')" in with_own.stdout
    assert "('江州湾蓝窝', 'Park')" not in without.stdout
