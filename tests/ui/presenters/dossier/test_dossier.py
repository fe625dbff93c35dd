"""The dossier of a chain, before it is laid out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.analysis.source_filter import SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from queries.dossier import DossierInputs, load_dossier_inputs
from queries.region import analyse_region
from tests.support.small_datasets import YAML, folder
from ui.presenters.dossier.citations import cite
from ui.presenters.dossier.dossier import MAX_ACTIONS, MAX_CARDS, Dossier, build_dossier
from ui.text import LANGUAGES, words

ZH, DAY = words("zh"), date(2026, 3, 1)


def inputs_of(store: Store, **options: object) -> DossierInputs:
    return load_dossier_inputs(store, analyse_region(store, **options))  # type: ignore[arg-type]


@pytest.fixture
def small(embedded: Store, tmp_path: Path) -> DossierInputs:
    load(embedded, read_dataset(folder(tmp_path)))
    return inputs_of(embedded)


@pytest.fixture
def bundled_inputs(embedded_bundled: Store) -> DossierInputs:
    return inputs_of(embedded_bundled)


def test_a_small_chain_has_its_whole_dossier(small: DossierInputs) -> None:
    dossier = build_dossier(small, ["某链"], DAY, ZH)
    assert dossier.title == "关于某市某链产业链补短板的建议"
    assert (dossier.region, dossier.day, dossier.scope) == ("某市", "2026年3月1日", "资料范围：全部年份、全部来源")
    assert dossier.warning == ""
    assert [(figure.value, figure.caption) for figure in dossier.figures] == [
        ("2/2", "环节有据可判"),
        ("1", "环节有供给"),
        ("1", "环节确认没有"),
        ("1", "处确认的短板"),
        ("1", "处先问清"),
        ("1", "家本地供给单位"),
    ]
    assert dossier.summary[0].startswith("某链产业链共 2 个环节，2 个有据可判（弱 1、确认没有 1）。")
    assert dossier.summary[1] == "建议先办：（1）引进第二环；（2）为第一环培育第二家。"
    assert [(card.name, card.case, card.is_certain) for card in dossier.cards] == [
        ("第二环", "absent", True),
        ("第一环", "one_supplier", False),
    ]
    absent, single = dossier.cards
    assert absent.reasons == ("有来源写明本地没有", "上游的第一环本地已有", "前后相邻的 1 个环节，本地已有 1 个")
    assert [evidence.text for evidence in absent.evidence] == ["本地没有第二环", "丙公司生产第一环"]
    assert (absent.here, absent.leads) == ((), ("丙公司",))
    assert single.here == ("丙公司（生产）",)
    assert single.ask == "除了丙公司，本地还有谁在做第一环？"
    assert [action.matter for action in dossier.actions] == ["引进第二环", "为第一环培育第二家"]
    assert dossier.questions == ("第一环：除了丙公司，本地还有谁在做？",)
    assert dossier.mapped == ("chain-x",)


def test_leads_are_asked_and_never_counted(small: DossierInputs) -> None:
    without = build_dossier(replace(small, leads={}), [], DAY, ZH)
    with_leads = build_dossier(small, [], DAY, ZH)
    assert without.figures == with_leads.figures
    assert [card.here for card in without.cards] == [card.here for card in with_leads.cards]


def test_the_sentence_is_the_evidence_where_it_is_loaded(small: DossierInputs) -> None:
    gap = next(gap for gap in small.analysis.gaps if gap.segment == "x/two")
    sentences = dict.fromkeys(gap.statement_ids, "本市\n没有第二环。")
    card = build_dossier(replace(small, sentences=sentences), [], DAY, ZH).cards[0]
    assert card.evidence[0].text == "“本市 没有第二环。”"


def test_firms_of_another_region_s_list_are_courted(embedded: Store, tmp_path: Path) -> None:
    elsewhere = {
        "entities.csv": "id,label,name,existence\nreg-y,Region,邻市,existing\nent-d,Enterprise,丁公司,existing\n",
        "edges.csv": "id,source_id,type,target_id,kind,region,status,evidence,source_title\n"
        "D1,ent-d,ACTIVE_IN,x/two,production,reg-y,existing,https://example.com/d,邻市企业名单\n",
    }
    home = folder(tmp_path, "other", elsewhere)
    (home / "dataset.yaml").write_text(YAML.format(id="other").replace("reg-x", "reg-y"), "utf-8")
    load(embedded, read_dataset(folder(tmp_path)))
    load(embedded, read_dataset(home))
    inputs = inputs_of(embedded, region="reg-x")
    card = build_dossier(inputs, [], DAY, ZH).cards[0]
    assert [(firm.name, firm.place) for firm in card.firms] == [("丁公司", "邻市")]
    assert "丁公司（邻市）" in build_dossier(inputs, [], DAY, ZH).actions[0].partners


def test_without_such_a_list_the_paper_says_so(small: DossierInputs) -> None:
    assert ZH("dossier.note.no_firms") in build_dossier(small, [], DAY, ZH).notes


def test_too_little_known_is_told_first(bundled_inputs: DossierInputs) -> None:
    dossier = build_dossier(bundled_inputs, ["carbon"], DAY, ZH)
    assert dossier.warning.startswith("资料不足")
    assert build_dossier(bundled_inputs, ["rail"], DAY, ZH).warning == ""
    assert "石墨烯/碳材料" in build_dossier(bundled_inputs, [], DAY, ZH).warning


def test_year_and_grade_are_told_in_the_head(embedded_bundled: Store) -> None:
    inputs = inputs_of(embedded_bundled, source_filter=SourceFilter(as_of=2018, grade="B"))
    dossier = build_dossier(inputs, ["rail"], DAY, ZH)
    assert dossier.scope == "资料范围：截至2018年 · 官方与媒体（A、B）"
    assert ZH("dossier.note.as_of") in dossier.notes


def sizes(dossier: Dossier) -> tuple[int, int, int]:
    return len(dossier.mapped), len(dossier.cards), len(dossier.actions)


def test_one_chain_several_and_the_region_keep_to_their_room(bundled_inputs: DossierInputs) -> None:
    chains = list(bundled_inputs.analysis.coverages)
    assert sizes(build_dossier(bundled_inputs, chains[:1], DAY, ZH)) == (1, 3, 3)
    assert sizes(build_dossier(bundled_inputs, chains[:2], DAY, ZH)) == (2, 2, 6)
    assert sizes(build_dossier(bundled_inputs, chains[:3], DAY, ZH)) == (0, MAX_CARDS, 6)
    assert sizes(build_dossier(bundled_inputs, [], DAY, ZH)) == (0, MAX_CARDS, MAX_ACTIONS)


def test_every_source_that_is_referred_to_is_listed(bundled_inputs: DossierInputs) -> None:
    dossier = build_dossier(bundled_inputs, [], DAY, ZH)
    assert all(citation in dossier.sources for card in dossier.cards for citation in card.citations)
    assert len(set(dossier.sources)) == len(dossier.sources)


def test_an_unknown_chain_is_refused(small: DossierInputs) -> None:
    with pytest.raises(UsageError):
        build_dossier(small, ["没有的链"], DAY, ZH)


def test_a_user_s_own_list_is_cited_by_its_title_never_by_its_file(small: DossierInputs) -> None:
    source = next(iter(small.analysis.sources.values()))
    own = replace(
        source, grade="", evidence="名单.xlsx 第 3 行", source_title="企业名单", publisher="某局", publisher_kind=""
    )
    citation = cite(own, ZH)
    assert citation is not None
    assert (citation.text.startswith("《企业名单》，某局"), "xlsx" in citation.text) == (True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_link_has_plain_words(language: str) -> None:
    entries = words(language).entries
    of_chains = {"build_blocked", "build_low", "build_unsure", "build_route"}
    reasons = {key.partition(".")[2] for key in entries if key.startswith("reason.")} - of_chains
    assert reasons == {key.removeprefix("dossier.why.") for key in entries if key.startswith("dossier.why.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_has_a_matter_and_a_question(language: str) -> None:
    entries = words(language).entries
    cases = [
        {key.rpartition(".")[2] for key in entries if key.startswith(f"dossier.{name}.")} for name in ("matter", "ask")
    ]
    assert cases[0] == cases[1]
