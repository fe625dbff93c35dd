"""The picture of the bundled region against an enumeration over the tables that the bundle was made from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from queries.region import analyse_region
from tests.support import oracle


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def year_of(row: dict[str, str]) -> int | None:
    return int(row["as_of_year"]) if row["as_of_year"] else None


@pytest.mark.parametrize("year", [None, 2018])
def test_states_and_gaps_of_every_chain(embedded_bundled: Store, shared: Path, year: int | None) -> None:
    facts = shared / "reference" / "changzhou_public"
    segments = table(shared / "reference" / "segments.csv")
    feeds = [(row["from_id"], row["to_id"]) for row in table(shared / "reference" / "segment_edges.csv")]
    holdings = [
        (row["source_id"], row["target_id"], row["kind"], row["status"], True, None, None, year_of(row))
        for row in table(facts / "edges.csv")
        if row["type"] == "ACTIVE_IN" and row["established"] == "yes"
    ]
    absences = [
        (row["segment_id"], row["role"], year_of(row))
        for row in table(facts / "absences.csv")
        if row["kind"] == "segment_absent"
    ]
    analysis = analyse_region(embedded_bundled, "reg-changzhou", SourceFilter(as_of=year))
    wanted, chains = [], sorted({row["chain_id"] for row in segments})
    for chain in chains:
        own = [
            (row["id"], row["critical"] == "是", row["supply_roles"].split("|"))
            for row in segments
            if row["chain_id"] == chain
        ]
        ids = {segment for segment, *_ in own}
        result, gaps = oracle.analyse(
            chain,
            own,
            [edge for edge in feeds if ids.issuperset(edge)],
            holdings,
            absences,
            (),
            year,
        )
        coverage = analysis.coverages[chain]
        states = {segment: str(coverage.cell(segment).state) for segment in ids}
        assert states == {segment: detail["state"]["supply"] for segment, detail in result["detail"].items()}
        wanted += gaps
    found = {(str(gap.kind), gap.chain, gap.segment, gap.certain, round(gap.score, 9)) for gap in analysis.gaps}
    assert found == {(g["kind"], g["chain"], g["segment"] or "", g["certain"], round(g["score"], 9)) for g in wanted}


def test_a_link_of_services_counts_its_operator(embedded_bundled: Store) -> None:
    coverage = analyse_region(embedded_bundled).chain("rail")
    operated = next(segment for segment in coverage.chain.segments.values() if segment.name == "线路运营")
    assert operated.supply_roles == ("service",)
    assert coverage.cell(operated.id).is_covered
