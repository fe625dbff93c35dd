"""No span is off by one: ten thousand random strings through the formats, with rare characters, emoji and CR LF."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.parse import parse_document
from loaders.documents.text_document import TextDocument
from tests.support.documents import docx_of, paragraph
from tests.support.word_binary import doc_of, doc_paragraph

# Ideographs of four planes, some with two code units; punctuation; combining marks; emoji with joiners of their own.
CHARACTERS = "常州高新区一、。《》（）０％a1-é\u0301𠮷𪚥𫝀𰻞㐂﨑〇・😀👨\U0001f3fd🇨🇳ﾊ①"
STRINGS, STRINGS_A_DOCUMENT = 10_000, 100


def exact(document: TextDocument, texts: Sequence[str]) -> None:
    """Check that the blocks are these texts, each at its place, with white space between."""
    assert [document.text[slice(*block.span)] for block in document.blocks] == list(texts)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end
        assert document.text[end : block.span.start].strip() == ""
        end = block.span.end
    assert document.text[end:].strip() == ""


def through_txt(texts: Sequence[str]) -> TextDocument:
    source = "\r\n\r\n".join(texts) + "\r\n"
    document = parse_document(source.encode("utf-8-sig"), "a.txt")
    assert document.text == source.replace("\r\n", "\n")
    return document


def through_gb18030(texts: Sequence[str]) -> TextDocument:
    return parse_document("\r\n".join(["规划", *texts]).encode("gb18030"), "a.txt")


def through_html(texts: Sequence[str]) -> TextDocument:
    body = "".join(f"<p>{escape(text[:3])}<b>{escape(text[3:])}</b></p>\r\n" for text in texts)
    return parse_document(f"<!DOCTYPE html><meta charset=gb2312><body>{body}</body>".encode(), "a.html")


def through_docx(texts: Sequence[str]) -> TextDocument:
    return parse_document(docx_of("".join(paragraph(escape(text)) for text in texts)), "a.docx")


def through_doc(texts: Sequence[str]) -> TextDocument:
    return parse_document(doc_of([doc_paragraph(text) for text in texts]), "a.doc")


@pytest.mark.parametrize("through", [through_txt, through_html, through_docx])
def test_ten_thousand_random_strings_keep_their_places(through: Callable[[Sequence[str]], TextDocument]) -> None:
    chance = random.Random(20)
    for _ in range(STRINGS // STRINGS_A_DOCUMENT):
        texts = ["".join(chance.choices(CHARACTERS, k=chance.randrange(1, 30))) for _ in range(STRINGS_A_DOCUMENT)]
        exact(through(texts), texts)


TEXTS = st.lists(st.text(alphabet=CHARACTERS, min_size=1, max_size=12), min_size=1, max_size=5)


@pytest.mark.parametrize("through", [through_txt, through_html, through_docx, through_doc])
def test_few_random_strings_keep_their_places(through: Callable[[Sequence[str]], TextDocument]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(TEXTS)
    def check(texts: list[str]) -> None:
        exact(through(texts), texts)

    check()


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_strings_in_gb18030_keep_their_places(texts: list[str]) -> None:
    exact(through_gb18030(texts), ["规划", *texts])


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_kept_as_it_is(text: str) -> None:
    source = "规划" + text.replace("\0", "")
    document = parse_document(source.encode(), "a.md")
    assert document.text == source.removeprefix("\ufeff").replace("\r\n", "\n")
    for block in document.blocks:
        assert "\n" not in document.text[slice(*block.span)]
