"""``liantu read``: a document's proposals printed, written as an annotation, and as a dataset that loads and unloads."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.support.command_line import Run
from tests.support.model_server import answering, model_server
from tests.support.small_datasets import folder
from tests.support.stores import Server, exported

PLAN = """\
芜湖市科学技术局2024年工作要点

一、建设创新平台
加快建设芜湖市机器人创新中心，支持芜湖大学牵头组建芜湖市低空经济产业技术创新联盟。
二、主要目标
2024年，全市高新技术企业达到900家。

芜湖市科学技术局
2024年1月5日
"""
REGION = "id,label,name,aliases,kind,existence\nreg-wuhu,Region,芜湖市,芜湖,,existing\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan as a plain text file with CR LF."""
    file = tmp_path / "要点.txt"
    file.write_bytes(PLAN.replace("\n", "\r\n").encode())
    return file


def test_the_proposals_are_printed_with_their_places(run: Run, plan: Path) -> None:
    status, out, err = run("read", str(plan), "--format", "json")
    assert status == 0
    rows = json.loads(out)
    assert all(0 <= row["start"] < row["end"] <= len(PLAN) for row in rows)
    centre = next(row for row in rows if row["name"] == "芜湖市机器人创新中心")
    assert (centre["kind"], centre["type"], centre["status"]) == ("entity", "Platform", "planned")
    assert PLAN[centre["start"] : centre["end"]] == "芜湖市机器人创新中心"
    assert f"{len(PLAN)} 字" in err


def test_the_annotation_s_files_slice_back_to_the_text(run: Run, plan: Path, tmp_path: Path) -> None:
    status, _, _ = run("read", str(plan), "--proposals", str(tmp_path / "out"))
    assert status == 0
    text = (tmp_path / "out" / "text.txt").read_bytes().decode()
    assert text == PLAN
    for name in ("entities", "indicators"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(text[int(row["char_start"]) : int(row["char_end"])] == row["text"] for row in rows)


def test_a_folder_of_leads_loads_and_unloads(on: Run, server: Server, plan: Path, tmp_path: Path) -> None:
    store = server.empty()
    on("load", str(folder(tmp_path, "region", {"entities.csv": REGION})))
    before = exported(store)
    out = str(tmp_path / "plan")
    status, _, err = on("read", str(plan), "-o", out, "--region", "芜湖市")
    assert status == 0, err
    status, _, err = on("load", out)
    assert status == 0, err
    (count,) = store.read("MATCH (l:Lead {reason: 'unreviewed'}) RETURN count(l) AS leads")
    assert count["leads"] > 0
    assert not store.read("MATCH (p:Platform) RETURN p")  # nobody has reviewed it
    (id_,) = (row["id"] for row in store.read("MATCH (d:Dataset) WHERE d.region = 'reg-wuhu' RETURN d.id AS id"))
    on("unload", id_)
    assert exported(store) == before


def test_what_is_sure_enough_is_accepted_in_a_person_s_name(
    on: Run, server: Server, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = server.empty()
    monkeypatch.setenv("LIANTU_WHO", "张三")
    on("load", str(folder(tmp_path, "region", {"entities.csv": REGION})))
    out = str(tmp_path / "plan")
    on("read", str(plan), "-o", out, "--region", "reg-wuhu", "--accept", "0")
    status, _, err = on("load", out)
    assert status == 0, err
    rows = store.read(
        "MATCH (d:Document)<-[:PART_OF]-(c:Clause)-[:MENTIONS]->(p:Platform) RETURN p.note AS note, c.text AS text"
    )
    assert any(row["note"].startswith("核对：张三") and "机器人创新中心" in row["text"] for row in rows)


def test_a_document_that_names_no_publisher_asks_for_one(on: Run, server: Server, tmp_path: Path) -> None:
    server.empty()
    file = tmp_path / "a.txt"
    file.write_text("建设甲平台。", "utf-8")
    status, _, err = on("read", str(file), "-o", str(tmp_path / "out"), "--region", "x")
    assert status != 0
    assert "--publisher" in err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_document_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"\x00\x01\x02\x03" * 100)
    status, out, err = run("read", str(file))
    assert status != 0
    assert out == ""
    assert "a.docx" in err


def test_a_bureau_s_model_is_asked_where_it_is_set_and_its_inventions_are_told(run: Run, plan: Path) -> None:
    answer = {
        "entities": [
            {"quote": "加快建设芜湖市机器人创新中心", "name": "加快建设", "type": "Event", "status": "planned"},
            {"quote": "建成芜湖火箭港", "name": "芜湖火箭港", "type": "Park"},
        ]
    }
    with model_server(answering(lambda text: json.dumps(answer, ensure_ascii=False))) as endpoint:
        status, out, err = run(
            "read", str(plan), "--format", "json", LIANTU_MODEL_URL=endpoint.url, LIANTU_MODEL=endpoint.model
        )
    assert status == 0, err
    by_model = [row["name"] for row in json.loads(out) if row["rule"] == "model:test-model"]
    assert by_model == ["加快建设"]
    assert "另有模型提出 1 条；1 条" in err


def test_a_model_beyond_this_machine_is_not_asked_by_one_word(run: Run, plan: Path) -> None:
    status, out, err = run("read", str(plan), LIANTU_MODEL_URL="https://models.example.cn/v1", LIANTU_MODEL="m")
    assert status != 0
    assert out == ""
    assert "LIANTU_MODEL_HOST=models.example.cn" in err
