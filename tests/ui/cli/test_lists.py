"""A bureau's list from the office's file to the graph: guessed, tried, loaded, mended, taken out again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.command_line import Run
from tests.support.sample_list import ROWS, mapped
from tests.support.stores import Server, exported
from tests.support.workbooks import book


def test_a_trial_changes_nothing_and_a_load_is_undone_by_unload(on: Run, server: Server, list_folder: Path) -> None:
    store = server.loaded()
    server.bundled = False  # for the next test, should this one fail
    before = exported(store)
    command = mapped(on, list_folder)
    status, _, err = on(*command, "--dry-run")
    assert status == 0
    assert "试运行，没有写入：合格 2 行，拒收 1 行" in err
    assert "江苏恒立液压股份有限公司（恒立，名称相同）" in err
    assert "91350100M000100Y44" in err
    assert "装载后：" in err
    assert exported(store) == before
    assert on(*command)[0] == 0
    found = store.read(
        "MATCH (o:Enterprise {credit_code: '91350100M000100Y43'})-[r:ACTIVE_IN]->(s:Segment) "
        "RETURN o.name AS name, s.id AS segment, r.kind AS role, r.region AS region, r.dataset AS dataset, r.evidence AS place"
    )
    assert found == [
        {
            "name": "常州甲光伏有限公司",
            "segment": "pv/cell",
            "role": "production",
            "region": "reg-changzhou",
            "dataset": "2018-gao-qi",
            "place": "2018高企.xlsx [名单]:3",
        }
    ]
    assert "没有变化" in on(*command)[2]
    assert on("unload", "2018-gao-qi")[0] == 0
    assert exported(store) == before


def test_refused_rows_come_back_with_the_reason_and_can_be_mended(
    run: Run, embedded_server: Server, list_folder: Path
) -> None:
    store = embedded_server.loaded()
    embedded_server.bundled = False
    command = (
        *mapped(lambda *a: run(*a, "--store", embedded_server.url), list_folder)[2:],
        "--store",
        embedded_server.url,
    )
    refused = list_folder / "拒收.xlsx"
    assert run("load", str(list_folder / "2018高企.xlsx"), *command, "--refused", str(refused))[0] == 0
    workbook = openpyxl.load_workbook(refused)
    sheet = workbook.active
    assert sheet
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["序号", "企业名称", "统一社会信用代码", "所属地区", "产业链环节", "为什么没有装载"]
    assert rows[1][:2] == ["3", "常州乙科技有限公司"]
    assert "校验位" in str(rows[1][-1])
    sheet["C2"] = "91320400M000100A2B"
    workbook.save(refused)
    status, _, err = run("load", str(refused), *command)
    assert status == 0
    assert "合格 3 行，拒收 0 行" in err
    assert "去掉" not in err
    assert [
        row["name"]
        for row in store.read("MATCH (n:Enterprise) WHERE n.credit_code = '91320400M000100A2B' RETURN n.name AS name")
    ] == ["常州乙科技有限公司"]
    run("unload", "2018-gao-qi", "--store", embedded_server.url)


def test_the_same_file_again_is_not_read(run: Run, embedded_server: Server, list_folder: Path) -> None:
    store = embedded_server.loaded()
    embedded_server.bundled = False
    rows = [row for row in ROWS if row[1:2] != ["常州乙科技有限公司"]]
    (list_folder / "2018高企.xlsx").write_bytes(book(rows))
    command = (*mapped(lambda *a: run(*a, "--store", embedded_server.url), list_folder), "--store", embedded_server.url)
    assert "合格 2 行，拒收 0 行" in run(*command)[2]
    before = exported(store)
    status, _, err = run(*command)
    assert status == 0
    assert "没有变化" in err
    assert "2 行照旧，不必重读" in err
    assert "不必重读" not in run(*command, "--dry-run")[2]
    kept = list_folder / "高企.yaml"
    kept.write_text(kept.read_text("utf-8").replace("title: 2018年", "title: 二〇一八年"), "utf-8")
    assert "不必重读" not in run(*command)[2]
    assert exported(store) != before
    run("unload", "2018-gao-qi", "--store", embedded_server.url)


@pytest.mark.parametrize(
    "arguments",
    [
        ("名单.xlsx",),
        ("--map", "m.yaml"),
        ("a", "b", "--map", "m.yaml"),
        ("--all", "--dry-run"),
        ("pv", "--refused", "x.xlsx"),
    ],
)
def test_a_list_wants_its_map_and_a_map_its_list(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("load", *arguments)[0] == 2


def test_a_list_does_not_take_the_place_of_what_is_bundled(
    run: Run, embedded_server: Server, list_folder: Path
) -> None:
    store = embedded_server.loaded()
    command = mapped(lambda *a: run(*a, "--store", embedded_server.url), list_folder)
    kept = list_folder / "高企.yaml"
    kept.write_text(kept.read_text("utf-8").replace("dataset: 2018-gao-qi", "dataset: changzhou-2018"), "utf-8")
    before = exported(store)
    status, _, err = run(*command, "--store", embedded_server.url)
    assert status == 1
    assert "changzhou-2018" in err
    assert exported(store) == before


def test_an_output_does_not_overwrite_what_was_read(run: Run, embedded_server: Server, list_folder: Path) -> None:
    embedded_server.loaded()
    command = mapped(lambda *a: run(*a, "--store", embedded_server.url), list_folder)
    before = Path(command[1]).read_bytes()
    assert run(*command, "--dry-run", "--refused", command[1], "--store", embedded_server.url)[0] == 2
    assert run("map", command[1], "-o", command[1], "--store", embedded_server.url)[0] == 2
    assert Path(command[1]).read_bytes() == before


def test_rows_gone_from_the_file_are_reported(run: Run, embedded_server: Server, list_folder: Path) -> None:
    embedded_server.loaded()
    command = mapped(lambda *a: run(*a, "--store", embedded_server.url), list_folder)
    kept = list_folder / "高企.yaml"
    kept.write_text(kept.read_text("utf-8").replace("所属地区: district", "所属地区: district\n  园区: park"), "utf-8")
    err = run(*command, "--dry-run", "--store", embedded_server.url)[2]
    assert "对应表里的列 园区 这份文件里没有" in err
    assert "2018高企.xlsx [名单] 第 7 行没有当作数据：注:排名不分先后" in err


def test_rows_of_one_list_that_are_one_entity_are_reported(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    store, at = embedded_server.loaded(), ("--store", embedded_server.url)
    embedded_server.bundled = False
    names = ["常州 甲机械有限公司", "常州·甲机械有限公司", "常州1-11机械有限公司", "常州11-1机械有限公司", "·"]
    (tmp_path / "高企.xlsx").write_bytes(book([["企业名称"], *([name] for name in names)]))
    kept = str(tmp_path / "m.yaml")
    run("map", str(tmp_path / "高企.xlsx"), "--publisher", "某局", "-o", kept, *at)
    _, _, err = run("load", str(tmp_path / "高企.xlsx"), "--map", kept, *at)
    assert "常州·甲机械有限公司 = 常州甲机械有限公司" in err
    assert "其中 1 行与本名单里另一行是同一家（名称相同 1）" in err
    assert "名称“·”里没有字" in err
    assert "合格 4 行，拒收 1 行" in err
    ids = {row["id"] for row in store.read("MATCH (n:Enterprise) RETURN n.id AS id")}
    assert {"org:常州甲机械有限公司", "org:常州1-11机械有限公司", "org:常州11-1机械有限公司"} <= ids


@pytest.mark.parametrize("dataset", ["chains", "decisions", "own-wang-wu"])
def test_ids_that_are_not_a_lists_are_refused(
    run: Run, embedded_server: Server, list_folder: Path, dataset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANTU_STORE", embedded_server.url)
    store = embedded_server.loaded()
    before = exported(store)
    command = mapped(run, list_folder)
    kept = list_folder / "高企.yaml"
    kept.write_text(kept.read_text("utf-8").replace("dataset: 2018-gao-qi", f"dataset: {dataset}"), "utf-8")
    status, _, err = run(*command)
    assert status == 1
    assert dataset in err
    assert exported(store) == before


def test_a_list_without_a_good_row_tells_its_reasons_and_gives_its_rows_back(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    store, at = embedded_server.loaded(), ("--store", embedded_server.url)
    before = exported(store)
    (tmp_path / "节点.xlsx").write_bytes(book([["企业名称", "节点"], *(["公司", f"n{n}"] for n in range(3_000))]))
    kept, refused = tmp_path / "m.yaml", tmp_path / "拒收.xlsx"
    run("map", str(tmp_path / "节点.xlsx"), "--publisher", "某局", "-o", str(kept), *at)
    command = ("load", str(tmp_path / "节点.xlsx"), "--map", str(kept), "--refused", str(refused), *at)
    status, _, err = run(*command)
    assert status == 1
    assert [line for line in err.splitlines() if "只有单位的形式" in line] == [
        "  节点.xlsx [名单] 第 2 行“企业名称”：“公司”只有单位的形式，不是谁的名称。请写全称；若这一列不是名称，请另选名称列"
        "（同样原因共 3000 行，又如第 3、4、5、6、7 行）"
    ]
    assert "没有装载" in err
    sheet = openpyxl.load_workbook(refused).active
    assert sheet
    assert sheet.max_row == 3_001
    assert exported(store) == before


def test_a_list_whose_names_nobody_recognises_gets_a_map_to_fill_in(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    embedded_server.loaded()
    at = ("--store", embedded_server.url)
    (tmp_path / "chips.csv").write_text("id,maker,city\n1,Jiayi Chip,Changzhou\n2,Yier Wafer,Changzhou\n", "utf-8")
    kept = tmp_path / "m.yaml"
    status, _, err = run("map", str(tmp_path / "chips.csv"), "--publisher", "某局", "-o", str(kept), *at)
    assert status == 0
    assert "没有认出哪一列是名称" in err
    written = kept.read_text("utf-8")
    assert "  id: ''\n  maker: ''\n  city: ''\n" in written
    assert "name 名称" in written
    status, _, err = run("load", str(tmp_path / "chips.csv"), "--map", str(kept), "--dry-run", *at)
    assert status == 1
    assert "把名称那一列写成 name" in err
    kept.write_text(written.replace("maker: ''", "maker: name"), "utf-8")
    assert "合格 2 行，拒收 0 行" in run("load", str(tmp_path / "chips.csv"), "--map", str(kept), "--dry-run", *at)[2]


def test_rows_of_one_company_are_one_and_very_many_are_doubted(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    embedded_server.loaded()
    at = ("--store", embedded_server.url)
    names = [["常州丙丁机械有限公司", n] for n in range(30)]
    (tmp_path / "a.xlsx").write_bytes(book([["企业名称", "序号"], *names, ["常州戊己机械有限公司", 31]]))
    kept = str(tmp_path / "m.yaml")
    run("map", str(tmp_path / "a.xlsx"), "--publisher", "某局", "-o", kept, *at)
    err = run("load", str(tmp_path / "a.xlsx"), "--map", kept, "--dry-run", *at)[2]
    assert "其中 29 行的名称与代码和前面的行相同" in err
    assert "有 30 行成了同一家“常州丙丁机械有限公司”" in err


def test_a_person_says_where_the_header_of_a_list_is(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.loaded()
    at = ("--store", embedded_server.url)
    file, kept = tmp_path / "a.xlsx", tmp_path / "m.yaml"
    companies = [[f"常州{n}号机械有限公司", "武进区"] for n in range(4)]
    file.write_bytes(book([["甲", "乙"], ["单位", "所在"], *companies]))
    assert run("map", str(file), "--publisher", "某局", "--header", "2", "-o", str(kept), *at)[0] == 0
    assert "header: 2\n" in kept.read_text("utf-8")
    assert "合格 4 行，拒收 0 行" in run("load", str(file), "--map", str(kept), "--dry-run", *at)[2]
    assert run("map", str(file), "--publisher", "某局", "--header", "0", "-o", str(kept), *at)[0] == 0
    assert "header: none\n" in kept.read_text("utf-8")
    assert "合格 5 行，拒收 1 行" in run("load", str(file), "--map", str(kept), "--dry-run", *at)[2]
