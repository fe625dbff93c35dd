"""Each statement of the plans' page stands beside its own button 此条存疑."""

from __future__ import annotations

import re

from loaders.access.principal import LOCAL_USER
from loaders.linking.judgements import Judgement
from loaders.service.datasets import load_bundled
from loaders.service.linking import submit_judgements
from queries.rows.parks import GroupsRow
from queries.rows.plan import AchievedRow, ProgrammeActorsRow, TargetsRow, WordingRow
from queries.rows.quality import ObservationsRow, StatementRow
from queries.run import fetch_rows
from tests.support.pages import all_text, open_page
from tests.support.stores import Server

REGION = "reg-changzhou"


def doubtable(page: str, **state: str) -> set[str]:
    return set(re.findall(r'class="doubt" data-id="([^"]*)"', all_text(open_page(page, **state))))


def test_targets_and_what_was_achieved_can_be_doubted(loaded: Server) -> None:
    stated = {row.statement for row in fetch_rows(loaded.store, TargetsRow, region=REGION)}
    achieved = {row.statement for row in fetch_rows(loaded.store, AchievedRow)}
    shown = doubtable("plan", tab="targets")
    assert stated <= shown <= stated | achieved


def test_stated_sizes_of_groups_can_be_doubted(loaded: Server) -> None:
    stated = {statement for row in fetch_rows(loaded.store, GroupsRow, region=REGION) for statement in row.statements}
    assert doubtable("plan", tab="groups") == stated != set()


def test_who_carries_out_a_programme_can_be_doubted(loaded: Server) -> None:
    stated = {row.statement for row in fetch_rows(loaded.store, ProgrammeActorsRow, region=REGION)}
    assert doubtable("plan", tab="programmes") == stated != set()


def test_what_a_plan_says_of_a_chain_can_be_doubted(loaded: Server) -> None:
    stated = {row.statement for row in fetch_rows(loaded.store, WordingRow, region=REGION)}
    assert doubtable("plan", tab="wording") == stated != set()


def test_observations_of_an_entity_can_be_doubted(loaded: Server) -> None:
    stated = {row.statement for row in fetch_rows(loaded.store, ObservationsRow, entity="park-cz-science-town")}
    assert doubtable("entity", id="park-cz-science-town", tab="observations") == stated != set()


def test_a_doubted_size_no_longer_counts_and_counts_again_when_it_is_confirmed(server: Server) -> None:
    store = server.empty()
    load_bundled(store, LOCAL_USER)
    group = next(row for row in fetch_rows(store, GroupsRow, region=REGION) if len(row.statements) == 1)
    (size,) = group.statements
    person = LOCAL_USER.named("张三")
    for verdict, counts, support in (
        ("wrong", False, "lead"),
        ("confirmed", True, "established"),
        ("open", True, "established"),
    ):
        submit_judgements(store, [Judgement(verdict=verdict, left=size, reason="走访")], person)
        assert (group.group_id in {row.group_id for row in fetch_rows(store, GroupsRow, region=REGION)}) is counts
        (row,) = fetch_rows(store, StatementRow, id=size)
        assert row.support == support
