"""The schema file: its flags decide what a type may do, and a fault in it is named."""

from __future__ import annotations

from importlib.resources import files

import pytest

from graph.model.errors import SchemaError
from graph.model.schema_file import default_schema, parse_schema

TEXT = files("graph.model").joinpath("schema.yaml").read_text("utf-8")
ACADEMY = '  Academy: {zh: 学会, en: Academy, colour: "#123456", entity: true, can_host: true, default_role: talent}\n'


def test_the_flags_of_the_types() -> None:
    nodes = default_schema().nodes.values()
    assert {node.label for node in nodes if node.can_host} == {"Park", "Platform", "Enterprise", "Carrier", "Institute"}
    assert {node.label for node in nodes if node.container} == {"Park", "Carrier"}
    assert {node.label for node in nodes if not node.removable and node.entity} == {
        *("Region", "Chain", "Technology", "Programme", "Event", "Target", "Group", "Stub")
    }
    assert {node.label for node in nodes if node.chain_level} == {"Authority", "Region", "Programme", "Chain", "Group"}
    assert {node.label: node.default_role for node in nodes if node.default_role != "platform"} == {
        "Enterprise": "production",
        "Institute": "research",
        "University": "research",
    }


def test_a_new_organisation_type_needs_the_schema_file_only() -> None:
    text = TEXT.replace("  Authority:   {", f"{ACADEMY}  Authority:   {{").replace("[Authority, Park", "[Academy, Park")
    schema = parse_schema(text)
    academy = schema.node_type("Academy")
    assert academy.can_host and academy.default_role == "talent" and not academy.removable
    assert ("Academy", "Segment") in schema.edge_type("ACTIVE_IN").endpoints
    assert set(academy.properties) >= {"name", "aliases", "district"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("container: true", "contains: true", "schema_file"),
        ("default_role: production", "default_role: making", "schema_file"),
        ("stage: required stage", "stage: required stag", "unknown_property_type"),
        ("ends: {Chain: [Segment]}", "ends: {Chain: [Segmnt]}", "unknown_label"),
    ],
)
def test_a_fault_in_the_schema_file_is_named(old: str, new: str, code: str) -> None:
    assert old in TEXT
    with pytest.raises(SchemaError, match=code):
        parse_schema(TEXT.replace(old, new))
