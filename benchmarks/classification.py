"""Precision and recall of placing products on segments: python -m benchmarks.classification

``classification.csv`` holds 210 main products of listed companies, drawn at random: 150 in which a keyword stands, and
60 in which none does though a word of the trade stands in them. The segments were judged by hand from the phrase
alone, after the rules and the list of generic words had been written on another sample; a few are open to argument.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path

from loaders.dataset.folder import bundled
from loaders.lists.classifier import SegmentClassifier

TIMES = 100


def main() -> None:
    """Print the figures."""
    with (bundled()["chains"] / "segments.csv").open(encoding="utf-8") as file:
        keywords = SegmentClassifier({row["id"]: row["keywords"].split("|") for row in csv.DictReader(file)})
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        sample = [(row["product"], set(filter(None, row["segments"].split("|")))) for row in csv.DictReader(file)]
    found = [keywords.classify(text) for text, _ in sample]
    sure = [
        ({one.segment for one in placed if one.sure}, true) for placed, (_, true) in zip(found, sample, strict=True)
    ]
    every = [({one.segment for one in placed}, true) for placed, (_, true) in zip(found, sample, strict=True)]
    print(f"{len(sample)} products, {sum(len(true) for _, true in sample)} true placements")
    for name, pairs in (("sure", sure), ("sure or for review", every)):
        right = sum(len(placed & true) for placed, true in pairs)
        said, true = (sum(len(pair[place]) for pair in pairs) for place in (0, 1))
        print(f"{name:20} precision {right / said:.3f} ({right} of {said})   recall {right / true:.3f}")
    text = "；".join(text for text, _ in sample)
    began = time.perf_counter()
    for _ in range(TIMES):
        keywords.classify(text)
    print(f"{TIMES * len(sample) / (time.perf_counter() - began):,.0f} items a second")


if __name__ == "__main__":
    main()
