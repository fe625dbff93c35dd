"""The commands for planning: what a planner asks of a gap list before a meeting."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from graph.analysis.scenario import without_entities
from graph.analysis.source_filter import SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.hosts import find_hosts
from queries.region import analyse_region
from queries.targeting import build_constraints, load_targeting_inputs, parse_costs, select_candidates
from tests.support.command_line import Run
from tests.support.stores import Server
from ui.exports.derivation_text import derivation_text
from ui.text import words


def rows(run: Run, server: Server, *command: str) -> list[dict[str, object]]:
    server.loaded()
    status, out, err = run(*command, "--format", "json", "--store", server.url)
    assert status == 0, err
    return list(json.loads(out))


def test_explain_shows_the_derivation_of_a_gap_with_its_source(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    status, out, _ = run("explain", "bu:pv/polysilicon", "--store", embedded_server.url)
    assert status == 0
    assert "0.5642857142857143 * (1 - 0) = 0.564285714" in out
    assert "0.5 * 1 + (1 - 0.5) * 9 / 70" in out
    assert "创新赋能光伏产业" in out
    assert run("explain", "bu:nothing", "--store", embedded_server.url)[0] == 2


def test_every_gap_can_be_explained(run: Run, embedded_server: Server) -> None:
    analysis, in_words = analyse_region(embedded_server.store), words("zh")
    gaps = {gap.id: gap for gap in analysis.gaps}
    for gap in gaps.values():
        assert f" = {gap.score:.9g}" in derivation_text(analysis, gap, in_words)
    for id_ in list(gaps)[:: len(gaps) // 3]:
        status, out, _ = run("explain", id_, "--store", embedded_server.url)
        assert status == 0
        assert f" = {gaps[id_].score:.9g}" in out


def test_the_questions_cover_what_is_open(run: Run, embedded_server: Server) -> None:
    asked = rows(run, embedded_server, "unknowns", "--limit", "999")
    chains = {str(chain["id"]): chain for chain in rows(run, embedded_server, "chains")}
    for id_, chain in chains.items():
        low, high = chain["completeness"]  # type: ignore[misc]
        of_states = [q for q in asked if q["chain"] == id_ and q["state"] in chain["counts"]]  # type: ignore[operator]
        assert sum(float(str(q["narrows"])) for q in of_states) == pytest.approx(high - low, abs=1e-6)
    assert asked == sorted(asked, key=lambda q: -float(str(q["narrows_total"])))


def test_routes_and_the_cheapest_way(run: Run, embedded_server: Server) -> None:
    found = rows(run, embedded_server, "routes", "pv")
    assert found[0]["lacks"] == ["组件回收"]
    steps = rows(run, embedded_server, "routes", "太阳能光伏", "--to", "0.45")
    assert [step["segment"] for step in steps][:2] == ["pv/perovskite", "pv/perovskite"]
    assert float(str(steps[-1]["low"])) >= 0.45
    assert run("routes", "nope", "--store", embedded_server.url)[0] == 2


@pytest.mark.parametrize("gone", ["ent-hengli", "pv/module", "park-xth-synbio"])
def test_stress_is_as_if_the_nodes_were_deleted(server: Server, gone: str) -> None:
    store = server.loaded()
    before = analyse_region(store, "")
    expected = {id_: without_entities(c.chain, {gone}) for id_, c in before.coverages.items()}
    with deleted(store, gone) as after:
        assert {id_: (c.chain.holdings, c.chain.segments, c.chain.claims) for id_, c in after.coverages.items()} == {
            id_: (chain.holdings, chain.segments, chain.claims) for id_, chain in expected.items()
        }
        assert {id_: set(c.chain.graph.edges) for id_, c in after.coverages.items()} == {
            id_: set(chain.graph.edges) for id_, chain in expected.items()
        }


class deleted:  # noqa: N801 - used like a function
    """A picture of the store without a node, taken inside a transaction that is then given up."""

    def __init__(self, store: Store, gone: str) -> None:
        self.store, self.gone = store, gone

    def __enter__(self):  # type: ignore[no-untyped-def]
        class Inside:
            name = self.store.name

            def __init__(self, tx) -> None:  # type: ignore[no-untyped-def]
                self.read = lambda text, values=None: tx.run(text, values or {})

        class GivenUpError(Exception):
            pass

        found = []

        def work(tx):  # type: ignore[no-untyped-def]
            tx.run("MATCH (n:Entity {id: $id}) DETACH DELETE n", {"id": self.gone})
            found.append(analyse_region(Inside(tx), "reg-changzhou"))  # type: ignore[arg-type]
            raise GivenUpError

        with pytest.raises(GivenUpError):
            self.store.write(work)
        return found[0]

    def __exit__(self, *_: object) -> None:
        found = self.store.read("MATCH (n:Entity {id: $id}) RETURN n.id AS id", {"id": self.gone})
        assert found, "the deletion was kept, or there was nothing to delete"


def test_the_losses_and_a_region(run: Run, embedded_server: Server) -> None:
    found = rows(run, embedded_server, "stress")
    assert len(found) == 20
    assert (found[0]["id"], found[0]["lapsed"]) == ("ent-hengli", ["特种钢与铸件", "液压多路阀"])
    assert run("stress", "--remove", "常州市", "--store", embedded_server.url)[0] == 2


def test_what_if(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("organisation,segment\n某厂,工业硅/高纯多晶硅料\n", "utf-8-sig")
    found = rows(run, embedded_server, "whatif", "--add", str(tmp_path / "a.csv"))[0]
    assert [(g["segment"], g["before"], g["after"]) for g in found["gaps"]] == [  # type: ignore[attr-defined]
        ("pv/polysilicon", "补链·确定", "强链·待核实")
    ]
    done = rows(run, embedded_server, "whatif", "--done", "planned", "--done", "aspired")[0]
    for chain in done["chains"]:  # type: ignore[attr-defined]
        assert chain["after"][0] >= chain["before"][0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("organisation,segment\n某厂,没有这个环节\n", "第 2 行"),
        ("organisation,segment,role\n某厂,pv/module,卖货\n", "role"),
        ("organisation,segment,role,level\n某厂,pv/module,production,9\n", "level"),
        ("organisation,segment\n,pv/module\n", "organisation"),
        ("名称,环节\n某厂,pv/module\n", "organisation、segment"),
        ("", "没有内容"),
        ("organisation,segment\n某厂,功率半导体\n", "不唯一"),
    ],
)
def test_a_wrong_assumption_is_reported_with_its_place(
    run: Run, embedded_server: Server, tmp_path: Path, text: str, told: str
) -> None:
    embedded_server.loaded()
    (tmp_path / "a.csv").write_text(text, "utf-8")
    status, _, err = run("whatif", "--add", str(tmp_path / "a.csv"), "--store", embedded_server.url)
    assert status == 2
    assert told in err


def test_two_methods_are_compared(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("flags: {bottleneck: 0}\n", "utf-8")
    found = rows(run, embedded_server, "gaps", "--against", str(tmp_path / "b.yaml"))[0]
    assert [(g["segment"], g["why"]) for g in found["gaps"]] == [("pv/module", "瓶颈 0.4→0")]  # type: ignore[attr-defined]
    status, _, err = run("gaps", "--method", str(tmp_path / "no.yaml"), "--store", embedded_server.url)
    assert (status, "no.yaml" in err) == (1, True)


def test_targets_keep_the_rules_and_prove_the_choice(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    command = ("targets", "-k", "4", "--must", "清华大学", "--per-parent", "1", "--never", "中国科学院微电子研究所")
    found = rows(run, embedded_server, *command)
    names = [str(row["candidate"]) for row in found]
    assert names[0] == "清华大学"
    assert "中国科学院微电子研究所" not in names
    parents = [row["parent"] for row in found]
    assert len(set(parents)) == len(parents) == 4
    for kind in ("xlsx", "docx"):
        file = tmp_path / f"t.{kind}"
        assert run("targets", "-k", "2", "--format", kind, "-o", str(file), "--store", embedded_server.url)[0] == 0
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["招院引所", "匹配与依据", "本地已有分支", "口径"]
    text = "\n".join(p.text for p in Document(io.BytesIO((tmp_path / "t.docx").read_bytes())).paragraphs)  # type: ignore[arg-type]
    assert "关于常州市招院引所的建议" in text
    assert "没有更好的选法" in text


@pytest.mark.parametrize(
    "wrong",
    [("--must", "没有这家"), ("--cost", "清华大学"), ("-k", "0", "--must", "清华大学"), ("--cost", "清华大学=-1")],
)
def test_wrong_limits_are_reported(run: Run, embedded_server: Server, wrong: tuple[str, ...]) -> None:
    embedded_server.loaded()
    assert run("targets", *wrong, "--store", embedded_server.url)[0] == 2


def test_those_with_a_branch_here_are_not_proposed(bundled: Store) -> None:
    inputs = load_targeting_inputs(bundled, analyse_region(bundled, ""))
    assert {one.id for one in inputs.present}.isdisjoint(inputs.problem.probability)
    assert len(inputs.present) == 12
    plan = select_candidates(inputs, build_constraints(inputs, 3))
    assert plan.proved
    for pick in plan.selections:
        worth = {match.segment: inputs.worth(match) for match in pick.matches[:5]}
        assert pick.hosts == find_hosts(inputs.analysis.coverages, worth, inputs.local)
        for host in pick.hosts:
            assert host.at or host.beside or host.focus


def test_plan_check_shows_the_plan_s_wording_beside_the_figures(run: Run, server: Server) -> None:
    account = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    server.loaded()
    status, out, _ = run("wording", "--format", "json", "--store", server.url, **account)
    found = json.loads(out)
    assert status == 0
    lead = [row for row in found if "牵头 两大产业链" in row["said"]]
    assert {row["chain"] for row in lead} >= {"pharma", "composite"}
    assert all((row["char_start"], row["char_end"], row["status"]) == (2688, 2699, "planned") for row in lead)
    assert {row["verdict"] for row in found} <= {"agree", "differ", "open", "apart"}
    assert any(row["verdict"] == "agree" for row in found if row["chain"] == "pv")


def test_an_organisation_that_is_here_is_not_counted_again(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("organisation,segment\n江苏恒立液压股份有限公司,agri/steel-casting\n", "utf-8")
    found = rows(run, embedded_server, "whatif", "--add", str(tmp_path / "a.csv"))[0]
    assert (found["chains"], found["gaps"]) == ([], [])


def test_an_entity_that_cannot_be_removed_is_reported(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    status, _, err = run("stress", "--remove", "太阳能光伏", "--store", embedded_server.url)
    assert (status, "太阳能光伏" in err) == (2, True)


def test_a_must_have_without_a_match_is_chosen_all_the_same(run: Run, embedded_server: Server) -> None:
    found = rows(run, embedded_server, "targets", "-k", "2", "--must", "中国中医科学院中药研究所")
    assert "中国中医科学院中药研究所" in [row["candidate"] for row in found]


def test_a_question_names_those_who_are_there(run: Run, embedded_server: Server) -> None:
    asked = {row["segment"]: str(row["question"]) for row in rows(run, embedded_server, "unknowns", "--limit", "999")}
    assert "白鲸航线" not in asked["aviation/uav"]


@pytest.mark.parametrize("line", ["南京大学=2.5", "南京大学＝2.5", "南京大学\t2.5", " 南京大学,2.5 "])
def test_costs_are_read_as_they_are_written(line: str) -> None:
    assert parse_costs([line, ""]) == {"南京大学": 2.5}


@pytest.mark.parametrize("lines", [["南京大学"], ["=2"], ["南京大学=二"], ["南京大学=1.2.3"], ["甲=1", "甲=2"]])
def test_wrong_costs_are_reported(lines: list[str]) -> None:
    with pytest.raises(UsageError, match="cost_form"):
        parse_costs(lines)


def test_hosts_and_branches_are_those_of_the_region_and_the_year(bundled: Store) -> None:
    now, then = (
        load_targeting_inputs(bundled, analyse_region(bundled, "", SourceFilter(as_of=year))) for year in (None, 2018)
    )
    assert {row.year for row in now.local.focus} > {row.year for row in then.local.focus} == {2018}
    elsewhere = load_targeting_inputs(bundled, replace(analyse_region(bundled), region="reg-elsewhere"))
    assert now.present
    assert elsewhere.present == ()
    assert elsewhere.local.focus == ()


@pytest.mark.parametrize("command", [("stress", "--remove", "pv/cell"), ("whatif", "--done", "planned")])
def test_what_moved_is_written_to_a_file(
    run: Run, embedded_server: Server, tmp_path: Path, command: tuple[str, ...]
) -> None:
    embedded_server.loaded()
    file = tmp_path / "动.csv"
    tail = ("--format", "csv", "--limit", "1", "-o", str(file), "--store", embedded_server.url)
    assert run(*command, *tail)[:2] == (0, "")
    assert len(file.read_text("utf-8-sig").splitlines()) == 2


def test_groups_that_are_not_all_named_are_asked_about_last(run: Run, embedded_server: Server) -> None:
    asked = rows(run, embedded_server, "unknowns", "--limit", "999")
    groups = [row for row in asked if row["state"] == "集合"]
    assert asked[-len(groups) :] == groups
    assert "“两个省级高新区”文件说有 2个，图里具名的 0：其余 2 是哪些？" in [row["question"] for row in groups]
