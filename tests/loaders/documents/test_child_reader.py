"""Reading a document in a child: the same text, the same errors; what is over the limits ends the child alone."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from loaders.documents import child_reader
from loaders.documents.child_reader import parse_apart
from loaders.documents.parse import parse_document
from loaders.documents.read import read_document
from loaders.errors import LoadError
from tests.support.documents import PdfSheet, PdfText, docx_of, paragraph, pdf_of

NAME = "规划 1.pdf"


def test_it_reads_what_the_reader_reads() -> None:
    raw = pdf_of([PdfSheet([PdfText(72, 100, "支持𠮷林基地😀建设的一段话")])])
    assert parse_apart(raw, NAME) == parse_document(raw, NAME)


def test_its_errors_are_the_reader_s() -> None:
    with pytest.raises(LoadError) as caught:
        parse_apart(b"%PDF-1.7 broken", NAME)
    assert (caught.value.code, caught.value.fields["file"]) == ("document_damaged", NAME)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "规划.docx"
    path.write_bytes(docx_of(paragraph("建设平台")))
    document = read_document(path)
    assert (document.name, document.text) == ("规划.docx", "建设平台")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="file_unreadable"):
        read_document(tmp_path / "无.docx")


def test_a_file_that_never_ends_is_told() -> None:
    with pytest.raises(LoadError, match="document_slow"):
        parse_apart(b"a", NAME, seconds=0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_file_that_ends_its_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_reader, "DOCUMENT_CHILD", f"import os; os.kill(os.getpid(), {int(signal.SIGABRT)})")
    with pytest.raises(LoadError, match="document_reader_ended"):
        parse_apart(b"a", NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit there")
def test_a_file_that_takes_all_memory_is_told() -> None:
    with pytest.raises(LoadError):
        parse_apart(docx_of(paragraph("常州" * 5_000_000)), NAME, memory_bytes=20 << 20)
