"""A region among thousands, in one embedded store: loading them all, and opening one of them.

    python -m benchmarks.regions [REGIONS FIRMS]

2,800 regions of 40 firms each by default, drawn with a seed, beside the bundled datasets. ``open`` is what a page
computes when somebody chooses a region that nobody has looked at: its analysis and its open questions. The baseline is
the driver's own reading of the region's holdings, in the same run.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from graph.store.open import open_store
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled, load_dataset
from queries.region import analyse_region
from queries.rows.chains import HoldingsRow, RegionsRow, SegmentsRow
from queries.run import fetch_rows
from ui.presenters.questions import question_rows
from ui.text import words

REGIONS, FIRMS, OPENED = 2_800, 40, 9
MANIFEST = """\
id: thousands
title: 测试用的区域
publisher: 测试
licence: 内部资料
date: '2026-01-01'
region: reg-t0000
"""


def write_dataset(home: Path, regions: int, firms: int, segments: list[str]) -> Path:
    """Write a dataset of regions with firms, each at one segment."""
    dice, folder = random.Random(5), home / "thousands"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(MANIFEST, "utf-8")
    with (folder / "entities.csv").open("w", encoding="utf-8", newline="") as entities_file:
        entities = csv.writer(entities_file)
        entities.writerow(["id", "label", "name"])
        entities.writerows([f"reg-t{region:04}", "Region", f"试{region}县"] for region in range(regions))
        entities.writerows(
            [f"ent-t{region}-{firm}", "Enterprise", f"试{region}县{firm}号公司"]
            for region in range(regions)
            for firm in range(firms)
        )
    with (folder / "edges.csv").open("w", encoding="utf-8", newline="") as edges_file:
        edges = csv.writer(edges_file)
        edges.writerow(["id", "source_id", "type", "target_id", "kind", "region", "evidence", "year"])
        edges.writerows(
            [
                f"T{region}-{firm}",
                f"ent-t{region}-{firm}",
                "ACTIVE_IN",
                dice.choice(segments),
                "production",
                f"reg-t{region:04}",
                f"https://example.com/{region}",
                dice.choice((2018, 2022)),
            ]
            for region in range(regions)
            for firm in range(firms)
        )
    return folder


def seconds(work: Callable[[str], object]) -> float:
    """Return the median seconds of some regions, each looked at for the first time."""
    times = []
    for region in range(1, OPENED + 1):
        began = time.perf_counter()
        work(f"reg-t{region:04}")
        times.append(time.perf_counter() - began)
    return median(times)


def open_region(store: Store, regions: list[RegionsRow], region: str) -> object:
    """Compute what a page shows first of a region; the list of all regions it has read already."""
    return question_rows(store, analyse_region(store, region, regions=regions), words("zh"))


def main() -> None:
    """Print the seconds of each, and the ratio of opening to reading."""
    regions, firms = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (REGIONS, FIRMS)
    with tempfile.TemporaryDirectory() as home, open_store(f"embedded:{home}/store") as store:
        load_bundled(store, LOCAL_USER)
        segments = sorted({row.segment_id for row in fetch_rows(store, SegmentsRow)})
        folder = write_dataset(Path(home), regions, firms, segments)
        began = time.perf_counter()
        load_dataset(store, str(folder), LOCAL_USER)
        print(f"load {regions} regions, {regions * firms} holdings: {time.perf_counter() - began:.1f} s")
        read = seconds(lambda region: fetch_rows(store, HoldingsRow, region=region))
        opened = seconds(partial(open_region, store, fetch_rows(store, RegionsRow)))
    print(f"read a region's holdings: {read * 1e3:.1f} ms")
    print(f"open the region: {opened * 1e3:.0f} ms, {opened / read:.0f} times")


if __name__ == "__main__":
    main()
