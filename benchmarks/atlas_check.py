"""Samples of an atlas against the single-region method: the same rows through ``build_chains`` and ``find_gaps``."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from graph.analysis.cell import CoverageState
from graph.analysis.chain import Chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.analysis.method import Method
from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.model.claim_text import claim_text
from queries.atlas.tables import create_views
from queries.region_chains import build_chains
from queries.region_rows import RegionRows
from queries.rows.chains import AbsencesRow, ClaimsRow, FeedsRow, HoldingsRow, SegmentsRow

CHAINS_PER_REGION = 5
CLOSE = (
    10.0**-SCORE_DECIMALS * 1.5
)  # figures are rounded to so many decimals; sums differ with the order of their parts
Answer = dict[tuple[str, ...], Any]


class AtlasCheck:
    """The input of an atlas, the atlas, and the comparison of samples."""

    def __init__(self, source: Path, atlas: Path, method: Method, source_filter: SourceFilter = ALL_SOURCES) -> None:
        self.atlas, self.method, self.source_filter = atlas, method, source_filter
        self.connection = duckdb.connect()
        create_views(self.connection, source)
        self.feeds = [FeedsRow(from_id=a, to_id=b) for a, b in self._rows("SELECT from_id, to_id FROM feeds")]
        self.segments: dict[str, list[SegmentsRow]] = defaultdict(list)
        for row in self._dicts("SELECT chain, segment, critical, supply_roles FROM segments"):
            self.segments[row["chain"]].append(_filled(SegmentsRow, _segment(row)))

    def sample(self, count: int, seed: int) -> list[tuple[str, list[str]]]:
        """Return random regions and chains of each, so many pairs together."""
        draws = random.Random(seed)
        regions = [row[0] for row in self._rows(f"SELECT DISTINCT region FROM {self._table('chains')} ORDER BY 1")]
        per_region = min(CHAINS_PER_REGION, len(self.segments))
        chosen = draws.sample(regions, min(len(regions), -(-count // per_region)))
        return [(region, draws.sample(sorted(self.segments), per_region)) for region in chosen]

    def differences(self, samples: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
        """Return where the atlas has another answer than the single-region method; none: they are equal."""
        found = []
        for region, chains in samples:
            for chain in self._chains(region, chains):
                coverage = compute_coverage(chain.filtered(self.source_filter), self.method)
                wanted = {**_states(coverage), **_figures(coverage), **_gaps(coverage)}
                answer = self._answer(region, chain)
                for key in sorted(wanted.keys() | answer.keys()):
                    if not _equal(wanted.get(key), answer.get(key)):
                        found.append(f"{region} {chain.id} {key}: {wanted.get(key)} / {answer.get(key)}")
        return found

    def _chains(self, region: str, chains: Sequence[str]) -> list[Chain]:
        holdings = self._dicts("SELECT * FROM holdings WHERE region = $region", region=region)
        absences = self._dicts("SELECT * FROM absences WHERE region = $region", region=region)
        claims = self._dicts("SELECT * FROM claims WHERE region = $region", region=region)
        return build_chains(
            RegionRows(
                region=region,
                region_name=region,
                holdings=[_filled(HoldingsRow, _statement(row, f"h{number}")) for number, row in enumerate(holdings)],
                absences=[_filled(AbsencesRow, _statement(row, f"a{number}")) for number, row in enumerate(absences)],
                claims=[_filled(ClaimsRow, _claim(row)) for row in claims],
                segments=[row for chain in chains for row in self.segments[chain]],
                feeds=self.feeds,
            )
        )

    def _answer(self, region: str, chain: Chain) -> Answer:
        segments, where = list(chain.segments), "WHERE region = $region"
        answer: Answer = {}
        states = f"SELECT * FROM {self._table('states')} {where} AND list_contains($segments, segment)"
        for row in self._dicts(states, region=region, segments=segments):
            answer["state", row["segment"], row["role"]] = (row["state"], row["supply"], row["low"], row["high"])
        figures = f"SELECT * FROM {self._table('chains')} {where} AND chain = $chain"
        for row in self._dicts(figures, region=region, chain=chain.id):
            counts = [row[name] for name in ("strong", "weak", "planned", "absent", "unknown")]
            spans = [row[name] for name in ("low", "high", "known_share", "known_completeness")]
            answer["figures", row["role"]] = (*counts, *spans, row["is_assessable"])
        gaps = f"SELECT * FROM {self._table('gaps')} {where} AND chain = $chain"
        for row in self._dicts(gaps, region=region, chain=chain.id):
            answer["gap", row["segment"] or ""] = (row["kind"], row["certain"], row["score"])
        return answer

    def _table(self, name: str) -> str:
        return f"'{self.atlas / name}.parquet'"

    def _rows(self, text: str, **parameters: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(text, parameters or None).fetchall()

    def _dicts(self, text: str, **parameters: object) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.connection.sql(text, params=parameters or None).to_arrow_table().to_pylist()
        return rows


def _filled(row_type: Any, values: dict[str, Any]) -> Any:
    """Return a row of a query, whose other columns the analysis does not look at."""
    fields = row_type.__struct_fields__
    return row_type(**{name: values.get(name, "") for name in fields})


def _segment(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "chain_id": row["chain"],
        "chain": row["chain"],
        "segment_id": row["segment"],
        "segment": row["segment"],
        "critical": "是" if row["critical"] else "否",
        "supply_roles": tuple(row["supply_roles"]),
    }


def _statement(row: dict[str, Any], id_: str) -> dict[str, Any]:
    values = {name: row.get(name) for name in ("role", "status", "dataset", "year", "level", "share", "grade")}
    known = {"statement": id_, "segment_id": row["segment"], "organisation_id": row.get("organisation")}
    return {**{name: value for name, value in values.items() if name in row}, **known}


def _claim(row: dict[str, Any]) -> dict[str, Any]:
    text = claim_text(row["role"], row["segment"], row["above"], ignore_smaller=row["ignore_smaller"])
    return {"dataset": row["dataset"], "title": row["dataset"], "claims": (text,), "year": row["year"]}


def _states(coverage: Coverage) -> Answer:
    cells = [coverage.cell(s, role) for s in coverage.structure.ids for role in coverage.method.views]
    return {
        ("state", cell.segment, cell.role): (str(cell.state), cell.supply, cell.cover.low, cell.cover.high)
        for cell in cells
        if cell.state != CoverageState.UNKNOWN
    }


def _figures(coverage: Coverage) -> Answer:
    answer: Answer = {}
    for role in coverage.method.views:
        span = coverage.completeness(role)
        answer["figures", role] = (
            *coverage.state_counts(role).values(),
            span.low if span else None,
            span.high if span else None,
            coverage.known_share(role),
            coverage.known_completeness(role),
            coverage.is_assessable(role),
        )
    return answer


def _gaps(coverage: Coverage) -> Answer:
    return {("gap", gap.segment): (str(gap.kind), gap.certain, gap.score) for gap in find_gaps(coverage)}


def _equal(wanted: Any, answer: Any) -> bool:
    if isinstance(wanted, tuple) and isinstance(answer, tuple):
        return all(_equal(one, other) for one, other in zip(wanted, answer, strict=True))
    if isinstance(wanted, float) and isinstance(answer, int | float):
        return abs(wanted - answer) < CLOSE
    return bool(wanted == answer)
