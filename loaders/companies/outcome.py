"""The last stages: rows with their organisations, holdings of organisations, the report."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from loaders.companies.blocks import likely_pairs
from loaders.companies.job import Job
from loaders.companies.parts import (
    HOLDING_SCHEMA,
    JOIN_SCHEMA,
    OUTCOME_SCHEMA,
    PAIR_SCHEMA,
    count_rows,
    part_files,
    part_path,
    read_rows,
    to_table,
    write_part,
)
from loaders.gc_pause import gc_paused


class CompaniesReport(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a run.

    Attributes:
        rows, organisations: of the input, and how many these are.
        refused: error code -> rows.
        joined: rule -> rows that are another row's organisation, or the store's.
        sure, review: placements.
        pairs: rule -> pairs of organisations that may be one, for a person to decide.
    """

    rows: int
    organisations: int
    refused: dict[str, int]
    joined: dict[str, int]
    sure: int
    review: int
    pairs: dict[str, int]


@gc_paused()
def pair_part(job: Job, number: int) -> None:
    """Compare the names of a part's blocks."""
    rows = read_rows([part_path(job.stage("pair_input"), number)])
    pairs = likely_pairs(rows, _organisations(job.stage("join"), job.run), job.known)
    write_part(part_path(job.stage("pair"), number), to_table(pairs, PAIR_SCHEMA))


def outcome_part(job: Job, number: int) -> None:
    """Give the rows and holdings of a part their organisations; the rows are written last."""
    joins = _joins(job.stage("join"), job.run)
    held = pq.read_table(part_path(job.stage("held"), number))
    found = held.join(joins, "organisation", "id", right_suffix="_joined").sort_by(
        [("number", "ascending"), ("segment", "ascending"), ("role", "ascending")]
    )
    organisation = pc.coalesce(found["organisation_joined"], found["organisation"])
    held = found.set_column(found.schema.get_field_index("organisation"), "organisation", organisation)
    write_part(part_path(job.result("holdings"), number), held.select(HOLDING_SCHEMA.names).cast(HOLDING_SCHEMA))
    rows = pq.read_table(part_path(job.stage("row"), number)).join(joins, "id").sort_by("number")
    rows = rows.set_column(
        rows.schema.get_field_index("organisation"), "organisation", pc.coalesce(rows["organisation"], rows["id"])
    ).set_column(rows.schema.get_field_index("rule"), "rule", pc.fill_null(rows["rule"], ""))
    write_part(part_path(job.result("rows"), number), rows.select(OUTCOME_SCHEMA.names).cast(OUTCOME_SCHEMA))


@lru_cache(1)
def _joins(folder: Path, run: str) -> pa.Table:
    """Return what own ids are joined to, each id once; ``run`` says which folder of that path it is."""
    return pq.read_table(part_files(folder)[0], schema=JOIN_SCHEMA)


@lru_cache(1)
def _organisations(folder: Path, run: str) -> dict[str, str]:
    """Return own id -> the organisation that it is joined to."""
    joins = _joins(folder, run).to_pydict()
    return dict(zip(joins["id"], joins["organisation"], strict=True))


def make_report(job: Job) -> CompaniesReport:
    """Count what the results say."""
    refused, joined = (_counts(job.result("rows"), column) for column in ("problem", "rule"))
    support = _counts(job.result("holdings"), "support")
    return CompaniesReport(
        rows=count_rows(part_files(job.result("rows"))),
        organisations=count_rows(part_files(job.result("organisations"))),
        refused=refused,
        joined=joined,
        sure=support.get("established", 0),
        review=support.get("lead", 0),
        pairs=_counts(job.result("pairs"), "rule"),
    )


def _counts(folder: Path, column: str) -> dict[str, int]:
    """Return how often each text stands in a column, in the order of the texts; an empty one counts nothing."""
    counts: Counter[str] = Counter()
    for file in part_files(folder):
        found = pc.value_counts(pq.read_table(file, columns=[column])[column])
        counts.update({value["values"]: value["counts"] for value in found.to_pylist()})
    return {text: counts[text] for text in sorted(counts) if text}
