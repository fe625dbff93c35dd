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
    assert [row["chain"] for row in json.loads(out)] == ["pv"]
    for region in ("340200", "芜湖市", "reg-340200"):
        assert run("chains", "--region", region, "--format", "json", *store)[1] == out


def test_a_name_that_is_none_or_that_several_have_is_refused(run: Run, embedded_server: Server) -> None:
    for name, told in (("乌有市", "没有叫"), ("鼓楼区", "320106")):
        status, _, err = run("new-region", name, "--store", embedded_server.url)
        assert status == 1
        assert told in err
