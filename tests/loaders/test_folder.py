from __future__ import annotations

from pathlib import Path

import pytest

from loaders.base import LoadError
from loaders.folder import Folder, bundled, matching_text
from tests.loaders.small import TABLES, TEXT, folder


def test_a_good_folder_is_read_whole(tmp_path: Path) -> None:
    records = Folder(folder(tmp_path), {}).records()
    assert records.refused == ()
    assert len(records.nodes) == 6 + 2 + 2 + 1 + 1 + 2
    assert len(records.edges) == 2 + 1 + 4 + 2 + 1 + 2 + 2 + 2
    assert records.dataset.precedence == {"default": 100}
    r1 = next(edge for edge in records.edges if edge.id == "small/R1")
    assert (r1.props["char_start"], r1.props["char_end"], r1.props["evidence"]) == (0, 8, "small/0-8")


def test_a_statement_without_evidence_names_its_own_row(tmp_path: Path) -> None:
    records = Folder(folder(tmp_path), {}).records()
    assert next(edge for edge in records.edges if edge.type == "FEEDS").props["evidence"] == "feeds.csv:x/one>two"


def test_numbers_are_numbers_only_where_they_are(tmp_path: Path) -> None:
    found = {
        node.id: node.props for node in Folder(folder(tmp_path), {}).records().nodes if node.label == "Observation"
    }
    assert found["small/o1"]["number"] == 1200
    assert "number" not in found["small/o2"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("colour: red\n", "yaml_key_unknown"),
        ("title: ''\n", "yaml_key_missing"),
        ("precedence: high\n", "yaml_value"),
        ("complete: [{role: selling, segments: [x/one]}]\n", "yaml_value"),
        ("counts: {entities: [7, 9]}\n", "count_out_of_range"),
        ("counts: {entities: 3}\n", "yaml_value"),
        ("counts: [1]\n", "yaml_value"),
        ("counts: {castles: [1, 2]}\n", "yaml_value"),
        ("defaults: red\n", "yaml_value"),
        ("defaults: {entities: {colour: red}}\n", "yaml_value"),
        ("refers_to: chains\n", "yaml_value"),
        ("complete: {role: production}\n", "yaml_value"),
        ("precedence: {name: true}\n", "yaml_value"),
        ("note: [a]\n", "yaml_value"),
        ("x: [\n", "yaml_broken"),
        ("x: !!python/object/apply:os.system [ls]\n", "yaml_broken"),
    ],
)
def test_a_broken_declaration_stops_the_run(tmp_path: Path, more: str, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        Folder(folder(tmp_path, more=more), {}).records()
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("entities.csv", "x,Castle,城堡,,,", "unknown_label"),
        ("entities.csv", "x,Stub,桩,,,", "unknown_label"),
        ("entities.csv", "x,Dataset,集,,,", "unknown_label"),
        ("entities.csv", ",Park,园,,,", "empty_cell"),
        ("edges.csv", "R9,bureau,LOVES,park-a,,,,,,,,", "unknown_edge_type"),
        ("edges.csv", "R9,bureau,SUPPORTS,,,,,,,,,", "empty_cell"),
        ("edges.csv", "R9,bureau,SUPPORTS,park-a,,,,,,零,,", "bad_cell"),
        ("observations.csv", "o9,ent-c,output,,万元,", "empty_observation"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_are_taken(tmp_path: Path, table: str, row: str, code: str) -> None:
    path = folder(tmp_path, tables={**TABLES, table: TABLES[table] + row + "\n"})
    records = Folder(path, {}).records()
    assert [problem.code for problem in records.refused] == [code]
    assert len(records.nodes) == len(Folder(folder(tmp_path, "other"), {}).records().nodes)
    place = str(records.refused[0].fields.get("file") or records.refused[0].fields.get("origin"))
    assert place.startswith(table)


def test_the_text_must_be_the_same_to_the_letter(tmp_path: Path) -> None:
    path = folder(tmp_path)
    file = tmp_path / "plan.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    texts = matching_text(path, file)
    assert texts == {"doc-small": TEXT}
    clause = next(node for node in Folder(path, texts).records().nodes if node.id == "small/10-19")
    assert clause.props["text"] == TEXT[10:19]
    file.write_text(TEXT.replace("乙", "丁"), "utf-8")
    with pytest.raises(LoadError, match="text_differs"):
        matching_text(path, file)


def test_the_plan_s_text_is_known(shared: Path) -> None:
    texts = matching_text(bundled()["changzhou-2018"], shared / "plans" / "changzhou-2018.txt")
    assert [len(text) for text in texts.values()] == [7431]
