from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.check import check_graph
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.dataset.document_text import matching_text
from loaders.dataset.folder import bundled, read_dataset
from loaders.errors import LoadError
from loaders.service.datasets import load_dataset
from tests.support.small_datasets import TABLES, TEXT, folder
from tests.support.stores import exported
from ui.text import words


def test_a_good_folder_is_read_whole(tmp_path: Path) -> None:
    records = read_dataset(folder(tmp_path))
    assert records.refused == ()
    assert len(records.nodes) == 6 + 2 + 2 + 1 + 1 + 2
    assert len(records.edges) == 2 + 1 + 4 + 2 + 1 + 2 + 2 + 2
    assert records.dataset.precedence == {"default": 100}
    r1 = next(edge for edge in records.edges if edge.id == "small/R1")
    assert (r1.props["char_start"], r1.props["char_end"], r1.props["evidence"]) == (0, 8, "small/0-8")


def test_a_statement_without_evidence_names_its_own_row(tmp_path: Path) -> None:
    records = read_dataset(folder(tmp_path))
    assert next(edge for edge in records.edges if edge.type == "FEEDS").props["evidence"] == "feeds.csv:x/one>two"


def test_numbers_are_numbers_only_where_they_are(tmp_path: Path) -> None:
    found = {node.id: node.props for node in read_dataset(folder(tmp_path)).nodes if node.label == "Observation"}
    assert found["small/o1"]["number"] == 1200
    assert "number" not in found["small/o2"]


BROKEN = pytest.mark.parametrize(
    ("more", "code"),
    [
        ("colour: red\n", "yaml_key_unknown"),
        ("precedence: high\n", "yaml_value"),
        ("complete: [{role: selling, segments: [x/one]}]\n", "yaml_value"),
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
        ("note: !!binary x\n", "yaml_broken"),
        ("note: !!bool abc\n", "yaml_broken"),
        ("note: !!set {a}\n", "yaml_broken"),
        ("note: a\nnote: b\n", "yaml_broken"),
        ("1: a\n", "yaml_broken"),
        ("note: " + "[" * 3000 + "\n", "yaml_broken"),
        ("note: &a [x]\ncounts: *a\n", "yaml_broken"),
        ('note: "\\ud800"\n', "yaml_broken"),
        ("complete: [{role: production, segments: [x/one], region: y}]\n", "yaml_value"),
        ("x: !!python/object/apply:os.system [ls]\n", "yaml_broken"),
    ],
)


def test_a_declaration_without_what_it_needs_stops_the_run(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "dataset.yaml").write_text("id: small\ntitle: ''\npublisher: x\nlicence: x\n", "utf-8")
    with pytest.raises(LoadError, match=r"yaml_key_missing.*title"):
        read_dataset(path)


@pytest.mark.parametrize("more", ["", "complete: [{role: production, segments: [x/one]}]\n"])
def test_a_plan_and_a_claim_need_the_region_that_they_speak_of(tmp_path: Path, more: str) -> None:
    path = folder(tmp_path, more=more)
    text = (path / "dataset.yaml").read_text("utf-8").replace("region: reg-x\n", "")
    (path / "dataset.yaml").write_text(text, "utf-8")
    with pytest.raises(LoadError, match="dataset_region"):
        read_dataset(path)
    if not more:
        (path / "clauses.csv").unlink()
        (path / "mentions.csv").unlink()
        assert read_dataset(path).dataset.region == ""


@BROKEN
def test_a_broken_declaration_stops_the_run(tmp_path: Path, more: str, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        read_dataset(folder(tmp_path, more=more))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("entities.csv", "x,Castle,城堡,,,", "unknown_label"),
        ("entities.csv", "x,Stub,桩,,,", "unknown_label"),
        ("entities.csv", "x,Dataset,集,,,", "unknown_label"),
        ("entities.csv", ",Park,园,,,", "empty_cell"),
        ("entities.csv", "\u200b,Park,园,,,", "empty_cell"),
        ("entities.csv", f"{'x' * 301},Park,园,,,", "cell_too_long"),
        ("edges.csv", "R9,bureau,LOVES,park-a,,,,,,,,", "unknown_edge_type"),
        ("edges.csv", "R9,bureau,SUPPORTS,,,,,,,,,", "empty_cell"),
        ("edges.csv", "R9,bureau,ABOUT,park-a,,,,,,,,", "unknown_edge_type"),
        ("edges.csv", "R9,bureau,SUPPORTS,park-a,,,,,,零,,", "bad_cell"),
        ("observations.csv", "o9,ent-c,output,,万元,", "empty_observation"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_are_taken(tmp_path: Path, table: str, row: str, code: str) -> None:
    path = folder(tmp_path, tables={**TABLES, table: TABLES[table] + row + "\n"})
    records = read_dataset(path)
    assert [problem.code for problem in records.refused] == [code]
    assert len(records.nodes) == len(read_dataset(folder(tmp_path, "other")).nodes)
    place = str(records.refused[0].fields.get("file") or records.refused[0].fields.get("origin"))
    assert place.startswith(table)


def test_the_text_must_be_the_same_to_the_letter(tmp_path: Path) -> None:
    path = folder(tmp_path)
    file = tmp_path / "plan.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    texts = matching_text(path, file)
    assert texts == {"doc-small": TEXT}
    clause = next(node for node in read_dataset(path, texts).nodes if node.id == "small/10-19")
    assert clause.props["text"] == TEXT[10:19]
    file.write_text(TEXT.replace("乙", "丁"), "utf-8")
    with pytest.raises(LoadError, match="text_differs"):
        matching_text(path, file)


def test_the_plan_s_text_is_known(shared: Path) -> None:
    texts = matching_text(bundled()["changzhou-2018"], shared / "plans" / "changzhou-2018.txt")
    assert [len(text) for text in texts.values()] == [7431]


@pytest.mark.parametrize("name", ["entity.csv", "Entities.csv", "edges.CSV", "edges.xlsx", "observations.tsv"])
def test_a_table_under_another_name_stops_the_run(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path, tables={"entities.csv": TABLES["entities.csv"], name: "id\n"})
    with pytest.raises(LoadError, match="table_unknown"):
        read_dataset(path)


def test_an_empty_default_fills_nothing(tmp_path: Path) -> None:
    path = folder(tmp_path, more="defaults: {entities: {district: , kind: 某类}}\n")
    park = next(node for node in read_dataset(path).nodes if node.id == "park-a")
    assert ("district" in park.props, park.props["kind"]) == (False, "某类")


@pytest.mark.parametrize(("date", "year"), [("2018-02-30", 2018), ("2018", 2018), ("\u00b2018", None), ("20180", None)])
def test_a_date_is_kept_as_it_is_written(tmp_path: Path, date: str, year: int | None) -> None:
    path = folder(tmp_path)
    yaml = (path / "dataset.yaml").read_text("utf-8").replace('date: "2020-01-01"', f"date: {date}")
    (path / "dataset.yaml").write_text(yaml, "utf-8")
    dataset = read_dataset(path).dataset
    assert (dataset.date, dataset.year) == (date, year)


def test_an_upper_case_digest_is_the_same_and_a_dataset_may_have_no_text(tmp_path: Path) -> None:
    tables = {**TABLES, "documents.csv": re.sub("[0-9a-f]{64}", lambda m: m[0].upper(), TABLES["documents.csv"])}
    file = tmp_path / "plan.txt"
    file.write_text(TEXT, "utf-8")
    assert matching_text(folder(tmp_path, tables=tables), file)
    with pytest.raises(LoadError, match="text_of_none"):
        matching_text(folder(tmp_path, tables={"entities.csv": "id,label,name\n"}), file)


@pytest.mark.parametrize("text", ["2025.10", "12:30", "2_0", "no", "010", "~x", "1e3"])
def test_what_a_declaration_says_is_kept_to_the_letter(tmp_path: Path, text: str) -> None:
    assert read_dataset(folder(tmp_path, more=f"note: {text}\n")).dataset.note == text


def test_a_text_that_is_no_longer_the_document_s_is_not_kept(tmp_path: Path) -> None:
    other = {**TABLES, "documents.csv": re.sub("[0-9a-f]{64}", "0" * 64, TABLES["documents.csv"])}
    for node in read_dataset(folder(tmp_path, tables=other), {"doc-small": TEXT}).nodes:
        assert "text" not in node.props or node.label == "Observation"


def test_moved_ids_come_with_the_dataset_and_bad_rows_are_refused(tmp_path: Path) -> None:
    moved = "old_id,new_id,note\nb,c,\na,b,renamed\n,x,\np,p,\na,d,\nq,r,\nr,q,\ns t,u,\n"
    records = read_dataset(folder(tmp_path, tables={**TABLES, "moved_ids.csv": moved}))
    assert records.dataset.moved_ids == ("a c", "b c")
    assert records.dataset.props()["moved_ids"] == ("a c", "b c")
    assert sorted(problem.code for problem in records.refused) == [
        "bad_cell",
        "empty_cell",
        *["moved_id_circle"] * 2,
        "moved_id_same",
        "moved_id_twice",
    ]


def test_a_dataset_without_moved_ids_says_nothing_of_them(tmp_path: Path) -> None:
    assert "moved_ids" not in read_dataset(folder(tmp_path)).dataset.props()


HOSTILE_DECLARATIONS = {
    "markup": ('note: "<script>alert(1)</script>"\nurl: "javascript:alert(1)"\n', ""),
    "Cypher": ('note: "\'}) DETACH DELETE n //"\n', ""),
    "characters that cannot be seen": ('note: "\\u202e\\0\\n甲"\n', ""),
    "a note beyond all measure": ("note: " + "长" * 30_000 + "\n", "too_long"),
    "a file beyond all measure": ('note: "' + "y" * 2_000_000 + '"\n', "file_too_large"),
    "a rank that is infinite": ("precedence: .inf\n", "yaml_value"),
    "ranks without end": (
        "precedence: {default: 1, " + ", ".join(f"k{n}: {n}" for n in range(3_000)) + "}\n",
        "too_long",
    ),
    "claims without end": (
        f"complete: [{{role: production, segments: [{', '.join(f's{n}' for n in range(20_000))}]}}]\n",
        "too_long",
    ),
    "another file merged in": ("<<: {note: a}\n", "yaml_broken"),
    "a second document": ("---\nid: other\n", "yaml_broken"),
    "a mark of the byte order in the middle": ("\ufeffnote: x\n", "yaml_key_unknown"),
}


@pytest.mark.parametrize("name", HOSTILE_DECLARATIONS)
def test_a_hostile_declaration_is_taken_as_text_or_refused(store: Store, tmp_path: Path, name: str) -> None:
    more, code = HOSTILE_DECLARATIONS[name]
    path, before = folder(tmp_path, more=more), exported(store)
    if code:
        with pytest.raises(LiantuError, match=code):
            load_dataset(store, str(path), LOCAL_USER)
        assert exported(store) == before
    else:
        assert load_dataset(store, str(path), LOCAL_USER).refused == ()
        (row,) = store.read("MATCH (d:Dataset {id: 'small'}) RETURN d.note AS note")
        assert row["note"]
        assert check_graph(store, default_schema()).broken == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="devices and pipes are other things there")
@pytest.mark.parametrize("file", ["dataset.yaml", "edges.csv"])
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/urandom", "/etc/passwd", "loop", "pipe", "/nowhere"])
def test_a_folder_whose_files_are_links_to_elsewhere_ends_in_a_sentence(
    embedded: Store, tmp_path: Path, file: str, target: str
) -> None:
    path = folder(tmp_path)
    (path / file).unlink()
    if target == "pipe":
        os.mkfifo(path / file)
    else:
        (path / file).symlink_to(file if target == "loop" else target)
    with pytest.raises(LiantuError) as caught:
        load_dataset(embedded, str(path), LOCAL_USER)
    assert words("zh").error(caught.value)
    assert embedded.read("MATCH (n) WHERE NOT n:Graph RETURN count(n) AS n") == [{"n": 0}]
