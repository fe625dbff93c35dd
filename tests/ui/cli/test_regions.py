"""``liantu new-region``: a region by its name, and the chains that it looks at."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command_line import Run
from tests.support.stores import Server


def test_a_region_is_made_by_its_name_and_kept_as_a_folder(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.empty()
    store = ("--store", embedded_server.url)
    status, out, err = run("new-region", "芜湖", "--chain", "pv", "-o", str(tmp_path / "wuhu"), *store)
    assert (status, out) == (0, "")
    assert "reg-340200" in err
    assert (tmp_path / "wuhu" / "entities.csv").exists()
    status, out, _ = run("chains", "--format", "json", *store)
    assert [row["id"] for row in json.loads(out)] == ["pv"]
    for region in ("340200", "芜湖市", "reg-340200"):
        assert run("chains", "--region", region, "--format", "json", *store)[1] == out


def test_a_name_that_is_none_or_that_several_have_is_refused(run: Run, embedded_server: Server) -> None:
    for name, told in (("乌有市", "没有叫"), ("鼓楼区", "320106")):
        status, _, err = run("new-region", name, "--store", embedded_server.url)
        assert status == 1
        assert told in err


def test_a_chain_of_one_s_own_is_loaded_for_a_region_that_looks_at_some_chains(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    embedded_server.empty()
    store = ("--store", embedded_server.url)
    file = tmp_path / "船舶.csv"
    file.write_text("链,环节,上下游,关键,上游环节\n船舶,钢板,上游,是,\n船舶,总装,中游,是,钢板、发动机\n", "utf-8")
    run("new-region", "芜湖市", "--chain", "pv", *store)
    status, _, err = run("new-chain", str(file), "--region", "芜湖市", "-o", str(tmp_path / "ship"), *store)
    assert status == 0
    assert "2 个环节，2 个关键，1 条供给关系" in err
    assert "没有环节“发动机”" in err
    rows = json.loads(run("chains", "--region", "340200", "--format", "json", *store)[1])
    assert [row["name"] for row in rows] == ["船舶", "太阳能光伏"]
    assert run("load", str(tmp_path / "ship"), *store)[0] == 0  # what was kept loads like any other
    assert run("unload", "chain-chuan-bo", *store)[0] == 0
    rows = json.loads(run("chains", "--region", "340200", "--format", "json", *store)[1])
    assert [row["name"] for row in rows] == ["太阳能光伏"]
