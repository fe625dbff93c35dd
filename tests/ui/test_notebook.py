"""The graph in a notebook, on the store of each engine."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import liantu
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_dataset
from queries.region import analyse_region
from queries.run import run_query
from tests.support.stores import Server
from ui.settings import Settings

ROOT = Path(__file__).parents[2]
INSTITUTE = "江南石墨烯研究院"

pytestmark = pytest.mark.both_engines


@pytest.fixture
def configured(server: Server, bundled: Store, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The store of an engine with the bundled datasets, as the environment names it."""
    monkeypatch.setenv("LIANTU_STORE", server.url)
    monkeypatch.setenv("NEO4J_USERNAME", server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    return server


@pytest.fixture
def graph(configured: Server) -> Iterator[liantu.Graph]:
    with liantu.open() as opened:
        yield opened


def sentence(problem: BaseException) -> str:
    """Return the note that a notebook shows below a traceback."""
    (note,) = problem.__notes__
    return str(note)


def run_cell(source: str, namespace: dict[str, Any]) -> object:
    """Run a cell as a notebook does, and return the value that it would show."""
    module = ast.parse(source)
    last = module.body.pop() if isinstance(module.body[-1], ast.Expr) else None
    exec(compile(module, "cell", "exec"), namespace)
    return eval(ast.unparse(last), namespace) if last else None


def test_chains_are_the_analysis_of_the_region(graph: liantu.Graph, bundled: Store) -> None:
    frame = graph.chains()
    coverages = analyse_region(bundled).coverages
    assert list(frame["id"]) == list(coverages)
    assert (frame[["强", "弱", "规划", "缺", "未知"]].sum(axis=1) == frame["segments"]).all()
    assert (frame["low"] <= frame["high"]).all()
    assert frame.attrs["remarks"] == []


def test_a_chain_is_a_graph_of_its_links_with_states_suppliers_and_statements(graph: liantu.Graph) -> None:
    rail = graph.chain("轨道交通")
    assert isinstance(rail, nx.DiGraph)
    assert rail.graph["id"] == "rail"
    assert rail.graph["region_name"] == "常州市"
    brake = rail.nodes["rail/brake"]
    assert (brake["name"], brake["stage"], brake["state"]) == ("制动系统", "中游", "强")
    assert "常州金瑞达科技有限公司" in brake["suppliers"]
    assert len(brake["suppliers"]) == len(brake["supplier_ids"])
    assert brake["statements"]
    assert brake["sources"]
    assert 0 < brake["importance"] <= 1
    assert rail.has_edge("rail/brake", "rail/vehicle") or rail.out_degree("rail/brake") > 0


def test_links_are_the_nodes_of_the_chain_as_a_frame(graph: liantu.Graph) -> None:
    links, rail = graph.links("rail"), graph.chain("rail")
    assert list(links["id"]) == list(rail.nodes)
    assert links.set_index("id")["suppliers"].to_dict() == dict(rail.nodes(data="suppliers"))


def test_a_role_is_typed_by_its_word_or_id(graph: liantu.Graph) -> None:
    pd.testing.assert_frame_equal(graph.links("rail", role="研发"), graph.links("rail", role="research"))
    assert not graph.links("rail", "研发")["state"].equals(graph.links("rail")["state"])
    with pytest.raises(liantu.LiantuError) as caught:
        graph.links("rail", role="乱写")
    assert "研发" in sentence(caught.value)


@pytest.mark.parametrize("name", ["rail", "轨道交通", "轨道交通产业链"])
def test_gaps_of_a_chain_by_any_of_its_names(graph: liantu.Graph, name: str) -> None:
    frame = graph.gaps(name)
    assert set(frame["chain_id"]) == {"rail"}
    assert "轴承" in set(frame["segment"])
    assert frame["reason"].str.len().gt(0).all()
    assert all(isinstance(ids, list) for ids in frame["statements"])
    assert frame["sources"].map(len).gt(0).any()


def test_gaps_of_all_chains_come_in_the_order_of_urgency(graph: liantu.Graph, bundled: Store) -> None:
    analysis = analyse_region(bundled)
    assert list(graph.gaps()["id"]) == [gap.id for gap in analysis.gaps]


def test_an_entity_is_a_frame_of_statements_with_sources(graph: liantu.Graph) -> None:
    frame = graph.entity(INSTITUTE)
    assert frame.attrs == {"id": "inst-jngri", "name": INSTITUTE, "label": "Institute"}
    assert frame["statement"].is_unique
    assert frame["evidence"].notna().all()
    assert frame["source_title"].notna().any()
    assert str(frame["year"].dtype) == "Int64"
    pd.testing.assert_frame_equal(frame, graph.entity("inst-jngri"))


def test_an_alias_and_a_short_name_name_the_same(graph: liantu.Graph) -> None:
    assert graph.entity("长春应化所").attrs["name"] == "中国科学院长春应用化学研究所"
    assert graph.chain("光伏").graph["name"] == "太阳能光伏"


def test_a_neighbourhood_has_every_statement_as_an_edge(graph: liantu.Graph) -> None:
    around = graph.neighbourhood(INSTITUTE)
    assert isinstance(around, nx.MultiDiGraph)
    statements = set(graph.entity(INSTITUTE)["statement"])
    assert statements == {key for *ends, key in around.edges(keys=True) if "inst-jngri" in ends}
    assert around.nodes["inst-jngri"] == {
        "name": INSTITUTE,
        "label": "Institute",
        "kind": around.nodes["inst-jngri"]["kind"],
        "existence": "existing",
    }
    fewer = graph.neighbourhood(INSTITUTE, most=5)
    assert len(fewer) == 5
    assert fewer.graph["total"] == len(around)


def test_a_query_takes_names_and_words_of_python(graph: liantu.Graph, bundled: Store) -> None:
    frame = graph.query("supporters", entity=INSTITUTE)
    answer = run_query(bundled, "supporters", {"entity": "inst-jngri"})
    assert tuple(frame.columns) == answer.columns
    assert list(frame["statement"]) == [row["statement"] for row in answer.rows]
    path = graph.query("connection", from_=INSTITUTE, to="常州大学", limit=1)
    assert path["names"][0][0] == INSTITUTE
    listed = graph.query("supported", entity="常州市科学技术局", labels=["Institute", "Platform"])
    assert set(listed["label"]) == {"Institute", "Platform"}


def test_search_finds_names(graph: liantu.Graph) -> None:
    assert graph.search("江南石墨烯")["id"][0] == "inst-jngri"


def test_cypher_reads_and_never_writes(graph: liantu.Graph) -> None:
    assert list(graph.cypher("MATCH (c:Chain {id: 'rail'}) RETURN c.name AS name")["name"]) == ["轨道交通"]
    with pytest.raises(liantu.LiantuError) as caught:
        graph.cypher("CREATE (n)")
    assert "CREATE" in sentence(caught.value)


def test_a_question_is_answered_with_its_reading_and_statements(graph: liantu.Graph) -> None:
    frame = graph.ask(f"谁支持{INSTITUTE}")
    assert set(frame["name"]) == {"常州市", "武进区", "常州市科学技术局", "高校院所"}
    assert frame["statements"].map(len).gt(0).all()
    assert frame.attrs["query"] == "supporters"
    assert INSTITUTE in frame.attrs["reading"]
    assert graph.ask("武进区有几家孵化器").attrs["value"] == 3


def test_a_question_that_is_not_understood_is_an_error_with_the_nearest(graph: liantu.Graph) -> None:
    with pytest.raises(liantu.LiantuError) as caught:
        graph.ask("天合光能有多少专利")
    assert "谁支持天合光能股份有限公司" in sentence(caught.value)


def test_unknown_and_ambiguous_names_are_told_with_what_there_is(graph: liantu.Graph) -> None:
    with pytest.raises(liantu.LiantuError) as caught:
        graph.chain("造船")
    assert "轨道交通" in sentence(caught.value)
    with pytest.raises(liantu.LiantuError) as caught:
        graph.entity("研究院")
    assert "inst-jngri" in sentence(caught.value)
    with pytest.raises(liantu.LiantuError) as caught:
        graph.query("nothing")
    assert "holders" in sentence(caught.value)


def test_sources_of_a_year_and_grade_count_alone(configured: Server) -> None:
    with liantu.open(as_of=2018, grade="B") as early:
        frame = early.entity(INSTITUTE)
        assert not frame.empty
        assert (frame["year"] <= 2018).all()
        assert set(frame["grade"]) <= {"A", "B"}
        assert early.chains().attrs["remarks"]
    with pytest.raises(liantu.LiantuError) as caught:
        liantu.open(grade="Z")
    assert "A" in sentence(caught.value)


def test_a_year_out_of_range_is_told_before_anything_is_asked(configured: Server) -> None:
    with pytest.raises(liantu.LiantuError) as caught:
        liantu.open(as_of=1800)
    assert "1800" in sentence(caught.value)


def test_a_closed_graph_says_how_to_open_it_again(configured: Server) -> None:
    graph = liantu.open()
    graph.close()
    with pytest.raises(liantu.LiantuError) as caught:
        graph.chains()
    assert "liantu.open()" in sentence(caught.value)


def test_an_empty_store_has_empty_frames_and_says_how_to_load(server: Server, store: Store) -> None:
    with liantu.Graph(server.open(), Settings.from_env({"LIANTU_STORE": server.url})) as graph:
        assert graph.chains().empty
        assert "segment" in graph.gaps().columns
        with pytest.raises(liantu.LiantuError) as caught:
            graph.chain("轨道交通")
        assert "liantu load" in sentence(caught.value)


def test_what_is_loaded_meanwhile_is_seen_by_the_next_call(server: Server, store: Store) -> None:
    with liantu.Graph(server.open(), Settings.from_env({"LIANTU_STORE": server.url})) as graph:
        assert graph.chains().empty
        load_dataset(store, "chains", LOCAL_USER)
        assert len(graph.chains()) == 11


def test_the_notebook_of_the_documentation_runs_and_holds_no_output(configured: Server) -> None:
    cells = json.loads((ROOT / "docs" / "notebook.ipynb").read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert 5 <= len(code) <= 8
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    namespace: dict[str, Any] = {}
    shown = [run_cell("".join(cell["source"]), namespace) for cell in code]
    assert shown[0] is None
    assert all(len(value) > 0 for value in shown[1:])  # type: ignore[arg-type]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_five_lines_of_the_readme_run(configured: Server, page: str) -> None:
    (example,) = re.findall(r"```python\n(import liantu\n.+?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert len([line for line in example.splitlines() if line]) == 5
    namespace: dict[str, Any] = {}
    run_cell(example, namespace)
    with namespace["graph"]:
        assert len(namespace["rail"]) == 22
        assert not namespace["gaps"].empty
        assert not namespace["institute"].empty
