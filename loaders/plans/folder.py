"""A plan's dataset as a folder: dataset.yaml, the tables, and the document's text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import yaml

from graph.model.errors import LiantuError
from loaders.dataset.document_text import TEXT_FILE
from loaders.plans.accepted import Row
from loaders.plans.plan import Plan
from loaders.plans.tables import Tables, plan_tables

PLAN_PRECEDENCE = {"default": 50, "name": 5}
"""A newer plan says better than the bundled ones (at most 40) what exists; its short names give way to full ones."""


def write_plan_folder(folder: Path, plan: Plan) -> Tables:
    """Write the folder of a plan's dataset, in the form of any other, and return its tables.

    Args:
        folder: the folder; tables that it has already are replaced.
        plan: the reviewed plan.

    Raises:
        LiantuError: ``file_unwritable``.
    """
    tables = plan_tables(plan)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dataset.yaml").write_text(_manifest(plan), "utf-8")
        for name, rows in tables.items():
            _write_table(folder / f"{name}.csv", rows)
        with (folder / TEXT_FILE).open("w", encoding="utf-8", newline="") as file:
            file.write(plan.document.text)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(folder), reason=problem) from problem
    return tables


def _write_table(file: Path, rows: Sequence[Row]) -> None:
    """Write a table; one without rows is removed, so that none of an earlier review is left."""
    if not rows:
        file.unlink(missing_ok=True)
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _manifest(plan: Plan) -> str:
    source = plan.source
    year = source.published[:4]
    cited = {"cites": source.document_id}
    dated = cited | ({"as_of": source.published, "year": int(year)} if year.isdecimal() else {})
    manifest = {
        "id": source.dataset,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "date": source.published,
        "url": source.url,
        "region": source.region,
        "precedence": PLAN_PRECEDENCE,
        "defaults": {"edges": dated, "observations": dict(dated), "leads": dict(cited)},  # YAML aliases are refused
    }
    stated = {key: value for key, value in manifest.items() if value}
    return str(yaml.safe_dump(stated, allow_unicode=True, sort_keys=False))
