"""Predictions: the files that a scorer takes, with offsets in code points of text.txt."""

from __future__ import annotations

import csv
from pathlib import Path

from loaders.documents.txt import parse_txt
from loaders.reading.predictions import write_predictions
from loaders.reading.read import read_text


def test_each_row_has_the_slice_at_its_offsets(tmp_path: Path) -> None:
    document = parse_txt("😀建设云岭新材料产业园，新增高新技术企业30家。".encode(), "plan.txt")
    write_predictions(read_text(document), document.text, tmp_path)
    text = (tmp_path / "text.txt").read_text("utf-8")
    for name in ("entities", "indicators"):
        rows = list(csv.DictReader((tmp_path / f"{name}.csv").open(encoding="utf-8", newline="")))
        assert rows
        assert all(text[int(row["char_start"]) : int(row["char_end"])] == row["text"] for row in rows)


def test_the_issuer_stands_for_an_end_that_is_left_out(tmp_path: Path) -> None:
    document = parse_txt("加快建设云岭新材料产业园。".encode(), "plan.txt")
    write_predictions(read_text(document), document.text, tmp_path)
    rows = list(csv.DictReader((tmp_path / "relations.csv").open(encoding="utf-8", newline="")))
    assert [(row["relation"], row["source"], row["target"]) for row in rows] == [
        ("BUILDS", "@ISSUER", "云岭新材料产业园")
    ]
