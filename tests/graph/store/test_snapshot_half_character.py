"""A snapshot with half a character is refused by its line."""

from __future__ import annotations

import pytest

from graph.model.errors import StoreError
from graph.model.schema_file import default_schema
from graph.store.snapshot_format import SnapshotReader, header_line, json_line


def test_half_a_character_is_no_text() -> None:
    schema = default_schema()
    node = '{"label":"Enterprise","node":"a","props":{"hash":"x","id":"a","name":"\\ud800","search_text":"a"}}\n'
    with pytest.raises(StoreError, match="import_line"):
        SnapshotReader(schema=schema, file="a.jsonl").read([json_line(header_line(schema)), node])
