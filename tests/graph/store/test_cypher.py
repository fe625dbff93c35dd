"""The store's own .cypher files: their headers say what the text takes and returns."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from graph.store.columns import SEARCH_PROPERTY
from graph.store.cypher import read_cypher

NAMES = sorted(
    entry.name.removesuffix(".cypher")
    for entry in files("graph.store.cypher").iterdir()
    if entry.name.endswith(".cypher")
)


@pytest.mark.parametrize("name", NAMES)
def test_the_header_names_the_parameters_and_columns_of_the_text(name: str) -> None:
    text = read_cypher(name)
    header = re.findall(r"^// (\w+): (.+)$", text, re.MULTILINE)
    body = re.sub(r"^//.*$", "", text, flags=re.MULTILINE)
    assert header[0][0] == "title"
    assert {value.split()[0] for key, value in header if key == "param"} == set(re.findall(r"\$(\w+)", body))
    columns = [column for key, value in header if key == "columns" for column in value.split()]
    returned = body.partition("RETURN")[2]
    assert columns == re.findall(r"(?:AS|,) (\w+)(?=,|\s*$)", returned)


def test_searching_without_the_index_looks_at_the_property_that_the_index_is_on() -> None:
    assert f"node.{SEARCH_PROPERTY} CONTAINS" in read_cypher("search_substring")
