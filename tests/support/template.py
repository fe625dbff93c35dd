"""The bundled template's segments, without a store."""

from __future__ import annotations

import csv
from functools import cache

from loaders.dataset.folder import bundled
from loaders.lists.classifier import SegmentClassifier
from loaders.lists.entity_index import build_entity_index
from queries.rows.chains import SegmentsRow


@cache
def bundled_classifier() -> SegmentClassifier:
    """Return the classifier of the bundled template, as the store's rows give it."""
    return build_entity_index((), _segments()).classifier


def _segments() -> list[SegmentsRow]:
    with (bundled()["chains"] / "entities.csv").open(encoding="utf-8") as file:
        chains = {row["id"]: row["name"] for row in csv.DictReader(file)}
    with (bundled()["chains"] / "segments.csv").open(encoding="utf-8") as file:
        return [
            SegmentsRow(
                chain_id=row["chain_id"],
                chain=chains[row["chain_id"]],
                segment_id=row["id"],
                segment=row["name"],
                stage=row["stage"],
                critical=row["critical"],
                supply_roles=None,
                keywords=tuple(row["keywords"].split("|")),
            )
            for row in csv.DictReader(file)
        ]
