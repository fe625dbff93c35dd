"""Fields of a plan as chains of the template, and its organisations at segments: leads with a reason, never holdings."""

from __future__ import annotations

import pytest

from loaders.lists.entity_index import build_entity_index
from loaders.plans.plan import ChainTemplate, Plan, PlanSource
from loaders.plans.tables import plan_tables
from loaders.review.review import reviewed
from queries.rows.chains import SegmentsRow
from tests.support.small_plan import CENTRE, PROPOSALS, decisions, document

SOURCE = PlanSource(
    dataset="wuhu-2024", title="工作要点", publisher="芜湖市科技局", published="2024-01-05", region="reg-wuhu"
)


def segment(id_: str, name: str, *keywords: str, roles: tuple[str, ...] = ("production",)) -> SegmentsRow:
    return SegmentsRow(
        chain_id="robots",
        chain="工业机器人",
        segment_id=id_,
        segment=name,
        stage="中游",
        critical="是",
        supply_roles=roles,
        keywords=keywords,
        product_keywords=None,
    )


@pytest.fixture
def rows() -> list[dict[str, str]]:
    """The edges of a plan that is placed in a template of one chain."""
    segments = [
        segment("robots/body", "机器人本体", "工业机器人", "机器人"),
        segment("robots/reducer", "减速器", "减速器"),
    ]
    template = ChainTemplate(index=build_entity_index((), segments), chains={"robots": "工业机器人"})
    items = reviewed(PROPOSALS, decisions())
    return plan_tables(Plan(document=document(), source=SOURCE, items=items, template=template))["edges"]


def test_a_field_is_proposed_as_the_chain_that_it_names(rows: list[dict[str, str]]) -> None:
    (row,) = [row for row in rows if row["type"] == "CORRESPONDS_TO"]
    assert (row["target_id"], row["kind"], row["support"], row["confidence"]) == ("robots", "same", "lead", "inferred")


def test_an_organisation_is_proposed_at_the_segment_of_its_name_and_focus(rows: list[dict[str, str]]) -> None:
    placed = [row for row in rows if row["type"] == "ACTIVE_IN"]
    assert {(row["source_id"].rpartition(":")[2], row["target_id"]) for row in placed} == {(CENTRE, "robots/body")}
    assert {(row["support"], row["status"], row["region"]) for row in placed} == {("lead", "planned", "reg-wuhu")}


def test_without_a_template_nothing_is_placed() -> None:
    tables = plan_tables(Plan(document=document(), source=SOURCE, items=reviewed(PROPOSALS, decisions())))
    assert not {"CORRESPONDS_TO", "ACTIVE_IN"} & {row["type"] for row in tables["edges"]}
