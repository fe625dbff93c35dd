"""A country's holdings, made from a seed: regions of unequal size, chains in the shape of the bundled template.

The template's chains are repeated until there are as many segments as asked for. Each region looks at some of the
chains only, the larger ones at more; within a chain the first segments are the popular ones. Most holdings have a
role that the segment is supplied by.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

TEMPLATE = Path(__file__).parent.parent / "loaders" / "datasets" / "chains"
ROLES = ("production", "research", "platform", "project", "talent", "service")
ROW_GROUP_ROWS = 500_000
ABSENCES_PER_REGION, CLAIMS_PER_REGION = 20, 5

HOLDINGS = """
SELECT r.region,
       s.segment,
       '91' || r.region || lpad(((hash(k, r.region, 2) % greatest(1, (r.holdings * 3) // 4))::BIGINT)::VARCHAR, 10, '0')
           AS organisation,
       CASE WHEN hash(k, r.region, 3) % 100 < 75 THEN s.own_role ELSE $roles[1 + (hash(k, r.region, 4) % 6)::INT] END
           AS role,
       CASE WHEN hash(row, r.region, 5) % 100 < 94 THEN 'existing' WHEN hash(row, r.region, 5) % 3 = 0 THEN 'aspired'
            ELSE 'planned' END AS status,
       'list-' || r.region || '-' || (hash(row, r.region, 6) % 4)::VARCHAR AS dataset,
       CASE WHEN hash(row, r.region, 7) % 10 < 7 THEN NULL ELSE (1 + hash(row, r.region, 8) % 4)::TINYINT END AS level,
       (2015 + hash(row, r.region, 9) % 11)::SMALLINT AS year,
       $grades[1 + (hash(row, r.region, 10) % 5)::INT] AS grade,
       'established' AS support
FROM (
    SELECT *, row - (hash(row, region, 11) % 20 = 0)::INT AS k  -- one in twenty says again what the one before says
    FROM (SELECT *, unnest(range(holdings)) AS row FROM sizes WHERE place BETWEEN $first AND $last)
) r
JOIN places s
  ON s.chain_place = hash(r.place, hash(k, r.region, 0) % r.chains, $seed) % $chain_count
 AND s.segment_place = floor(s.chain_size * power((hash(k, r.region, 1) % 1000003) / 1000003.0, 1.6))::INT
"""


def write_country(folder: Path, *, regions: int, segments: int, holdings: int, seed: int = 1) -> None:
    """Write the input tables of an atlas.

    Args:
        folder: where to.
        regions: how many regions.
        segments: how many segments, at least; chains are whole.
        holdings: how many rows of holdings, about: what falls outside a short chain is left out.
        seed: the same seed makes the same country.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draws = np.random.default_rng(seed)
    template = _write_template(folder, segments)
    names = [f"{100000 + place * 7:06d}" for place in range(regions)]
    weights = draws.lognormal(0, 1.0, regions)
    sizes = np.floor(holdings * weights / weights.sum()).astype(np.int64)
    chain_count = len({row["chain_place"] for row in template})
    chains = np.clip((chain_count * (0.15 + 0.5 * weights)).astype(np.int64), 1, chain_count)
    sizes_table = pa.table({"region": names, "place": range(regions), "holdings": sizes, "chains": chains})
    pq.write_table(pa.table({"region": names, "name": [f"县{name}" for name in names]}), folder / "regions.parquet")
    _write_holdings(folder, pa.Table.from_pylist(template), sizes_table, chain_count, seed)
    _write_statements(folder, names, [str(row["segment"]) for row in template], draws)


def _write_template(folder: Path, least: int) -> list[dict[str, object]]:
    with (TEMPLATE / "segments.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    with (TEMPLATE / "feeds.csv").open(encoding="utf-8-sig") as file:
        edges = [(row["from_id"], row["to_id"]) for row in csv.DictReader(file)]
    copies = -(-least // len(rows))
    segments = [
        {
            "chain": f"{row['chain_id']}-{copy}",
            "segment": f"{row['id']}-{copy}",
            "name": row["name"],
            "critical": row["critical"] == "是",
            "supply_roles": (row["supply_roles"] or "production").split("|"),
        }
        for copy in range(copies)
        for row in rows
    ]
    pq.write_table(pa.Table.from_pylist(segments), folder / "segments.parquet")
    feeds = [(f"{a}-{copy}", f"{b}-{copy}") for copy in range(copies) for a, b in edges]
    pq.write_table(
        pa.table({"from_id": [a for a, _ in feeds], "to_id": [b for _, b in feeds]}), folder / "feeds.parquet"
    )
    chains: dict[object, list[dict[str, object]]] = {}
    for row in segments:
        chains.setdefault(row["chain"], []).append(row)
    return [
        {
            "chain_place": chain_place,
            "chain_size": len(members),
            "segment_place": place,
            "segment": row["segment"],
            "own_role": row["supply_roles"][0],  # type: ignore[index]
        }
        for chain_place, members in enumerate(chains.values())
        for place, row in enumerate(members)
    ]


def _write_holdings(folder: Path, places: pa.Table, sizes: pa.Table, chain_count: int, seed: int) -> None:
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "3GB"})
    connection.register("places", places)
    connection.register("sizes", sizes)
    group_of = np.cumsum(sizes["holdings"]) // ROW_GROUP_ROWS
    firsts = [0, *(int(place) + 1 for place in np.flatnonzero(np.diff(group_of)))]
    lasts = [*(first - 1 for first in firsts[1:]), sizes.num_rows - 1]
    writer: pq.ParquetWriter | None = None
    for first, last in zip(firsts, lasts, strict=True):
        parameters = {
            "roles": list(ROLES),
            "grades": ["A", "B", "C", "D", None],
            "first": first,
            "last": last,
            "seed": seed,
            "chain_count": chain_count,
        }
        table = connection.sql(HOLDINGS, params=parameters).to_arrow_table()
        writer = writer or pq.ParquetWriter(folder / "holdings.parquet", table.schema)
        writer.write_table(table, row_group_size=ROW_GROUP_ROWS)
    if writer:
        writer.close()


def _write_statements(folder: Path, regions: list[str], segments: list[str], draws: np.random.Generator) -> None:
    absences, claims = ABSENCES_PER_REGION * len(regions), CLAIMS_PER_REGION * len(regions)
    roles = np.array(["supply", "production", "research", "service"])
    pq.write_table(
        pa.table(
            {
                "region": np.repeat(regions, ABSENCES_PER_REGION),
                "segment": draws.choice(segments, absences),
                "role": draws.choice(roles, absences),
                "year": draws.integers(2015, 2026, absences),
                "grade": draws.choice(["A", "B", "C"], absences),
                "support": np.repeat("established", absences),
            }
        ),
        folder / "absences.parquet",
    )
    owners = np.repeat(regions, CLAIMS_PER_REGION)
    pq.write_table(
        pa.table(
            {
                "region": owners,
                "dataset": [
                    f"list-{region}-{number}"
                    for region, number in zip(owners, draws.integers(0, 4, claims), strict=True)
                ],
                "segment": draws.choice(segments, claims),
                "role": draws.choice(roles, claims),
                "year": draws.integers(2015, 2026, claims),
                "above": draws.choice(["", "", "规上"], claims),
                "ignore_smaller": draws.choice([True, False], claims),
            }
        ),
        folder / "claims.parquet",
    )
