"""``liantu brief``."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from tests.support.command_line import Run
from tests.support.papers import paper_texts
from tests.support.stores import Server


@pytest.fixture
def store(embedded_server: Server) -> str:
    embedded_server.loaded()
    return embedded_server.url


def test_a_document_and_slides_are_written(run: Run, store: str, tmp_path: Path) -> None:
    for name in ("a.docx", "a.pptx"):
        status, _, err = run("brief", "轨道交通", "-o", str(tmp_path / name), "--as-of", "2018", "--store", store)
        assert status == 0
        assert name in err
        assert "截至2018年" in paper_texts((tmp_path / name).read_bytes())


def test_a_template_is_named_on_the_line_or_in_the_environment(run: Run, store: str, tmp_path: Path) -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "某局文件"
    own.save(str(tmp_path / "own.docx"))
    files = [tmp_path / "line.docx", tmp_path / "environment.docx"]
    run("brief", "-o", str(files[0]), "--template", str(tmp_path / "own.docx"), "--store", store)
    run("brief", "-o", str(files[1]), "--store", store, LIANTU_DOCX_TEMPLATE=str(tmp_path / "own.docx"))
    assert [Document(str(file)).sections[0].header.paragraphs[0].text for file in files] == ["某局文件"] * 2


def test_slides_have_a_template_of_their_own(run: Run, store: str, tmp_path: Path) -> None:
    run("brief", "-o", str(tmp_path / "a.pptx"), "--store", store, LIANTU_DOCX_TEMPLATE="nowhere.docx")
    assert len(Presentation(str(tmp_path / "a.pptx")).slides) == 8


def test_wrong_files_and_chains_are_told(run: Run, store: str, tmp_path: Path) -> None:
    status, _, err = run("brief", "-o", str(tmp_path / "a.pdf"), "--store", store)
    assert (status, ".docx、.pptx" in err) == (2, True)
    status, _, err = run("brief", "没有的链", "-o", str(tmp_path / "a.docx"), "--store", store)
    assert (status, "没有的链" in err) == (2, True)
    status, _, err = run("brief", "-o", str(tmp_path / "a.docx"), "--template", "nowhere.docx", "--store", store)
    assert (status, "nowhere.docx" in err, (tmp_path / "a.docx").exists()) == (2, True, False)
