"""Every word in both languages, every error with a sentence whose fields its raisers give."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
import yaml

from graph.model.errors import LiantuError
from ui.cli.app import OLD_NAMES
from ui.text import LANGUAGES, Words, read_texts, text_files, words

ROOT = Path(__file__).parents[3]
ERRORS = {
    "LiantuError",
    "SchemaError",
    "StoreError",
    "QueryError",
    "UsageError",
    "RowError",
    "LoadError",
    "SourceError",
}
ALWAYS = {"origin"}
# Words in s that follow a field and are no plurals: verbs after a name, "1 yes", and the sign of seconds.
NO_PLURALS = "s|is|was|has|yes|says|lacks|holds|ends|differs|moves|occurs|belongs|names|does|needs|claims|contradicts"


def raised() -> list[tuple[str, set[str], str]]:
    """Code, fields and place of every error that the code makes with a literal code."""
    found = []
    for package in ("graph", "loaders", "queries", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS and node.args:
                    codes = [
                        c.value
                        for c in ast.walk(node.args[0])
                        if isinstance(c, ast.Constant) and isinstance(c.value, str)
                    ]
                    fields = {keyword.arg for keyword in node.keywords if keyword.arg}
                    fields |= {"file"} if getattr(node.func, "id", "") == "SourceError" else set()  # added by in_file
                    found += [(code, fields, f"{path.name}:{node.lineno}") for code in codes]
    return found


def fields_of(text: str) -> set[str]:
    return {name.partition("|")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_fields() -> None:
    zh, en = (words(language).entries for language in LANGUAGES)
    assert set(zh) == set(en)
    assert {key for key in zh if fields_of(zh[key]) != fields_of(en[key])} == set()


def test_no_key_is_given_twice() -> None:
    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[object, object]:
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), keys
        return dict(zip(keys, (loader.construct_object(value, deep=True) for _, value in node.value), strict=True))

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    for language in LANGUAGES:
        tables = [yaml.load(file.read_text("utf-8"), Strict) for file in text_files(language)]
        keys = [key for table in tables for key in table]
        assert len(keys) == len(set(keys)), keys


def test_both_languages_have_the_same_files_with_the_same_keys() -> None:
    zh, en = ({file.name: set(read_texts(file)) for file in text_files(language)} for language in LANGUAGES)
    assert zh == en


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_sentence_and_gives_its_fields(language: str) -> None:
    said = words(language)
    known = raised()
    assert len(known) > 60
    faults = []
    for code, fields, place in known:
        if code == "query_timeout" or not said.has(f"error.{code}"):
            if not said.has(f"error.{code}"):
                faults.append((place, code, "no sentence"))
            continue
        missing = fields_of(said.entries[f"error.{code}"]) - fields - ALWAYS
        if missing:
            faults.append((place, code, missing))
    assert faults == []


def test_an_error_becomes_a_sentence() -> None:
    problem = LiantuError("file_too_large", file="a.csv", size=3, limit=2)
    assert words("zh").error(problem) == "a.csv 有 3 字节，超过上限 2"


def test_a_number_has_the_word_that_fits_it() -> None:
    text = Words("en", {"a": "{count|row is|rows are} in {file}"})
    assert [text("a", count=n, file="f") for n in (0, 1, 2, 11)] == [
        "0 rows are in f",
        "1 row is in f",
        "2 rows are in f",
        "11 rows are in f",
    ]
    with pytest.raises(KeyError):
        text("a", file="f")


def test_every_english_text_has_the_singular_for_one() -> None:
    words_ = words("en")
    plural = re.compile(rf"\b1 (?!(?:{NO_PLURALS})\b)(?:[a-z]+ed |good |more |most urgent |open )?[a-z]+s\b")
    texts = {key: words_(key, **dict.fromkeys(fields_of(text), 1)) for key, text in words_.entries.items()}
    assert {key: text for key, text in texts.items() if plural.search(text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_with_a_number_s_words_have_both(language: str) -> None:
    names = {name for text in words(language).entries.values() for _, name, _, _ in string.Formatter().parse(text)}
    assert {name for name in names if name and name.count("|") not in (0, 2)} == set()


def test_long_lists_are_cut() -> None:
    assert words("zh").join([str(n) for n in range(100)]).endswith("…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_name_commands_by_their_present_names(language: str) -> None:
    old = re.compile(rf"liantu ({'|'.join(OLD_NAMES)})\b")
    assert {key: text for key, text in words(language).entries.items() if old.search(text)} == {}
