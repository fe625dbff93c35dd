"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from graph.model.errors import UsageError
from graph.store.migrate import MigrationReport
from graph.store.store import Store
from ui.open_store import open_configured_store
from ui.settings import Settings
from ui.text import Words, words

StoreUrl = Annotated[
    str,
    typer.Option(
        "--store", metavar="URL", help="图库地址：embedded:文件夹、bolt://主机:端口、neo4j://…（或 LIANTU_STORE）"
    ),
]
Format = Annotated[str, typer.Option("--format", help="输出格式：table、json、csv")]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="最多几行")]
AsOf = Annotated[int | None, typer.Option("--as-of", metavar="YEAR", help="只用截至该年的来源")]
Region = Annotated[str, typer.Option("--region", help="区域的编号或名称；默认为布局数据最多的")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="写到文件")]
MethodFile = Annotated[
    Path | None,
    typer.Option(
        "--method", metavar="FILE", help="参数文件（YAML），只写要改的；见 docs/method.md（或 LIANTU_METHOD）"
    ),
]
ROW_FORMATS = ("table", "json", "csv")


def settings(store: str = "") -> Settings:
    """The environment's settings, with the store given on the command line."""
    found = Settings.from_env()
    return replace(found, store=store) if store else found


def language() -> Words:
    """The words of the user's language."""
    return words(Settings.from_env().language)


@contextmanager
def store_of(url: str) -> Iterator[Store]:
    """The store, closed afterwards."""
    with open_configured_store(settings(url), _tell_migrated) as store:
        yield store


def _tell_migrated(report: MigrationReport) -> None:
    """Say on stderr that the store was migrated, and where the backup is."""
    fields = {"before": report.before, "after": report.after, "file": report.backup}
    typer.echo(language()("store.migrated", **fields), err=True)


def checked_format(format_: str, known: tuple[str, ...] = ROW_FORMATS) -> str:
    """The format, or UsageError."""
    if format_ not in known:
        raise UsageError("format_unknown", format=format_, known=list(known))
    return format_
