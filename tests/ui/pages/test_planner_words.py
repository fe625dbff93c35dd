"""The words on every page, in both languages: no id, no column, no word of the machine room, no figure without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from graph.model.schema_file import default_schema
from queries.catalogue import catalogue
from queries.english_names import EnglishNames
from tests.support.page_states import Recorder, address_of, page_states
from tests.support.pages import open_page, use
from tests.support.planner_text import planner_text
from tests.support.stores import Server
from ui.pages.registry import PAGES
from ui.text import words

ID = re.compile(r"[A-Za-z][\w\-]*[\-/:][\w\-/:.>]*\w")
MACHINE_WORDS = re.compile(
    r"LIANTU_\w+|\w+\.(?:ya?ml|py|cypher|npz)\b|\bliantu [a-z]|YAML|JSON|Traceback|贪心|权重摇动|覆盖[上下]限|入选率|分量|边际"
)
CHARACTERS = re.compile(r"第 ?\d+[–—-]\d+ ?字|characters? \d+")
LONG_NUMBER = re.compile(r"(?<![\d.,])\d+\.\d+(?![\d.])")
MAX_DIGITS = 3  # significant ones, of a figure that the product computes
CAPITALS = re.compile(r"\b[A-Z]{3,}(?:_[A-Z]+)*\b")
COLUMNS = re.compile(r"[a-z]+(?:_[a-z]+)+")


@cache
def schema_words() -> frozenset[str]:
    """Return the words of the schema and of the queries that have a caption in either language."""
    schema = default_schema()
    columns = {column.name for query in catalogue().values() for column in query.columns}
    return frozenset({*schema.edges, *schema.nodes, *columns})


def digits(number: str) -> int:
    """Return how many significant digits a number has.

    >>> digits("0.3426"), digits("12.50"), digits("100.0")
    (4, 4, 4)
    """
    return len(number.replace(".", "").lstrip("0"))


@dataclass(frozen=True)
class Graph:
    """The words of the loaded graph that are its own, and the decimal numbers that its sources state."""

    ids: frozenset[str]
    kinds: frozenset[str]
    numbers: frozenset[str]


@cache
def read_graph(snapshot: str) -> Graph:
    return Graph(
        ids=frozenset(re.findall(r'"id": ?"([^"]*[-/:][^"]*)"', snapshot)),
        kinds=frozenset(re.findall(r'"kind": ?"([A-Z_]{3,})"', snapshot)),
        numbers=frozenset(LONG_NUMBER.findall(snapshot)),
    )


def faults(piece: str, graph: Graph, language: str = "zh") -> Iterator[str]:
    """Yield the faults of a piece of text.

    Args:
        piece: the text.
        graph: what the loaded graph holds.
        language: an English page may use an English word that happens to be one of the schema.
    """
    yield from (f"id {token}" for token in ID.findall(piece) if token in graph.ids)
    yield from (f"word {token}" for token in MACHINE_WORDS.findall(piece))
    yield from (f"place {token}" for token in CHARACTERS.findall(piece))
    yield from (f"column {token}" for token in COLUMNS.findall(piece) if token in schema_words())
    yield from [f"schema {piece}"] if language == "zh" and piece in schema_words() else []
    yield from (f"type {token}" for token in CAPITALS.findall(piece) if token in {*schema_words(), *graph.kinds})
    for number in LONG_NUMBER.findall(piece):
        if digits(number) > MAX_DIGITS and number not in graph.numbers:
            yield f"digits {number}"


@pytest.fixture
def shown(embedded_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server with the bundled data, used by the pages; the words of a page do not depend on the engine."""
    embedded_server.loaded()
    return use(embedded_server, monkeypatch)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_speaks_the_planners_words(shown: Server, recorder: Recorder, page: str, language: str) -> None:
    graph = read_graph(shown.snapshot)
    found = {
        f"{fault}: {piece[:80]}"
        for address in (address_of(page, tab) for tab in page_states(page, recorder))
        for piece in planner_text(open_page(page, **{**address, "lang": language}), words(language))
        for fault in faults(piece, graph, language)
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("page", PAGES)
def test_an_english_page_names_chains_and_links_in_english(shown: Server, recorder: Recorder, page: str) -> None:
    names = EnglishNames.fetch(shown.store).by_id
    rows = shown.store.read("MATCH (n:Entity) RETURN n.id AS id, n.name AS name")
    others = {row["name"] for row in rows if row["id"] not in names}  # a field of a plan may have the name of a chain
    chinese = {row["name"] for row in rows if row["id"] in names} - others
    found = {
        piece
        for address in (address_of(page, tab) for tab in page_states(page, recorder))
        for piece in planner_text(open_page(page, **{**address, "lang": "en"}), words("en"))
        if piece in chinese
    }
    assert not found, "\n".join(sorted(found))


def test_faults_are_found() -> None:
    graph = Graph(frozenset({"inst-jngri", "bu:rail/bogie"}), frozenset({"INCUBATES"}), frozenset({"6622.28"}))
    pieces = (
        "见 inst-jngri",
        "bu:rail/bogie",
        "孵化·INCUBATES",
        "segment_id",
        "0.3426",
        "第 3889–3952 字",
        "设 LIANTU_WHO",
    )
    for piece in pieces:
        assert list(faults(piece, graph)), piece
    for piece in ("0.34", "6622.28 亿元", "2018.11.13", "中车(CRRC)", "PACK", "https://www.gov.cn/art/2018.html"):
        assert list(faults(piece, graph)) == [], piece
