"""The files of the input: those that are named, and those of folders, without what a run itself has written there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model.errors import LiantuError
from loaders.companies.job import is_marked

SUFFIXES = (".parquet", ".csv")
NO_INPUT = (".", "_")  # how names of files begin that Hive and Spark write beside the data: _SUCCESS, .part.crc


@dataclass(frozen=True)
class InputFile:
    """A file, and its label in messages and in the places of rows: its name, its path where another is called so."""

    path: Path
    label: str


def input_files(paths: Sequence[Path], output: Path) -> list[InputFile]:
    """Return the files of files and folders, in the order of their names within a folder.

    Args:
        paths: files and folders.
        output: the folder of the results, which is no input where it is within one of the folders.

    Raises:
        LiantuError: there is none, or one of another kind.
    """
    named = (file for path in paths for file in (_files_of(path, output) if path.is_dir() else [path]))
    found = list({file.resolve(): file for file in named}.values())  # one that is named twice counts once
    for file in found:
        try:
            file.stat()
        except OSError as problem:
            raise LiantuError("file_unreadable", file=str(file), reason=problem) from problem
        if file.suffix.lower() not in SUFFIXES:
            raise LiantuError("companies_kind", file=str(file), known=list(SUFFIXES))
    if not found:
        raise LiantuError("companies_none", folder=str(paths[0]), known=list(SUFFIXES))
    names = Counter(file.name for file in found)
    return [InputFile(file, file.name if names[file.name] == 1 else str(file)) for file in found]


def _files_of(folder: Path, output: Path) -> list[Path]:
    results = {output.resolve(), *(mark.parent.resolve() for mark in folder.rglob("run.txt") if is_marked(mark))}
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and not any(part.startswith(NO_INPUT) for part in file.relative_to(folder).parts)
        and not file.is_dir()
        and results.isdisjoint(file.resolve().parents)
    )
