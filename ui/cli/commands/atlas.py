"""``liantu atlas``: all chains of all regions, from Parquet into Parquet or CSV."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from graph.analysis.method import read_method
from graph.model.errors import UsageError
from loaders.access.permission import Permission
from queries.region import check_year
from ui.cli.options import AtlasChoice, language, principal, settings
from ui.cli.output import progress_of, say

ATLAS_MODULES = ("duckdb", "pyarrow")


def atlas(folder: Path, output: Path, choice: AtlasChoice) -> None:
    """Write states, figures, gaps and peers of every region in a folder of tables.

    Raises:
        UsageError: the extra is not installed.
        LiantuError: as ``build_atlas``.
    """
    words = language()
    if any(find_spec(module) is None for module in ATLAS_MODULES):
        raise UsageError("atlas_extra")
    from queries.atlas.build import AtlasOptions, build_atlas  # with the extra only

    check_year(choice.as_of)
    options = AtlasOptions(
        method=read_method(choice.method or settings().method),
        source_filter=choice.source_filter,
        format=choice.format_,
        replace=choice.replace,
        memory=choice.memory,
    )
    with principal().acting(Permission.EXPORT, output.name), progress_of(words("atlas.progress")) as progress:
        report = build_atlas(folder, output, options, progress)
    counts = {name: f"{getattr(report, name):,}" for name in ("regions", "chains", "segments", "holdings")}
    say(words("atlas.done", **counts, folder=str(output)))
    for table, rows in report.rows.items():
        say(words("atlas.table", file=f"{table}.{choice.format_}", what=words(f"atlas.what.{table}"), rows=f"{rows:,}"))
    if report.left_out:
        say(words("atlas.left_out", count=f"{report.left_out:,}"))
    if report.was_sorted:
        say(words("atlas.sorted"))
