"""Options that several commands share, and the records that commands get them as."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from graph.analysis.source_filter import GRADES, SourceFilter
from graph.model.errors import UsageError
from loaders.access.principal import Principal
from ui.settings import DEFAULT_HOST, DEFAULT_PORT, Settings
from ui.text import Words, words

ROW_FORMATS = ("table", "json", "csv")
FILE = click.Path(path_type=Path)
MEMORY_SIZE = re.compile(r"[1-9]\d{0,5} ?[MG]B")


def settings(store: str = "") -> Settings:
    """Return the environment's settings, with the store given on the command line."""
    chosen = Settings.from_env()
    return replace(chosen, store=store) if store else chosen


def principal() -> Principal:
    """Return whom the command acts for: the operating system's account, by its role where there are accounts."""
    from ui.access.command_line import command_line_principal  # reading accounts takes 30 ms that help need not spend

    return command_line_principal(Settings.from_env())


def language() -> Words:
    """Return the texts of the user's language."""
    return words(Settings.from_env().language)


def option(*names: str, **attributes: Any) -> click.Option:
    """Return an option; its text is in ``ui/text``."""
    return click.Option(names, **attributes)


def argument(name: str, **attributes: Any) -> click.Argument:
    """Return a positional argument; its text is in ``ui/text``."""
    return click.Argument([name], **attributes)


class Format(click.ParamType[str]):
    """The name of an output format. Raises UsageError with the names that are allowed."""

    name = "format"

    def __init__(self, *formats: str) -> None:
        self.formats = formats

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the formats for the help."""
        return "|".join(self.formats)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the format."""
        if value not in self.formats:
            raise UsageError("format_unknown", format=value, known=list(self.formats))
        return value


class MemorySize(click.ParamType[str]):
    """A size of memory such as 2GB or 800MB. Raises UsageError."""

    name = "size"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the size."""
        if not MEMORY_SIZE.fullmatch(value):
            raise UsageError("memory_size", value=value)
        return value


@dataclass(frozen=True)
class Bundle:
    """Options that a command's function takes as one record.

    Args:
        name: the function's parameter.
        record: makes the record of the options' values, by keyword.
        options: the options.
    """

    name: str
    record: Callable[..., object]
    options: tuple[click.Option, ...]

    def pack(self, values: dict[str, Any]) -> object:
        """Take the options' values out of all values and return the record."""
        return self.record(**{str(option.name): values.pop(str(option.name)) for option in self.options})


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The scope of an analysis: the region, the year, the method.

    Args:
        store: the store's address; empty: the one that the environment sets.
        region: an id or a name; empty: the environment's, else the region with most holdings.
        as_of: leave out sources that are later than this year.
        grade: leave out sources below this grade; None: none.
        own_lists: whether sources without a grade count, such as a user's own lists.
        method: a file with parameters; None: the environment's, else the product's own.
    """

    store: str
    region: str
    as_of: int | None
    grade: str | None
    own_lists: bool
    method: Path | None

    @property
    def source_filter(self) -> SourceFilter:
        """Return the sources that count."""
        return SourceFilter(as_of=self.as_of, grade=self.grade or "", lists=self.own_lists)


@dataclass(frozen=True, kw_only=True)
class AtlasChoice:
    """The options of an atlas: the sources that count, the method, the form, and the memory that aggregates may take.

    Attributes:
        replace: whether an output folder that is there is replaced.
        memory: a size such as 2GB.
    """

    as_of: int | None
    grade: str | None
    own_lists: bool
    method: Path | None
    format_: str
    replace: bool
    memory: str

    @property
    def source_filter(self) -> SourceFilter:
        """Return the sources that count."""
        return SourceFilter(as_of=self.as_of, grade=self.grade or "", lists=self.own_lists)


@dataclass(frozen=True, kw_only=True)
class CompaniesChoice:
    """The options of a run over millions of companies.

    Attributes:
        mapping: of the columns; None: guessed.
        publisher: whose register it is, where the mapping is guessed; empty: the file's name stands for it.
        engine: process, duckdb or spark.
        master: of Spark.
        memory: DuckDB's own.
        replace: whether the folder is made anew.
        region: of the list; empty: the environment's.
        store: the store's address.
    """

    mapping: Path | None
    publisher: str
    engine: str
    master: str
    memory: str
    replace: bool
    region: str
    store: str


@dataclass(frozen=True, kw_only=True)
class RowOutput:
    """The output of rows: the format, the most rows, and the file (None: stdout)."""

    format: str = "table"
    limit: int | None = None
    file: Path | None = None


@dataclass(frozen=True, kw_only=True)
class WebAddress:
    """The address at which the page is served."""

    host: str
    port: int


@dataclass(frozen=True, kw_only=True)
class ListOptions:
    """The options of loading a list: its mapping, whether nothing is written, and the file for refused rows."""

    mapping: Path | None
    dry_run: bool
    refused: Path | None


@dataclass(frozen=True, kw_only=True)
class FactDetails:
    """The details of a fact about an organisation at a segment."""

    role: str
    source: str
    since: str
    status: str
    note: str
    region: str


@dataclass(frozen=True, kw_only=True)
class AccountDetails:
    """The details of a new account, beside its id."""

    name: str
    role: str
    system_user: str
    subject: str
    password: bool


@dataclass(frozen=True, kw_only=True)
class FollowDetails:
    """The details of a follow-up; ``chain`` is an id or a name, needed where a segment is of several chains."""

    chain: str
    owner: str
    day: str
    note: str


@dataclass(frozen=True, kw_only=True)
class FollowChoice:
    """The follow-ups that are asked for; empty: all."""

    state: tuple[str, ...]
    chain: tuple[str, ...]
    owner: str


@dataclass(frozen=True, kw_only=True)
class SourceOptions:
    """The user's statements about a document; empty: as it seems to say itself.

    Attributes:
        folder: where to write the dataset; None: nowhere.
        accept: from which certainty on a proposal is accepted; None: none is.
    """

    folder: Path | None
    id: str
    title: str
    publisher: str
    published: str
    region: str
    accept: float | None


@dataclass(frozen=True, kw_only=True)
class PairPage:
    """The pairs that are asked for: of a chain, of a list, and which page of them."""

    chain: str
    dataset: str
    page: int | None


@dataclass(frozen=True, kw_only=True)
class SelectionLimits:
    """The limits of a choice of institutes; ``chain`` and ``segment`` are ids or names, none means all."""

    chain: tuple[str, ...]
    segment: tuple[str, ...]
    k: int
    budget: float | None
    cost: tuple[str, ...]
    must: tuple[str, ...]
    never: tuple[str, ...]
    per_parent: int | None
    needs: bool
    seconds: float


def row_output(*more: str, limit: int | None = None) -> Bundle:
    """Return the options of a command that writes rows.

    Args:
        more: formats beside table, JSON and CSV; they need a file.
        limit: the most rows, where the user does not say.
    """

    def record(format_: str, limit: int | None, output: Path | None) -> RowOutput:
        if format_ in more and output is None:
            raise UsageError("output_needed", format=format_)
        return RowOutput(format=format_, limit=limit, file=output)

    return Bundle(
        "output",
        record,
        (
            option("--format", "format_", type=Format(*ROW_FORMATS, *more), default=ROW_FORMATS[0]),
            option("--limit", type=click.IntRange(min=0), default=limit),
            OUTPUT,
        ),
    )


STORE = option("--store", metavar="URL", default="", show_default=False)
REGION = option("--region", default="", show_default=False)
OUTPUT = option("-o", "--output", type=FILE, metavar="FILE")
ROWS = row_output()
FORMAT_OPTION = option("--format", "format_", type=Format(*ROW_FORMATS), default=ROW_FORMATS[0])
EXPORT_FORMAT = option("--format", "format_", type=Format("jsonl", "neo4j-admin"), default="jsonl")
PAIR_PAGE = Bundle(
    "pairs",
    PairPage,
    (
        option("--chain", default="", show_default=False),
        option("--list", "dataset", metavar="DATASET", default="", show_default=False),
        option("--page", type=click.IntRange(min=1)),
    ),
)
SOURCES = (
    option("--as-of", type=int, metavar="YEAR"),
    option("--grade", type=click.Choice(GRADES)),
    option("--own-lists/--no-own-lists", default=True, show_default=False),
)
METHOD = option("--method", type=FILE, metavar="FILE")
SCOPE = Bundle("scope", Scope, (*SOURCES, REGION, METHOD, STORE))
ATLAS = Bundle(
    "choice",
    AtlasChoice,
    (
        *SOURCES,
        METHOD,
        option("--format", "format_", type=Format("parquet", "csv"), default="parquet"),
        option("--replace", is_flag=True),
        option("--memory", type=MemorySize(), default="2GB"),
    ),
)
COMPANIES = Bundle(
    "choice",
    CompaniesChoice,
    (
        option("--map", "mapping", type=FILE, metavar="MAP"),
        option("--publisher", default="", show_default=False),
        option("--engine", type=click.Choice(["process", "duckdb", "spark"]), default="process"),
        option("--master", metavar="URL", default="local[*]"),
        option("--memory", type=MemorySize(), default="1GB"),
        option("--replace", is_flag=True),
        REGION,
        STORE,
    ),
)
WEB = Bundle(
    "address",
    WebAddress,
    (
        option("--host", default=DEFAULT_HOST),
        option("--port", type=click.IntRange(min=1, max=65535), default=DEFAULT_PORT),
    ),
)
