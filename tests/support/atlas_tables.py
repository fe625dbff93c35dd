"""Small random tables of an atlas that have everything the method looks at: cycles, shared segments, shares, claims."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROLES = ("production", "research", "platform", "project", "talent", "service")
OWN_ROLES = (["production"], ["production"], ["service"], ["production", "service"], ["service", "platform"])
REGIONS = tuple(f"r{number}" for number in range(6))


def write_tables(folder: Path, seed: int, *, is_sorted: bool = True) -> None:
    draws = random.Random(seed)
    segments = [
        {"chain": chain, "segment": f"{chain}{place}", "critical": draws.random() < 0.4, "supply_roles": own}
        for chain in "abc"
        for place in range(draws.randint(1, 7))
        for own in [draws.choice(OWN_ROLES)]
    ]
    segments.append({**segments[0], "chain": "b"})  # a segment of two chains
    ids = sorted({str(row["segment"]) for row in segments})
    pairs = [(a, b) for a in ids for b in ids if draws.random() < 0.8 * (a <= b) + 0.05]
    feeds = [{"from_id": a, "to_id": b} for a, b in draws.sample(pairs, min(len(pairs), 30))]
    holdings = [_holding(draws, ids) for _ in range(draws.randint(60, 260))]
    _write(folder, "segments", segments)
    _write(folder, "feeds", feeds or [{"from_id": ids[0], "to_id": ids[0]}])
    _write(folder, "regions", [{"region": region} for region in REGIONS])
    _write(folder, "holdings", sorted(holdings, key=lambda row: str(row["region"])) if is_sorted else holdings)
    _write(folder, "absences", [_absence(draws, ids) for _ in range(40)])
    _write(folder, "claims", [_claim(draws, ids) for _ in range(40)])


def _holding(draws: random.Random, segments: Sequence[str]) -> dict[str, Any]:
    return {
        "region": draws.choice(REGIONS[:5]),  # of the last one nothing is known but absences and claims
        "segment": draws.choice(segments[: len(segments) - draws.randint(0, len(segments) - 1)]),
        "organisation": f"o{draws.randint(0, 4)}",
        "role": draws.choice(ROLES),
        "status": draws.choice(["existing", "existing", "planned", "aspired"]),
        "dataset": draws.choice(["d1", "d2"]),
        "level": draws.choice([None, None, 1, 2, 3, 4]),
        "share": draws.choice([None, None, 0.25, 0.5, 1.0]),
        "support": "established" if draws.random() < 0.95 else "lead",
        **_dated(draws),
    }


def _absence(draws: random.Random, segments: Sequence[str]) -> dict[str, Any]:
    role = draws.choice(["supply", "production", "service", "platform", "research"])
    return {"region": draws.choice(REGIONS), "segment": draws.choice(segments), "role": role, **_dated(draws)}


def _claim(draws: random.Random, segments: Sequence[str]) -> dict[str, Any]:
    dataset = draws.choice(["d1", "d2", "d3"])
    return {
        **{name: value for name, value in _absence(draws, segments).items() if name != "grade"},
        "dataset": dataset,
        "year": {"d1": 2015, "d2": None, "d3": 2020}[dataset],
        "above": draws.choice(["", "", "规上"]),
        "ignore_smaller": draws.random() < 0.5,
    }


def _dated(draws: random.Random) -> dict[str, Any]:
    return {"year": draws.choice([None, 2015, 2018, 2020]), "grade": draws.choice([None, "A", "C", "D"])}


def _write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
