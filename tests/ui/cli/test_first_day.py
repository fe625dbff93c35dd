"""A newcomer with an empty store, a plan of another city as DOCX and one spreadsheet comes to the city's gaps."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command_line import Run
from tests.support.first_day import REGION, REGION_ID, write_list, write_plan
from tests.support.stores import Server


def test_six_commands_lead_from_an_empty_store_to_the_city_s_gaps(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    embedded_server.empty()
    store, city = ("--store", embedded_server.url), ("--region", REGION)
    plan, companies = write_plan(tmp_path), write_list(tmp_path)
    folder, mapping = tmp_path / "plan", tmp_path / "map.yaml"
    commands = (
        ("new-region", REGION),
        ("read", str(plan), *city, "-o", str(folder), "--accept", "0.5"),
        ("load", str(folder)),
        ("map", str(companies), *city, "--publisher", "芜湖市科技局", "-o", str(mapping)),
        ("load", str(companies), "--map", str(mapping)),
    )
    errors = []
    for command in commands:
        status, _, err = run(*command, *store)
        assert status == 0, (command, err)
        errors.append(err)
    assert "还没有装载" not in errors[0]  # the template's references to Changzhou are nobody's business here
    assert "合格 3 行，拒收 0 行" in errors[-1]
    status, out, _ = run("gaps", *city, "--format", "json", *store)
    gaps = json.loads(out)
    assert status == 0
    assert {"ev", "robotics"} <= {gap["chain"] for gap in gaps}
    reasons = {gap["segment"]: gap["reason"] for gap in gaps}
    assert any("谐波减速器" in reason or "精密减速器" in reason for reason in reasons.values())
    status, out, _ = run("query", "regions", "--format", "json", *store)
    assert [(row["region_id"], row["region"]) for row in json.loads(out)] == [(REGION_ID, REGION)]
    status, out, _ = run("query", "region-contents", "--param", f"region={REGION}", "--format", "json", *store)
    described = {(row["dataset"].split("-")[0], row["label"]) for row in json.loads(out)}
    assert ("region", "Region") in described
    assert any(label == "Enterprise" for _, label in described)
