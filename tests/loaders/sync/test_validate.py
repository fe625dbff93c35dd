"""Rows are taken whole or refused whole, without a store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.schema_file import default_schema
from loaders.errors import LoadError
from loaders.records import RecordSet
from loaders.sync.validate import referenced_ids, validate
from tests.support.record_sets import listed

SCHEMA = default_schema()
ELSEWHERE = {"x/one": "Segment", "reg-x": "Region"}
RECORDS = listed("list", "甲有限公司", "乙有限公司")


def refused(records: RecordSet, elsewhere: dict[str, str] = ELSEWHERE) -> list[str]:
    return [problem.code for problem in validate(records, SCHEMA, elsewhere).records.refused]


def test_every_id_that_records_use_is_referenced() -> None:
    assert referenced_ids(RECORDS) == ["org:乙有限公司", "org:甲有限公司", "reg-x", "x/one"]


def test_a_claim_with_a_size_references_its_segment() -> None:
    claims = ("production x/one 规上", "supply x/one 规上!")
    assert referenced_ids(replace(RECORDS, dataset=replace(RECORDS.dataset, completeness_claims=claims))) == [
        "org:乙有限公司",
        "org:甲有限公司",
        "reg-x",
        "x/one",
    ]


def test_good_records_pass_and_unknown_ends_are_reported() -> None:
    valid = validate(RECORDS, SCHEMA, {})
    assert valid.records.refused == ()
    assert [reference.id for reference in valid.dangling] == ["reg-x", "x/one"]


def test_a_bad_edge_takes_the_whole_row_with_it() -> None:
    bad = replace(RECORDS.edges[0], props={**RECORDS.edges[0].props, "kind": "nonsense"})
    valid = validate(replace(RECORDS, edges=(bad, RECORDS.edges[1])), SCHEMA, ELSEWHERE)
    assert [problem.code for problem in valid.records.refused] == ["wrong_type"]
    assert [node.id for node in valid.records.nodes] == ["org:乙有限公司"]


def test_a_row_that_is_given_twice_is_refused_once() -> None:
    again = replace(RECORDS.nodes[0], location="list:again")
    assert refused(replace(RECORDS, nodes=(*RECORDS.nodes, again))) == ["row_twice"]


def test_an_edge_between_labels_that_its_type_does_not_join_is_refused() -> None:
    assert refused(RECORDS, {**ELSEWHERE, "x/one": "Park"}) == ["wrong_ends", "wrong_ends"]


def test_too_few_good_rows_stop_the_load() -> None:
    with pytest.raises(LoadError, match="count_out_of_range"):
        validate(replace(RECORDS, counts={"": (3, 9)}), SCHEMA, ELSEWHERE)
