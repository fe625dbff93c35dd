"""A reviewed plan as tables: what was accepted, with its exact place; what is open, as a lead; nothing that was rejected."""

from __future__ import annotations

from dataclasses import replace

from loaders.plans.plan import Plan, PlanSource
from loaders.plans.tables import Tables, plan_tables
from loaders.review.decision import Decision
from loaders.review.proposal_id import proposal_id
from loaders.review.review import reviewed
from tests.support.small_plan import CENTRE, INSTITUTE, PARK, PROPOSALS, TEXT, decisions, document, proposal_of

SOURCE = PlanSource(
    dataset="wuhu-2024", title="工作要点", publisher="芜湖市科技局", published="2024-01-05", region="reg-wuhu"
)


def tables(taken: list[Decision]) -> Tables:
    return plan_tables(Plan(document=document(), source=SOURCE, items=reviewed(PROPOSALS, taken)))


def column(rows: list[dict[str, str]], name: str) -> list[str]:
    return [row[name] for row in rows]


def test_what_was_accepted_is_stated_with_the_person_and_the_day() -> None:
    accepted = tables(decisions())
    centre = next(row for row in accepted["entities"] if row["name"] == CENTRE)
    assert (centre["label"], centre["existence"], centre["note"]) == ("Platform", "planned", "核对：张三 2024-02-03")
    assert sorted(column(accepted["edges"], "type")) == sorted(
        ["LEADS", "FOCUSES_ON", "BUILDS", "LOCATED_IN", "TARGETS", "MEASURES"]
    )
    assert accepted["leads"] == []


def test_the_unsaid_subject_is_the_issuer_and_is_marked_as_unsaid() -> None:
    accepted = tables(decisions())
    builds = next(row for row in accepted["edges"] if row["type"] == "BUILDS")
    issuer = next(row for row in accepted["entities"] if row["row"] == "issuer")
    assert (issuer["name"], issuer["label"]) == ("芜湖市科技局", "Authority")
    assert (builds["source_id"], builds["subject_stated"], builds["status"]) == (issuer["id"], "no", "aspired")
    leads = next(row for row in accepted["edges"] if row["type"] == "LEADS")
    assert leads["subject_stated"] == "yes"


def test_every_cited_place_slices_back_to_the_text() -> None:
    accepted = tables(decisions())
    clauses = {row["id"]: TEXT[int(row["char_start"]) : int(row["char_end"])] for row in accepted["clauses"]}
    for row in accepted["edges"]:
        assert clauses[row["evidence"]] == TEXT[int(row["char_start"]) : int(row["char_end"])]
    name_of = {row["id"]: row["name"] for row in accepted["entities"]}
    for row in accepted["mentions"]:
        named = TEXT[int(row["char_start"]) : int(row["char_end"])]
        assert named in clauses[row["clause_id"]]
        assert named in name_of[row["entity_id"]]
    assert {row["section"] for row in accepted["clauses"]}


def test_a_target_is_apart_from_a_figure_that_was_reached() -> None:
    accepted = tables(decisions())
    (target,) = [row for row in accepted["entities"] if row["label"] == "Target"]
    assert (target["value"], target["unit"], target["comparator"], target["period"]) == ("900", "家", "=", "2024")
    stock = next(row for row in accepted["observations"] if row["measure"] == "高新技术企业")
    assert stock["value"] == "812"
    class_id = next(
        row["id"] for row in accepted["entities"] if row["name"] == "高新技术企业" and row["row"] != target["row"]
    )
    assert stock["subject_id"] == class_id
    measures = next(row for row in accepted["edges"] if row["type"] == "MEASURES")
    assert (measures["source_id"], measures["target_id"]) == (target["id"], class_id)


def test_a_rank_that_a_plan_aims_at_is_a_target_and_one_that_a_report_states_is_none() -> None:
    def labels(*, aimed: bool) -> list[str]:
        rank = replace(PROPOSALS.indicators[0], kind="rank", aimed=aimed)
        proposals = replace(PROPOSALS, indicators=(rank,))
        accepted = Decision(proposal=proposal_id(rank), state="accepted", who="张三", at="2024-02-03T10:00:00Z")
        plan = Plan(document=document(), source=SOURCE, items=reviewed(proposals, [accepted]))
        return [row["kind"] for row in plan_tables(plan)["entities"] if row["label"] == "Target"]

    assert labels(aimed=True) == ["rank"]
    assert labels(aimed=False) == []


def test_the_stated_size_of_a_group_is_an_observation_of_it() -> None:
    accepted = tables(decisions())
    (size,) = [row for row in accepted["observations"] if row["measure"] == "stated_size"]
    group = next(row for row in accepted["entities"] if row["label"] == "Group")
    assert (size["subject_id"], size["value"], size["unit"]) == (group["id"], "3", "家")


def test_what_nobody_has_decided_on_is_a_lead_and_nothing_else() -> None:
    nothing = tables([])
    assert [row["row"] for row in nothing["entities"]] == ["issuer"]
    assert nothing["edges"] == nothing["observations"] == nothing["mentions"] == []
    assert len(nothing["leads"]) == sum(1 for _ in PROPOSALS)
    assert {row["reason"] for row in nothing["leads"]} == {"unreviewed"}
    assert {row["entity_ids"] for row in nothing["leads"]} == {"reg-wuhu"}


def test_what_was_rejected_is_left_out_with_all_that_needs_it() -> None:
    others = [proposal.text for proposal in PROPOSALS if proposal.text != PARK]
    left = tables([*decisions(without=[PARK]), *decisions("rejected", without=others)])
    assert PARK not in column(left["entities"], "name")
    assert not {"BUILDS", "LOCATED_IN"} & set(column(left["edges"], "type"))
    assert left["leads"] == []


def test_a_relation_waits_until_its_ends_are_accepted() -> None:
    without_institute = tables(decisions(without=[INSTITUTE]))
    assert "LOCATED_IN" not in column(without_institute["edges"], "type")
    assert INSTITUTE in column(without_institute["leads"], "who")


def test_a_relation_that_the_schema_does_not_know_between_its_ends_is_left_out() -> None:
    centre = proposal_id(proposal_of(CENTRE))
    retyped = [replace(taken, type="Event") if taken.proposal == centre else taken for taken in decisions()]
    assert "LEADS" not in column(tables(retyped)["edges"], "type")  # a university leads no event
