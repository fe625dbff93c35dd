"""Plain text: the file's own text, and its lines as blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents.parse import parse_document
from loaders.documents.read import read_document
from loaders.errors import LoadError

TEXT = "一、目标\n\n 建设𠮷林😀基地。\u200b\n—2—\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_text_is_the_file_s_own(encoding: str) -> None:
    document = parse_document(TEXT.replace("\n", "\r\n").encode(encoding), "规划.txt")
    assert (document.text, document.format) == (TEXT, "txt")
    assert [TEXT[slice(*block.span)] for block in document.blocks] == ["一、目标", " 建设𠮷林😀基地。\u200b", "—2—"]


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "规划.md"
    path.write_text("# 目标", "utf-8")
    document = read_document(path)
    assert (document.name, document.text) == ("规划.md", "# 目标")


@pytest.mark.parametrize(
    ("raw", "code"), [("規劃工業園區".encode("big5"), "file_big5"), (b"\0\0\0", "document_not_read")]
)
def test_an_unknown_encoding_is_told(raw: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "规划.txt")
    assert caught.value.code == code
