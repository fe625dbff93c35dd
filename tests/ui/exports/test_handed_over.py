"""No file that is handed over says where a source was read; every source in it can be cited."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from urllib.parse import urlparse

import pytest

from graph.store.store import Store
from loaders.dataset.folder import bundled, read_dataset
from queries.catalogue import listed_queries
from queries.dossier import load_dossier_inputs
from queries.region import RegionAnalysis, analyse_region
from queries.run import run_query
from queries.subgraph import SubgraphFilter, ego_network
from queries.targeting import build_constraints, load_targeting_inputs, select_candidates
from tests.support.query_arguments import given
from tests.support.stores import Server
from ui.cli.options import RowOutput
from ui.cli.output import write_rows
from ui.exports import gap_table
from ui.exports.csv import csv_text
from ui.exports.derivation_text import derivation_text
from ui.exports.dossier_docx import dossier_docx
from ui.exports.dossier_pptx import dossier_pptx
from ui.exports.gaps_xlsx import GapListTitle, gaps_xlsx
from ui.exports.graphml import graphml
from ui.exports.network_html import network_html
from ui.exports.network_layout import LAYOUTS, arrange
from ui.exports.subgraph_table import network_workbook
from ui.exports.targeting_docx import targeting_docx
from ui.exports.targeting_xlsx import targeting_xlsx
from ui.presenters.dossier.dossier import build_dossier
from ui.presenters.gaps import gap_rows
from ui.text import words

ZH = words("zh")


@cache
def read_hosts() -> frozenset[str]:
    """The hosts that sources were read at and that nothing else names."""
    props = [edge.props for folder in bundled().values() for edge in read_dataset(folder).edges]
    read_at = {urlparse(str(p["read_at"])).netloc for p in props if "read_at" in p}
    return frozenset(read_at - {urlparse(str(p.get("evidence", ""))).netloc for p in props})


def assert_no_mirror(content: bytes | str) -> None:
    raw = content.encode() if isinstance(content, str) else content
    parts = [raw]
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    text = b"\n".join(parts).decode("utf-8", "replace")
    assert len(read_hosts()) > 100
    assert sorted(host for host in read_hosts() if host in text) == []


@pytest.fixture(scope="module")
def analysis(embedded_server: Server) -> RegionAnalysis:
    return analyse_region(embedded_server.loaded())


def test_lists_of_gaps(analysis: RegionAnalysis) -> None:
    rows = gap_rows(analysis, ZH)
    title = GapListTitle(region=analysis.region_name, day=date(2026, 3, 1))
    assert_no_mirror(gaps_xlsx(rows, analysis.method, ZH, title))
    assert_no_mirror(csv_text(gap_table.csv_header(rows, ZH), gap_table.csv_table(rows, ZH)))
    assert_no_mirror(json.dumps([row.fields() for row in rows], ensure_ascii=False))
    assert_no_mirror("\n".join(derivation_text(analysis, gap, ZH) for gap in analysis.gaps))


def test_the_choice_of_institutes(embedded_bundled: Store, analysis: RegionAnalysis) -> None:
    inputs = load_targeting_inputs(embedded_bundled, analysis)
    plan = select_candidates(inputs, build_constraints(inputs, 10))
    for file in (targeting_xlsx(inputs, plan, ZH), targeting_docx(inputs, plan, ZH)):
        assert_no_mirror(file)


def test_papers(embedded_bundled: Store, analysis: RegionAnalysis) -> None:
    inputs = load_dossier_inputs(embedded_bundled, analysis)
    for chains in ([], *([chain] for chain in analysis.coverages)):
        dossier = build_dossier(inputs, chains, date(2026, 3, 1), ZH)
        for file in (dossier_docx(analysis, dossier, ZH), dossier_pptx(analysis, dossier, ZH)):
            assert_no_mirror(file)


@pytest.mark.parametrize("entity", ["ent-hengli", "reg-changzhou", "pv/module", "cand-cas-nimte"])
def test_networks(embedded_bundled: Store, entity: str) -> None:
    graph = ego_network(embedded_bundled, [entity], SubgraphFilter())
    for name in LAYOUTS:
        layout = arrange(graph, name)
        assert_no_mirror(graphml(graph, layout.places))
        assert_no_mirror(network_html(graph, layout, "t", ZH))
    assert_no_mirror(network_workbook(graph, "t", ZH))


def answers(store: Store) -> Iterator[tuple[str, list[str], list[dict[str, object]]]]:
    for query in listed_queries():
        answer = run_query(store, query.name, {name: str(value) for name, value in given(query).items()})
        yield query.name, list(answer.columns), [dict(row) for row in answer.rows]


def test_every_query_of_the_catalogue_as_csv(embedded_bundled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for _, columns, rows in answers(embedded_bundled):
        write_rows(columns, rows, RowOutput(format="csv"))
        assert_no_mirror(capsys.readouterr().out)


def test_where_it_was_read_is_in_json(embedded_bundled: Store) -> None:
    rows = run_query(embedded_bundled, "read-places", {"entity": "ent-hengli"}).rows
    assert any(urlparse(str(row["read_at"])).netloc in read_hosts() for row in rows)
