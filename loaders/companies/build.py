"""A run from its input to its report; what a killed run has made is not made again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from graph.model.errors import LiantuError
from loaders.companies.engine import TaskEngine
from loaders.companies.input_files import InputFile
from loaders.companies.input_parts import write_input_parts
from loaders.companies.input_table import InputTable, find_input_tables
from loaders.companies.job import CHUNK_ROWS, Job, fingerprint
from loaders.companies.joins import joined_ids, judged_joins, known_organisations
from loaders.companies.outcome import CompaniesReport, make_report, outcome_part, pair_part
from loaders.companies.parts import (
    BLOCK_SCHEMA,
    JOIN_SCHEMA,
    ORGANISATION_SCHEMA,
    PAIR_SCHEMA,
    count_of,
    count_rows,
    equal_chunks,
    part_files,
    part_path,
    read_rows,
    remove_begun,
    to_table,
    write_part,
)
from loaders.companies.row_map import map_part
from loaders.companies.run_folder import RESULTS, check_apart, claimed, write_whole
from loaders.lists.mapping import MAX_LIST_ROWS, ListMapping

PAIR_ROWS = 20_000  # names of a part of blocks: some seconds of comparing
StageProgress = Callable[[str, int, int], None]  # the stage, its parts that are made, all of its parts


@dataclass(frozen=True, kw_only=True)
class CompaniesInput:
    """Hold what a run reads.

    Attributes:
        files: the files.
        mapping: of their columns.
        known: what the store knows, as ``known_bytes`` writes it.
        part_rows: how many rows a part has.
    """

    files: Sequence[InputFile]
    mapping: ListMapping
    known: bytes
    part_rows: int = CHUNK_ROWS


def build_companies(
    given: CompaniesInput, folder: Path, engine: TaskEngine, progress: StageProgress, *, replace: bool = False
) -> CompaniesReport:
    """Read, join and place companies into a folder, or go on where a run of the same input stopped.

    Args:
        given: the input.
        folder: for the results; what other runs left there is kept unless ``replace``.
        engine: runs the tasks.
        progress: is told how far it is.
        replace: whether what is in the folder is removed first.

    Raises:
        LiantuError: the folder holds something else, another process writes there, or the input cannot be read.
    """
    job = Job(folder.resolve(), given.part_rows)
    sources = [(file.label, file.path) for file in given.files]
    check_apart(job, (path for _, path in sources))
    tables = find_input_tables(given.files, given.mapping)
    mapping = given.mapping.text()
    with claimed(job, fingerprint(sources, mapping, given.known, given.part_rows), replace=replace):
        if not job.report.exists():
            try:
                write_whole(job.mapping_file, mapping.encode())
                write_whole(job.known_file, given.known)
                report = _build(job, tables, engine, progress)
                write_whole(job.report, msgspec.json.format(msgspec.json.encode(report), indent=1))
            except OSError as problem:
                raise LiantuError("file_unwritable", file=str(job.folder), reason=problem) from problem
        shutil.rmtree(job.stage(""), ignore_errors=True)
        return msgspec.json.decode(job.report.read_bytes(), type=CompaniesReport)


def _build(job: Job, tables: Sequence[InputTable], engine: TaskEngine, progress: StageProgress) -> CompaniesReport:
    """Run the stages, each from where it was left."""
    progress("input", 0, 0)
    write_input_parts(job, tables)
    parts = range(len(job.parts("input")))
    _run(engine, partial(map_part, job), job.stage("row"), parts, partial(progress, "row"))
    _check_count(job, tables[0].file.label)
    progress("join", 0, 0)
    _select(engine, job, "shared", job.stage("row"), "shared")
    _join(job)
    _run(engine, partial(outcome_part, job), job.result("rows"), parts, partial(progress, "outcome"))
    progress("organisations", 0, 0)
    _select(engine, job, "organisations", job.result("rows"), "organisation")
    _rewrite(job, "organisation", "organisations", ORGANISATION_SCHEMA)
    progress("blocks", 0, 0)
    _select(engine, job, "blocks", job.stage("block"), "blocks")
    _cut_blocks(job)
    pairs = range(len(job.parts("pair_input")))
    _run(engine, partial(pair_part, job), job.stage("pair"), pairs, partial(progress, "pairs"))
    _select(engine, job, "pairs", job.stage("pair"), "likely")
    _rewrite(job, "likely", "pairs", PAIR_SCHEMA)
    report = make_report(job)
    for name in RESULTS:
        remove_begun(job.result(name))
    return report


def _check_count(job: Job, file: str) -> None:
    """Check that there are as many good rows as the mapping expects; its usual upper limit is one of a sheet."""
    low, high = job.mapping.counts
    rows = count_rows(job.parts("row"))
    good = count_of(job.parts("row"), "problem", "")
    if good < low or (good > high and high != MAX_LIST_ROWS):
        raise LiantuError("list_counts", file=file, found=good, low=low, high=high, refused=rows - good)


def _run(
    engine: TaskEngine,
    work: Callable[[int], None],
    target: Path,
    parts: Sequence[int],
    progress: Callable[[int, int], None],
) -> None:
    """Make the parts of a stage that are not there yet."""
    missing = [number for number in parts if not part_path(target, number).exists()]
    made = len(parts) - len(missing)
    progress(made, len(parts))

    def done() -> None:
        nonlocal made
        made += 1
        progress(made, len(parts))

    engine.run(work, missing, done)


def _select(engine: TaskEngine, job: Job, query: str, source: Path, name: str) -> None:
    """Write the parts of a query: into a folder of another name first, which then appears whole."""
    target, begun = job.stage(name), job.stage(f"{name}.begun")
    if not target.exists():
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        if part_files(source):
            engine.select(query, source, begun)
        os.replace(begun, target)


def _join(job: Job) -> None:
    """Write what own ids are joined to, each once."""
    path = part_path(job.stage("join"), 0)
    if not path.exists():
        shared = job.parts("shared")
        known = known_organisations(read_rows(shared))
        joined = joined_ids(read_rows(shared), known, job.known.index)
        write_part(path, to_table(judged_joins(joined, job.known.linker), JOIN_SCHEMA))


def _rewrite(job: Job, stage: str, result: str, schema: pa.Schema) -> None:
    """Write a stage as a result, in parts of equal length, whichever parts an engine made."""
    for number, table in enumerate(equal_chunks(job.parts(stage), schema, job.part_rows)):
        write_part(part_path(job.result(result), number), table)


def _cut_blocks(job: Job) -> None:
    """Write the blocks in parts of about equal length, each block whole."""
    held = BLOCK_SCHEMA.empty_table()
    number = 0
    for table in equal_chunks(job.parts("blocks"), BLOCK_SCHEMA, PAIR_ROWS):
        held = pa.concat_tables([held, table])
        last = pc.index(held["block"], held["block"][-1]).as_py()
        if last:
            write_part(part_path(job.stage("pair_input"), number), held.slice(0, last))
            held, number = held.slice(last), number + 1
    if len(held):
        write_part(part_path(job.stage("pair_input"), number), held)
