"""A fact added on the spot: into the person's own dataset, with its source, and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.facts import Fact
from loaders.history.event import LoadContext
from loaders.history.log import load_events
from loaders.linking.judgements import Judgement
from loaders.pipeline import judge, load, undo
from loaders.service.facts import add_fact_to_store, add_facts_to_store, own_dataset
from tests.support.people import LI_SI, ZHANG_SAN, person
from tests.support.small_datasets import folder
from tests.support.stores import exported

MINE = own_dataset("张三").id
FACT = Fact(
    segment="x/two",
    role="production",
    region="reg-x",
    source="走访记录",
    organisation="丁光有限公司",
    since="2019年3月",
)


@pytest.fixture
def small(store: Store, tmp_path: Path) -> Store:
    load(store, read_dataset(folder(tmp_path)))
    return store


def said(store: Store) -> list[tuple[str, str, str, object, str]]:
    rows = store.read(
        "MATCH (a)-[r]->(b) WHERE r.dataset = $mine AND type(r) <> 'DESCRIBES' "
        "RETURN type(r) AS type, a.id AS a, b.id AS b, r.year AS year, r.evidence AS evidence ORDER BY r.id",
        {"mine": MINE},
    )
    return [(row["type"], row["a"], row["b"], row["year"], row["evidence"]) for row in rows]


def test_facts_added_at_once_are_one_event(small: Store) -> None:
    nothing = exported(small)
    other = replace(FACT, segment="x/one")
    assert add_facts_to_store(small, [FACT, other], ZHANG_SAN).statements.added == 2
    assert [(source, target) for _, source, target, _, _ in said(small)] == [
        ("org:丁光有限公司", "x/two"),
        ("org:丁光有限公司", "x/one"),
    ]
    (event,) = [event for event in load_events(small.read) if event.dataset == MINE]
    undo(small, event.id)
    assert exported(small) == nothing


def test_facts_come_together_and_go_one_by_one(small: Store) -> None:
    nothing = exported(small)
    report = add_fact_to_store(small, FACT, ZHANG_SAN)
    assert (report.nodes.added, report.statements.added) == (1, 1)
    one = exported(small)
    add_fact_to_store(
        small,
        Fact(segment="第一环", role="research", region="某市", source="官网", organisation="甲科技园"),
        person(" 张三 "),
    )
    add_fact_to_store(small, Fact(segment="x/two", role="research", region="reg-x", source="调查"), ZHANG_SAN)
    assert said(small) == [
        ("ACTIVE_IN", "org:丁光有限公司", "x/two", 2019, "走访记录"),
        ("ACTIVE_IN", "park-a", "x/one", said(small)[1][3], "官网"),
        ("LACKS", "reg-x", "x/two", said(small)[2][3], "调查"),
    ]
    mine = [event for event in load_events(small.read) if event.dataset == MINE]
    assert [event.context.action for event in mine] == ["add"] * 3
    undo(small, mine[2].id)
    undo(small, mine[1].id)
    assert exported(small) == one
    undo(small, mine[0].id)
    assert exported(small) == nothing


@pytest.mark.parametrize(
    ("fact", "who", "code"),
    [
        (
            Fact(segment="x/two", role="production", region="reg-x", source=" ", organisation="丁"),
            "张三",
            "fact_source",
        ),
        (
            Fact(segment="x/none", role="production", region="reg-x", source="官网", organisation="丁"),
            "张三",
            "fact_segment",
        ),
        (Fact(segment="x/two", role="owner", region="reg-x", source="官网", organisation="丁"), "张三", "word_unknown"),
        (
            Fact(segment="x/two", role="production", region="reg-x", source="官网", organisation="丁", status="gone"),
            "张三",
            "word_unknown",
        ),
        (
            Fact(segment="x/two", role="production", region="reg-x", source="官网", organisation="丁"),
            " ",
            "who_missing",
        ),
        (
            Fact(segment="x/two", role="production", region="乌有市", source="官网", organisation="丁"),
            "张三",
            "entity_unknown",
        ),
        (
            Fact(segment="x/two", role="production", region="reg-x", source="官网", organisation="丁" * 1_000),
            "张三",
            "fact_refused",
        ),
    ],
)
def test_what_does_not_fit_leaves_nothing(small: Store, fact: Fact, who: str, code: str) -> None:
    before = exported(small)
    with pytest.raises((LoadError, UsageError)) as problem:
        add_fact_to_store(small, fact, person(who))
    assert problem.value.code == code
    assert exported(small) == before


def test_two_people_have_two_datasets(small: Store) -> None:
    add_fact_to_store(small, FACT, ZHANG_SAN)
    add_fact_to_store(small, FACT, LI_SI)
    rows = small.read(
        "MATCH (d:Dataset) WHERE d.id STARTS WITH 'own-' RETURN d.id AS id, d.publisher AS who ORDER BY id"
    )
    assert [(row["id"], row["who"]) for row in rows] == [(own_dataset("李四").id, "李四"), (MINE, "张三")]


def test_a_second_fact_of_a_new_organisation_is_about_the_same(small: Store) -> None:
    add_fact_to_store(small, FACT, ZHANG_SAN)
    report = add_fact_to_store(
        small,
        Fact(segment="x/one", role="production", region="reg-x", source="走访二", organisation="丁光有限公司"),
        ZHANG_SAN,
    )
    assert (report.nodes.added, report.statements.added) == (0, 1)
    assert {source for _, source, *_ in said(small)} == {"org:丁光有限公司"}


def test_what_was_decided_of_a_fact_stays_with_that_fact(small: Store) -> None:
    add_fact_to_store(small, FACT, ZHANG_SAN)
    (fact,) = small.read("MATCH ()-[r:ACTIVE_IN {dataset: $mine}]->() RETURN r.id AS id", {"mine": MINE})
    judge(small, [Judgement(verdict="wrong", left=fact["id"])], LoadContext(who="张三", action="decide"))
    mine = [event for event in load_events(small.read) if event.dataset == MINE]
    undo(small, mine[-1].id)
    add_fact_to_store(small, FACT, ZHANG_SAN)
    (other,) = small.read(
        "MATCH ()-[r:ACTIVE_IN {dataset: $mine}]->() RETURN r.id AS id, r.support AS s", {"mine": MINE}
    )
    assert other["id"] != fact["id"]
    assert other["s"] == "established"


def test_people_whose_names_sound_alike_have_a_dataset_each() -> None:
    assert own_dataset("张伟").id != own_dataset("章伟").id
    assert own_dataset(" 张伟 ") == own_dataset("张伟")
