"""A region's first day in the store: beside the sample, without it, and the sample back again."""

from __future__ import annotations

import pytest

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.regions.region_dataset import one_admin_region
from loaders.service.regions import load_sample, loaded_datasets, new_region, unload_sample
from queries.region import analyse_region
from queries.rows.chains import CandidatesRow, RegionsRow
from queries.run import fetch_rows
from queries.targeting import load_targeting_inputs
from tests.support.stores import exported


def regions(store: Store) -> list[str | None]:
    return [row.region for row in fetch_rows(store, RegionsRow)]


def test_a_new_region_in_an_empty_store_shows_the_template_with_nothing_known(store: Store) -> None:
    new_region(store, one_admin_region("芜湖市"), LOCAL_USER)
    assert loaded_datasets(store) >= {"chains", "candidates", "region-340200"}
    assert regions(store) == ["芜湖市"]
    analysis = analyse_region(store)
    assert (analysis.region_name, len(analysis.coverages)) == ("芜湖市", 11)
    assert not [gap for gap in analysis.gaps if gap.certain]


def test_a_region_looks_at_the_chains_that_are_named_until_it_names_others(store: Store) -> None:
    new_region(store, one_admin_region("芜湖市"), LOCAL_USER, ["ev", "机器人及智能装备"])
    assert len(analyse_region(store).coverages) == 2
    new_region(store, one_admin_region("芜湖市"), LOCAL_USER, ["pv"])
    assert list(analyse_region(store).coverages) == ["pv"]
    with pytest.raises(UsageError, match="chain_unknown"):
        new_region(store, one_admin_region("芜湖市"), LOCAL_USER, ["nosuch"])
    assert list(analyse_region(store).coverages) == ["pv"]


def test_candidates_of_another_region_are_not_here_and_its_own_are_no_candidates(store: Store) -> None:
    load_sample(store, LOCAL_USER)
    for name, city in (("芜湖市", "芜湖"), ("合肥市", "合肥")):
        new_region(store, one_admin_region(name), LOCAL_USER)
        inputs = load_targeting_inputs(store, analyse_region(store, name))
        assert inputs.present == ()  # the branches that the candidates have are in Changzhou
        assert city not in {candidate.city for candidate in inputs.candidates.values()}
    rows = {region: fetch_rows(store, CandidatesRow, chain="carbon", region=region) for region in ("", "reg-340200")}
    assert any(row.branch or row.branch_text for row in rows[""])
    assert not any(row.branch or row.branch_text for row in rows["reg-340200"])
    assert {row.candidate_id for row in rows["reg-340200"]} == {row.candidate_id for row in rows[""]}


def test_the_sample_goes_and_comes_back_beside_another_region(store: Store) -> None:
    load_sample(store, LOCAL_USER)
    new_region(store, one_admin_region("340200"), LOCAL_USER)
    assert regions(store) == ["常州市", "芜湖市"]
    before = exported(store)
    figures = analyse_region(store, "reg-changzhou").gaps
    unload_sample(store, LOCAL_USER)
    assert regions(store) == ["芜湖市"]
    assert analyse_region(store).region_name == "芜湖市"
    load_sample(store, LOCAL_USER)
    assert exported(store).count("\n") == before.count("\n")
    assert analyse_region(store, "reg-changzhou").gaps == figures
