"""The files a page begins with: which addresses are pages, in which language, and with whose words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp
from streamlit.file_util import get_static_dir

from tests.support.asgi import PASSED_ON, Response, request
from ui.server.page_files import PageFiles, first_file, streamlit_texts
from ui.server.streamlit_texts import SCRIPT_FOLDER, SCRIPT_TEXTS, translated_script, with_text_calls
from ui.text import LANGUAGES


def page_files(app: ASGIApp) -> PageFiles:
    return PageFiles(app, {"overview", "chain", "missing"}, home="overview", language="zh")


def answer(path: str, query: str = "", **headers: str) -> Response:
    """Return the response to a GET request."""
    return request(page_files, path, query, **headers)


@pytest.mark.parametrize("path", ["/", "/chain"])
def test_a_page_begins_in_the_language_of_its_address(path: str) -> None:
    status, _, body = answer(path)
    assert status == 200
    assert '<html lang="zh-CN">' in body
    assert "链图正在打开" in body
    assert "Streamlit app" not in body
    assert '<html lang="en">' in answer(path, "lang=en")[2]
    assert '<html lang="zh-CN">' in answer(path, "lang=%22%3E%3Cscript")[2]


def test_an_address_that_is_no_page_leads_to_the_one_that_says_so() -> None:
    status, headers, _ = answer("/ch<a>in", "lang=en&chain=rail", accept="text/html")
    assert (status, headers["location"]) == (302, "missing?lang=en&asked=ch%3Ca%3Ein")


def test_the_home_page_has_one_address() -> None:
    status, headers, _ = answer("/overview", "year=2018", accept="text/html")
    assert (status, headers["location"]) == (302, "./?year=2018")


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/nosuch.js", "/favicon.png", "/media/a.png", "//x.com"])
def test_other_addresses_are_streamlit_s(path: str) -> None:
    assert answer(path)[0] == PASSED_ON


def test_a_script_is_fetched_again_only_when_its_words_have_changed() -> None:
    name = next((Path(get_static_dir()) / SCRIPT_FOLDER).glob("FileUploader.*.js")).name
    status, headers, body = answer(f"/static/js/{name}")
    assert status == 200
    assert 'liantuText("upload")`Upload`' in body
    assert answer(f"/static/js/{name}", if_none_match=headers["etag"])[0] == 304


@pytest.mark.parametrize("name", ["../../index.html", "nosuch.js", "index.js/../x"])
def test_only_scripts_of_streamlit_s_are_read(name: str) -> None:
    assert translated_script(name) is None


def words_of_streamlit() -> Iterator[tuple[str, str, str]]:
    for stem, keys in SCRIPT_TEXTS.items():
        for literal, key in keys.items():
            yield stem, literal, key


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    folder = Path(get_static_dir()) / SCRIPT_FOLDER
    return {
        stem: "".join(file.read_text("utf-8") for file in sorted(folder.glob(f"{stem}.*.js"))) for stem in SCRIPT_TEXTS
    }


@pytest.mark.parametrize(("stem", "literal", "key"), list(words_of_streamlit()))
def test_each_word_of_streamlit_s_is_found_and_replaced(
    stem: str, literal: str, key: str, sources: dict[str, str]
) -> None:
    assert with_text_calls(sources[stem], {literal: key}) != sources[stem]
    assert all(key in streamlit_texts(language) for language in LANGUAGES)


def test_no_text_for_streamlit_s_words_is_left_over() -> None:
    used = {key for _, _, key in words_of_streamlit()} | {"opening", "no_script"}
    assert set(streamlit_texts("zh")) == used


def test_the_texts_cannot_end_the_script_they_stand_in() -> None:
    assert first_file("zh", "zh").count("</script>") == first_file("zh", "zh").count("<script")
