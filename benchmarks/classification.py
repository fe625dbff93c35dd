"""How often products are placed on the right segments: a fair sample of listed companies.

    python -m benchmarks.classification

``classification.csv`` holds 260 companies drawn at random, without a look at keywords, with all their product names;
the segments that they supply were judged by hand from these names. The rules were written with a look at the part
``development``; the part ``kept`` was judged after them, and serves to measure only (docs/testing.md, "Placing").
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from loaders.dataset.folder import bundled
from loaders.lists.classifier import SegmentClassifier, SegmentMatch
from loaders.lists.entity_index import build_entity_index
from queries.rows.chains import SegmentsRow

TIMES = 10
PARTS = ("development", "kept")


@cache
def template_classifier() -> SegmentClassifier:
    """Return the classifier of the bundled template, as a store with it has it."""
    chains = {row["id"]: row["name"] for row in template_rows("entities.csv")}
    rows = [
        SegmentsRow(
            chain_id=row["chain_id"],
            chain=chains[row["chain_id"]],
            segment_id=row["id"],
            segment=row["name"],
            stage=row["stage"],
            critical=row["critical"],
            supply_roles=tuple(row["supply_roles"].split("|")),
            keywords=tuple(row["keywords"].split("|")),
            product_keywords=tuple(filter(None, row["product_keywords"].split("|"))),
        )
        for row in template_rows("segments.csv")
    ]
    return build_entity_index((), rows).classifier


def template_rows(file: str) -> list[dict[str, str]]:
    """Return the rows of a file of the bundled template."""
    with (bundled()["chains"] / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@cache
def sample(part: str) -> Sequence[dict[str, str]]:
    """Return the companies of a part of the sample."""
    text = files("benchmarks").joinpath("classification.csv").read_text("utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if row["part"] == part]


def placements(row: dict[str, str], *, with_industry: bool = False) -> list[SegmentMatch]:
    """Return what the classifier says of a company."""
    text = row["products"].replace("|", "、")
    return template_classifier().classify(text, industry=row["industry"] if with_industry else "")


def precision_and_recall(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float]:
    """Return the share of what is placed that is right, and of what is right that is placed.

    Args:
        pairs: of each company, the segments that it is placed at, and those that it is at.
    """
    counts = [(len(placed & true), len(placed), len(true)) for placed, true in pairs]
    right, placed, true = (sum(column) for column in zip(*counts, strict=True))
    return right / placed, right / true


def figures(part: str, *, only_sure: bool, with_industry: bool = False) -> tuple[float, float]:
    """Return precision and recall of a part of the sample."""
    found = ((row, placements(row, with_industry=with_industry)) for row in sample(part))
    return precision_and_recall(
        (
            {match.segment for match in matches if match.sure or not only_sure},
            set(filter(None, row["segments"].split("|"))),
        )
        for row, matches in found
    )


def main() -> None:
    """Print the figures."""
    for part in PARTS:
        print(f"{part}: {len(sample(part))} companies")
        for name, only_sure, with_industry in (
            ("sure", True, False),
            ("sure, with the industry", True, True),
            ("sure or for review", False, False),
        ):
            precision, recall = figures(part, only_sure=only_sure, with_industry=with_industry)
            print(f"  {name:24} precision {precision:.3f}   recall {recall:.3f}")
    began = time.perf_counter()
    for _ in range(TIMES):
        for row in sample("kept"):
            placements(row)
    print(f"{TIMES * len(sample('kept')) / (time.perf_counter() - began):,.0f} companies a second")


if __name__ == "__main__":
    main()
