"""DOC and WPS: text by the piece table; what is deleted or hidden is left out."""

from __future__ import annotations

import random

import pytest

from loaders.documents.parse import parse_document
from loaders.documents.text_document import CellPlace, TextDocument
from loaders.errors import LoadError
from tests.support.word_binary import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    ROW_END,
    SYMBOL,
    DocParagraph,
    DocRun,
    doc_of,
    doc_paragraph,
    ole_of,
)
from ui.text import words


def parse(*paragraphs: DocParagraph, **options: str) -> TextDocument:
    return parse_document(doc_of(paragraphs, **options), "规划.wps")


def test_paragraphs_headings_and_rare_characters_are_read() -> None:
    document = parse(
        doc_paragraph("一、总体要求", style=1), doc_paragraph("建设𠮷林基地😀。"), doc_paragraph("结尾\x0b换行")
    )
    assert document.text == "一、总体要求\n建设𠮷林基地😀。\n结尾\n换行"
    assert [(block.kind, block.level) for block in document.blocks[:2]] == [("heading", 1), ("paragraph", 0)]
    assert document.format == "doc"


def test_pieces_of_one_byte_a_character_are_read() -> None:
    assert parse(doc_paragraph("计划"), compressed="Plan 2025").text == "计划\nPlan 2025"


def test_deleted_and_hidden_characters_and_signs_are_left_out() -> None:
    runs = [DocRun("甲"), DocRun("删", DELETED), DocRun("乙"), DocRun("藏", HIDDEN), DocRun("(", SYMBOL), DocRun("丙")]
    assert parse(DocParagraph(runs)).text == "甲乙丙"


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next() -> None:
    first = DocParagraph([DocRun("石墨烯")], end_changes=DELETED)
    assert parse(first, doc_paragraph("研究院")).text == "石墨烯研究院"


def test_fields_show_their_results() -> None:
    assert parse(doc_paragraph('见\x13HYPERLINK "a"\x14附件\x15。\x13PAGE\x15')).text == "见附件。"


def test_a_table_is_read_by_its_cells() -> None:
    def row(*cells: str) -> list[DocParagraph]:
        ended = [doc_paragraph(cell, "\x07", changes=IN_TABLE) for cell in cells]
        return [*ended, doc_paragraph("", "\x07", changes=ROW_END)]

    two_lines = [doc_paragraph("科技局", changes=IN_TABLE), doc_paragraph("财政局", "\x07", changes=IN_TABLE)]
    document = parse(
        doc_paragraph("前"),
        *row("任务", "", "单位"),
        doc_paragraph("平台", "\x07", changes=IN_TABLE),
        *two_lines,
        doc_paragraph("", "\x07", changes=ROW_END),
        doc_paragraph("后"),
    )
    assert document.text == "前\n任务\t单位\n平台\t科技局\n财政局\n后"
    assert [block.cell for block in document.blocks[1:-1]] == [
        CellPlace(0, 0, 0),
        CellPlace(0, 0, 2),
        CellPlace(0, 1, 0),
        CellPlace(0, 1, 1),
        CellPlace(0, 1, 1),
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (doc_of([doc_paragraph("甲")], nfib=0x65), "doc_not_read"),
        (doc_of([doc_paragraph("甲")], flags=0x0300), "document_locked"),
        (ole_of({"EncryptedPackage": b""}), "document_locked"),
        (ole_of({"Workbook": b""}), "document_other_format"),
        (ole_of({"WordDocument": b""}), "doc_not_read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "doc_not_read"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_way(raw: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "规划.doc")
    assert caught.value.code == code
    if code != "document_locked":
        assert "另存为 DOCX" in words("zh").error(caught.value)


def test_damaged_bytes_are_told_or_read_and_never_end_the_reader() -> None:
    raw = doc_of([doc_paragraph("建设平台"), *[doc_paragraph(f"第{n}段") for n in range(20)]])
    chance = random.Random(7)
    for _ in range(300):
        damaged = bytearray(raw)
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            parse_document(bytes(damaged), "坏.doc")
        except LoadError as problem:
            assert problem.code.startswith(("doc", "file"))  # noqa: PT017
