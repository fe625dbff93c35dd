from __future__ import annotations

import pytest

from graph.model.errors import SchemaError
from graph.model.records import Edge, Node
from graph.model.schema import STUB
from graph.model.schema_file import default_schema

STATED = {"dataset": "d", "evidence": "row 1", "status": "existing", "confidence": "explicit", "support": "established"}


def refused(check, record) -> SchemaError:
    with pytest.raises(SchemaError) as caught:
        check(record)
    assert caught.value.fields["origin"] == "edges.csv:7"
    return caught.value


def edge(type_: str = "SUPPORTS", **props: object) -> Edge:
    kept = {name: value for name, value in {**STATED, **props}.items() if value is not None}
    return Edge(id="d/1", type=type_, source="a", target="b", props=kept, location="edges.csv:7")


def test_every_type_has_captions_and_every_end_is_a_type() -> None:
    found = default_schema()
    for kind in found.nodes.values():
        assert kind.zh and kind.en and kind.colour.startswith("#")
    for kind in found.edges.values():
        assert kind.zh and kind.en and kind.endpoints
        assert {label for pair in kind.endpoints for label in pair} <= set(found.nodes)


def test_the_schema_has_all_types_of_the_design() -> None:
    nodes = """Region Park Platform Institute University Enterprise Alliance Carrier ServiceOrg Authority Chain Segment
    Technology Programme Project Event Target Group Document Clause Dataset Observation Lead"""
    edges = """BUILDS SUPPORTS TARGETS IMPLEMENTS FOCUSES_ON MEASURES LOCATED_IN INSTANCE_OF UPGRADES_TO PART_OF HOSTS
    CONTRIBUTES_TO SERVES REGULATES MEMBER_OF AFFILIATED_WITH COLLABORATES_WITH LEADS PARTICIPATES_IN RELATED_TO FUNDS
    ATTRACTS OPERATES CO_BUILDS HAS_SEGMENT FEEDS ACTIVE_IN LACKS CAN_PROVIDE CORRESPONDS_TO HAS_OBSERVATION ABOUT
    DESCRIBES MENTIONS"""
    assert set(nodes.split()) <= set(default_schema().nodes)
    assert set(edges.split()) == set(default_schema().edges)


def test_a_good_record_passes() -> None:
    default_schema().check_edge(edge())
    default_schema().check_endpoints(edge(), "Authority", "Park")
    default_schema().check_node(
        Node(id="p", label="Park", row="d/p", props={"name": "园", "aliases": ("园区",)}, location="x")
    )


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (edge("LOVES"), "unknown_edge_type"),
        (edge(evidence=None), "missing_source"),
        (edge(dataset=None), "missing_source"),
        (edge(status=None), "missing_property"),
        (edge(status="maybe"), "wrong_type"),
        (edge(year="2018"), "wrong_type"),
        (edge(year=True), "wrong_type"),
        (edge(colour="red"), "unknown_property"),
        (edge("ACTIVE_IN", kind="selling", region="r"), "wrong_type"),
        (edge("ACTIVE_IN", kind="production"), "missing_property"),
    ],
)
def test_a_broken_edge_is_refused_with_its_code(record: Edge, code: str) -> None:
    assert refused(default_schema().check_edge, record).code == code


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (Node(id="p", label="Castle", row="d/p", props={"name": "x"}, location="edges.csv:7"), "unknown_label"),
        (Node(id="", label="Park", row="d/p", props={"name": "x"}, location="edges.csv:7"), "missing_id"),
        (Node(id="p", label="Park", row="d/p", props={}, location="edges.csv:7"), "missing_property"),
        (
            Node(id="p", label="Park", row="d/p", props={"name": "x", "aliases": "y"}, location="edges.csv:7"),
            "wrong_type",
        ),
        (
            Node(
                id="s",
                label="Segment",
                row="d/s",
                props={"name": "x", "stage": "中", "critical": "是"},
                location="edges.csv:7",
            ),
            "wrong_type",
        ),
    ],
)
def test_a_broken_node_is_refused_with_its_code(node: Node, code: str) -> None:
    assert refused(default_schema().check_node, node).code == code


@pytest.mark.parametrize(("source", "target"), [("Technology", "Park"), ("Segment", "Park"), ("Target", STUB)])
def test_endpoints_of_wrong_types_are_refused(source: str, target: str) -> None:
    with pytest.raises(SchemaError, match="wrong_ends"):
        default_schema().check_endpoints(edge(), source, target)


@pytest.mark.parametrize(("source", "target"), [(STUB, "Park"), ("Authority", STUB), (STUB, STUB)])
def test_a_stub_is_accepted_at_either_endpoint(source: str, target: str) -> None:
    default_schema().check_endpoints(edge(), source, target)
