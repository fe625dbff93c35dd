"""``liantu companies``: lists of millions of companies, from Parquet or CSV into Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.lists.mapping import ListMapping, read_list_mapping
from loaders.lists.row_holders import is_organisation
from loaders.service.lists import guess_list
from ui.cli.options import CompaniesChoice, language, principal, settings
from ui.cli.output import progress_bar, say
from ui.cli.stores import opened
from ui.text import Words

if TYPE_CHECKING:
    from loaders.companies.input_files import InputFile  # with the extra only

MODULES = {"process": ("pyarrow",), "duckdb": ("pyarrow", "duckdb"), "spark": ("pyarrow", "pyspark")}
EXTRA = {"process": "atlas", "duckdb": "atlas", "spark": "spark"}


def companies(files: tuple[Path, ...], output: Path, choice: CompaniesChoice) -> None:
    """Read, join and place companies; a run that was killed goes on where it stopped.

    Raises:
        UsageError: the engine's extra is not installed, or the rows of the list are no organisations.
        LiantuError: as ``build_companies``.
    """
    if any(find_spec(module) is None for module in MODULES[choice.engine]):
        raise UsageError("companies_extra", extra=EXTRA[choice.engine])
    from loaders.companies.build import CompaniesInput, build_companies  # with the extra only
    from loaders.companies.input_files import input_files
    from loaders.companies.known import known_bytes
    from loaders.companies.open_engine import open_engine

    words = language()
    inputs = input_files(files, output)
    with opened(choice.store) as store:
        mapping = _mapping(store, choice, inputs)
        given = CompaniesInput(files=inputs, mapping=mapping, known=known_bytes(store, mapping.dataset))
    opening = open_engine(choice.engine, memory=choice.memory, master=choice.master)
    with principal().acting(Permission.EXPORT, output.name), progress_bar() as bar, opening as engine:
        task = bar.add_task("", total=None)

        def progress(stage: str, made: int, parts: int) -> None:
            bar.update(task, description=words(f"companies.stage.{stage}"), completed=made, total=parts or None)

        report = build_companies(given, output, engine, progress, replace=choice.replace)
    say(words("companies.done", rows=report.rows, organisations=report.organisations, folder=str(output)))
    say(words("companies.placed", sure=report.sure, review=report.review))
    if report.refused:
        say(words("companies.refused", count=sum(report.refused.values())))
    for title, counts in (("joined", report.joined), ("pairs", report.pairs)):
        if counts:
            say(words(f"companies.{title}", count=sum(counts.values()), rules=_rules(counts, words)))


def _mapping(store: Store, choice: CompaniesChoice, inputs: Sequence[InputFile]) -> ListMapping:
    """Return the mapping that is given, or the guess of it from the first rows of the first file that has any."""
    mapping = read_list_mapping(choice.mapping) if choice.mapping else _guessed_mapping(store, choice, inputs)
    if not is_organisation(mapping.label) or mapping.kinds:
        raise UsageError("companies_label", label=language().label(mapping.label))
    return mapping


def _guessed_mapping(store: Store, choice: CompaniesChoice, inputs: Sequence[InputFile]) -> ListMapping:
    from loaders.companies.input_table import first_tables  # with the extra only

    first, tables = first_tables(inputs)
    guess = guess_list(store, tables, choice.publisher or first.path.stem, choice.region or settings().region)
    if not guess.has_names:
        raise UsageError("map_no_name", file=first.label, columns=list(guess.unused))
    return guess.mapping


def _rules(counts: Mapping[str, int], words: Words) -> str:
    return words.join([words("counted", title=words(f"rule.{rule}"), count=count) for rule, count in counts.items()])
