"""Characters to lines by their places alone."""

from __future__ import annotations

from loaders.documents.layout.glyph import Glyph
from loaders.documents.layout.lines import lines_of
from loaders.documents.text_document import PageBox

SIZE = 12.0


def glyphs(text: str, x: float, y: float, step: float = SIZE) -> list[Glyph]:
    """Return characters side by side, each as wide as ``SIZE``, their line's top at ``y``."""
    return [
        Glyph(character, PageBox(x + step * number, y, x + step * number + SIZE, y + SIZE))
        for number, character in enumerate(text)
    ]


def texts(characters: list[Glyph]) -> list[str]:
    return [line.text for line in lines_of(characters, 1)]


def test_a_flat_character_stays_in_its_line() -> None:
    characters = glyphs("北斗通导遥一体化", 0, 0)
    flat = characters[5]
    characters[5] = flat._replace(box=flat.box._replace(top=5.5, bottom=6.5))
    assert texts([*characters, *glyphs("下一行", 0, 18)]) == ["北斗通导遥一体化", "下一行"]


def test_a_word_that_is_drawn_later_stands_in_its_place() -> None:
    assert texts([*glyphs("支持", 0, 0), *glyphs("建设平台", 60, 0), *glyphs("常州大", 24, 0)]) == [
        "支持常州大建设平台"
    ]


def test_columns_are_lines_of_their_own() -> None:
    assert texts([*glyphs("左栏", 0, 0), *glyphs("右栏", 60, 0)]) == ["左栏", "右栏"]


def test_a_wide_gap_is_a_space_unless_all_gaps_are_wide() -> None:
    assert texts([*glyphs("第一条", 0, 0), *glyphs("加大", 48, 0)]) == ["第一条 加大"]
    assert texts(glyphs("工作方案", 0, 0, step=26)) == ["工作方案"]
