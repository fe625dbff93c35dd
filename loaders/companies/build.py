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
from loaders.companies.input_parts import write_input_parts
from loaders.companies.job import CHUNK_ROWS, Job, fingerprint
from loaders.companies.joins import joined_ids, known_organisations
from loaders.companies.outcome import CompaniesReport, make_report, outcome_part, pair_part
from loaders.companies.parts import (
    BLOCK_SCHEMA,
    JOIN_SCHEMA,
    ORGANISATION_SCHEMA,
    equal_chunks,
    part_path,
    read_rows,
    to_table,
    write_part,
)
from loaders.companies.row_map import map_part
from loaders.lists.mapping import ListMapping

OWN_NAMES = ("run.txt", "mapping.yaml", "report.json", "work", "rows", "holdings", "organisations", "pairs")
PAIR_ROWS = 20_000  # names of a part of blocks: some seconds of comparing
StageProgress = Callable[[str, int, int], None]  # the stage, its parts that are made, all of its parts


@dataclass(frozen=True, kw_only=True)
class CompaniesInput:
    """Hold what a run reads.

    Attributes:
        sources: the files.
        mapping: of their columns.
        known: what the store knows, as ``known_bytes`` writes it.
        part_rows: how many rows a part has.
    """

    sources: Sequence[Path]
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
        LiantuError: the folder holds something else, or a file of the input cannot be read.
    """
    job = _begun(given, folder, replace=replace)
    if job.report.exists():
        shutil.rmtree(job.stage(""), ignore_errors=True)
        return msgspec.json.decode(job.report.read_bytes(), type=CompaniesReport)
    progress("input", 0, 0)
    write_input_parts(job, given.sources)
    parts = range(len(job.parts("input")))
    _run(engine, partial(map_part, job), job.stage("row"), parts, partial(progress, "row"))
    progress("join", 0, 0)
    _select(engine, job, "shared", job.stage("row"), "shared")
    _join(job)
    _run(engine, partial(outcome_part, job), job.result("rows"), parts, partial(progress, "outcome"))
    progress("organisations", 0, 0)
    _select(engine, job, "organisations", job.result("rows"), "organisation")
    _rewrite(job)
    progress("blocks", 0, 0)
    _select(engine, job, "blocks", job.stage("block"), "blocks")
    _cut_blocks(job)
    pairs = range(len(job.parts("pair_input")))
    _run(engine, partial(pair_part, job), job.result("pairs"), pairs, partial(progress, "pairs"))
    report = make_report(job)
    _write_whole(job.report, msgspec.json.format(msgspec.json.encode(report), indent=1))
    shutil.rmtree(job.stage(""), ignore_errors=True)
    return report


def _begun(given: CompaniesInput, folder: Path, *, replace: bool) -> Job:
    """Return the folder's run: one that goes on, or a new one."""
    folder = folder.resolve()
    job = Job(folder, given.part_rows)
    mark = fingerprint(given.sources, given.mapping.text(), given.known, given.part_rows)
    if any(source.resolve().is_relative_to(folder) for source in given.sources):
        raise LiantuError("atlas_own_input", folder=str(folder))
    is_marked = job.mark.exists()
    if is_marked and not replace and job.mark.read_text() == mark:
        return job
    names = {path.name.lstrip(".") for path in folder.iterdir()} if folder.is_dir() else set()
    may_clear = is_marked and replace and names.issubset(OWN_NAMES)
    if folder.is_file() or (names and not may_clear):  # without the mark of a run it is not ours to clear
        raise LiantuError("companies_output", folder=str(folder))
    if names:
        _clear(job)
    job.stage("").mkdir(parents=True)
    _write_whole(folder / "mapping.yaml", given.mapping.text().encode())
    _write_whole(job.stage("known.json"), given.known)
    _write_whole(job.mark, mark.encode())
    return job


def _clear(job: Job) -> None:
    """Remove what a run made, its mark first, so that what a killed clearing leaves is not taken for a run."""
    job.mark.unlink()
    for path in job.folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _write_whole(path: Path, content: bytes) -> None:
    begun = path.with_name(f".{path.name}")
    begun.write_bytes(content)
    os.replace(begun, path)


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
        engine.select(query, source, begun)
        os.replace(begun, target)


def _join(job: Job) -> None:
    """Write what own ids are joined to, each once."""
    path = part_path(job.stage("join"), 0)
    if not path.exists():
        shared = job.parts("shared")
        known = known_organisations(read_rows(shared))
        joined = {row["id"]: row for row in joined_ids(read_rows(shared), known, job.known)}
        write_part(path, to_table(joined.values(), JOIN_SCHEMA))


def _rewrite(job: Job) -> None:
    """Write the organisations in parts of equal length, whichever parts an engine made."""
    for number, table in enumerate(equal_chunks(job.parts("organisation"), ORGANISATION_SCHEMA, job.part_rows)):
        write_part(part_path(job.result("organisations"), number), table)


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
