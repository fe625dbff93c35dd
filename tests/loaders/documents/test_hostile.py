"""Hostile files: a clear sentence within seconds, whatever they claim or unpack to."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from loaders.documents.parse import parse_document
from loaders.errors import LoadError
from tests.support.documents import OFD_NAMESPACE, W, docx_of, ofd_of, ofd_text, paragraph, pdf_of, zip_of
from ui.text import words

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
SECONDS = 10.0  # a hostile file is refused in a tenth of a second; the machine may be busy


def document_xml(head: str, text: str) -> dict[str, str]:
    return {"word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{paragraph(text)}</w:body></w:document>'}


def bomb() -> bytes:
    return zip_of({"word/document.xml": bytes(80 << 20)})


def many_entries() -> bytes:
    return zip_of({**document_xml("", "甲"), **{f"media/{n}": "" for n in range(2_100)}})


def locked() -> bytes:
    raw = bytearray(docx_of(paragraph("甲")))
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 8] |= 1
    return bytes(raw)


def two_of_one_name() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("Word/Document.XML", "<a/>")
    return buffer.getvalue()


def ofd_in_a_loop() -> bytes:
    unit = '<ofd:CompositeGraphicUnit ID="1"><ofd:Content><ofd:CompositeObject ResourceID="1"/><ofd:CompositeObject ResourceID="1"/></ofd:Content></ofd:CompositeGraphicUnit>'
    resources = (
        f'<ofd:Res xmlns:ofd="{OFD_NAMESPACE}"><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>'
    )
    page = '<ofd:CompositeObject ResourceID="1"/>' * 100
    return ofd_of([page], {"Doc_0/R.xml": resources}, common="<ofd:PublicRes>R.xml</ofd:PublicRes>")


def pages_in_a_loop() -> bytes:
    return pdf_of([]).replace(b"/Kids[]", b"/Kids[2 0 R]").replace(b"/Count 0", b"/Count 9")


CASES: list[tuple[Callable[[], bytes], str]] = [
    (bomb, "document_limit"),
    (many_entries, "document_limit"),
    (locked, "document_locked"),
    (two_of_one_name, "document_damaged"),
    (ofd_in_a_loop, "document_limit"),
    (lambda: docx_of(paragraph("甲"), {"../../etc/cron.d/a": "x"}), "document_damaged"),
    (lambda: docx_of(paragraph("甲"), {"/etc/passwd": "x"}), "document_damaged"),
    (lambda: docx_of(paragraph("甲"), {"..\\a.exe": "x"}), "document_damaged"),
    (lambda: docx_of(paragraph("甲"), {"C:/a.exe": "x"}), "document_damaged"),
    (
        lambda: zip_of(document_xml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;")),
        "document_damaged",
    ),
    (lambda: zip_of(document_xml(f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;")), "document_damaged"),
    (lambda: zip_of(document_xml('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "甲")), "document_damaged"),
    (lambda: zip_of({"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?>'}), "document_damaged"),
    (lambda: zip_of({"OFD.xml": '<!DOCTYPE a [<!ENTITY x "y">]><OFD/>'}), "document_damaged"),
    (lambda: zip_of({"xl/workbook.xml": "<a/>"}), "document_other_format"),
    (lambda: zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "document_other_format"),
    (lambda: zip_of({"a.txt": "甲"}), "document_not_read"),
    (lambda: b"PK\x03\x04 and no more", "document_damaged"),
    (lambda: docx_of(paragraph("字" * 3_000_001)), "document_limit"),
    (lambda: docx_of("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>" * 5_001), "document_limit"),
    (pages_in_a_loop, "document_damaged"),
]


@pytest.mark.parametrize(("make", "code"), CASES, ids=[f"{code}-{number}" for number, (_, code) in enumerate(CASES)])
def test_a_hostile_file_is_refused_with_a_sentence(make: Callable[[], bytes], code: str) -> None:
    raw = make()
    started = time.monotonic()
    with pytest.raises(LoadError) as caught:
        parse_document(raw, "规划.docx")
    assert caught.value.code == code
    assert time.monotonic() - started < SECONDS
    for language in ("zh", "en"):
        assert "规划.docx" in words(language).error(caught.value)


def test_a_part_that_declares_less_than_it_holds_is_stopped() -> None:
    raw = bytearray(bomb())
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(LoadError):
        parse_document(bytes(raw), "规划.docx")


@pytest.mark.parametrize("number", ["nan", "inf", "1e308", "-1e308", "9" * 400, "g 99999999999 5", "1e-308"])
def test_an_ofd_with_impossible_numbers_is_read_or_refused(number: str) -> None:
    text = ofd_text(20, 130, "常州高新区")
    for place in ('X="0"', "g 4 5.0", "20 125.0 200", 'Size="5.0"'):
        damaged = text.replace(place, re.sub(r"[\d.]+$|(?<=\")[\d.]+(?=\")", number, place))
        assert damaged != text
        with suppress(LoadError):
            assert "常州高新区" in parse_document(ofd_of([damaged + ofd_text(20, 150, "常州高新区")]), "a.ofd").text


def test_damaged_packages_are_refused_or_read_and_never_end_the_reader() -> None:
    seeds = [docx_of(paragraph("建设平台")), ofd_of([ofd_text(20, 30, "常州高新区")])]
    chance = random.Random(7)
    for number in range(400):
        damaged = bytearray(seeds[number % 2])
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        with suppress(LoadError):
            parse_document(bytes(damaged), "坏.docx")
