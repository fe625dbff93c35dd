"""A bureau's own list: guessed, tried, loaded; what would become of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from graph.model.records import Edge
from graph.store.store import Store
from loaders.dataset.folder import bundled
from loaders.dataset.skeleton import slug
from loaders.errors import LoadError
from loaders.facts import OWN
from loaders.gc_pause import uncollected
from loaders.history.code_version import program
from loaders.history.event import LOADING, Occasion
from loaders.linking.judgements import DATASET
from loaders.lists.detect import Guess, guess, tables_of
from loaders.lists.entity_index import Known, known_of
from loaders.lists.mapping import Mapping as ListMapping
from loaders.lists.transform import Listing, read_by
from loaders.pipeline import load, load_again
from loaders.records import Ready, Records
from loaders.report import LoadReport
from loaders.sources.header import Table, columns_of
from loaders.sources.workbook import read_bytes, sheets_of
from loaders.sync.writer import Progress
from queries.run import ask_rows


@dataclass(frozen=True)
class ListReport:
    """What loading a list did, or would do.

    ``good`` rows were taken, ``joined`` are those that an entity took which was there already (the list's name, its
    id), ``again`` those that are one with a row of the list that is spelled otherwise (their name, the other's),
    ``passed`` the lines that are no rows, by why, ``unused`` the columns that say nothing yet, ``absent`` those of the
    mapping that the file has not, ``skipped`` the tables that were not read. ``placed`` are the holdings that products
    suggest, sure and for review, ``why`` who, where, and the words that matched. ``since`` is when the very same was
    loaded, and the file then not read again: of all these only ``good`` is known.
    """

    report: LoadReport
    good: int
    tables: tuple[Table, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    again: tuple[tuple[str, str], ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    placed: tuple[int, int] = (0, 0)
    why: tuple[tuple[str, str, str], ...] = ()
    since: str = ""


def guess_list(store: Store, tables: Sequence[Table], publisher: str = "", region: str = "") -> Guess:
    """What a file probably says.

    Args:
        store: tells the region with most holdings.
        tables: of the file.
        publisher, region: whose list it is, and of where.

    Raises:
        LoadError: no table with names.
    """
    regions = {row["region_id"]: row["region"] or "" for row in ask_rows(store, "regions")}
    where = region or next(iter(regions), "")
    file = tables[0].sheet.file.partition("/")[0]
    return guess(tables, slug(Path(file).stem), publisher, where, regions.get(where, ""))


@uncollected()
def load_file(
    store: Store,
    path: Path,
    mapping: ListMapping,
    progress: Progress = lambda done, whole: None,
    *,
    dry: bool = False,
    who: str = "",
) -> ListReport:
    """Load a list's file by a mapping, or only see what would be done.

    Raises:
        LoadError: it cannot be read, or does not fit the mapping; nothing is written then.
    """
    raw = read_bytes(path)
    occasion = _read_by(Occasion(who, file=path.name, sha256=sha256(raw).hexdigest()), mapping)
    if not dry and (last := load_again(store, mapping.dataset, occasion)):
        return ListReport(LoadReport(mapping.dataset), last.rows, since=last.at)
    return load_list(store, tables_of(sheets_of(raw, path.name)), mapping, progress, dry=dry, occasion=occasion)


@uncollected()
def load_list(
    store: Store,
    tables: Sequence[Table],
    mapping: ListMapping,
    progress: Progress = lambda done, whole: None,
    *,
    dry: bool = False,
    occasion: Occasion = LOADING,
) -> ListReport:
    """Load a list by a mapping, or only see what would be done; ``occasion`` says who and from which file.

    Raises:
        LoadError: the tables do not fit the mapping; nothing is written then.
    """
    if mapping.dataset in (*bundled(), DATASET.id) or mapping.dataset.startswith(OWN):
        raise LoadError("dataset_reserved", dataset=mapping.dataset)
    known = known_in(store, mapping.dataset)
    records = Listing(tables, mapping, known).records()
    report = load(store, Ready(records), progress, dry=dry, occasion=_read_by(occasion, mapping))
    names = {node.id: str(node.props["name"]) for node in records.nodes}
    every = columns_of(tables)
    return ListReport(
        report,
        len(records.nodes) - (len(report.refused) - len(records.refused)),
        tuple(tables),
        tuple(_joined(records, known)),
        tuple(_again(records)),
        Counter(one.why for table in tables for one in table.passed),
        tuple(column for column in every if column not in mapping.columns),
        tuple(column for column in mapping.columns if column not in every),
        tuple(table.sheet.title for table in tables if not read_by(table, mapping)),
        _placed(records.edges),
        tuple((names[edge.source], edge.target, str(edge.props["note"])) for edge in records.edges if _inferred(edge)),
    )


def _read_by(occasion: Occasion, mapping: ListMapping) -> Occasion:
    """With what makes records of the file: the mapping, and this program."""
    return replace(occasion, mapping=mapping.text(), program=program())


def _inferred(edge: Edge) -> bool:
    return edge.props.get("confidence") == "inferred"


def _placed(edges: tuple[Edge, ...]) -> tuple[int, int]:
    support = [edge.props["support"] for edge in edges if _inferred(edge)]
    return support.count("established"), support.count("lead")


def known_in(store: Store, dataset: str) -> Known:
    """What the store knows beside what a dataset says."""
    return known_of(ask_rows(store, "names", dataset=dataset), ask_rows(store, "segments"))


def _joined(records: Records, known: Known) -> list[tuple[str, str]]:
    stands = ((str(node.props["name"]), records.same.get(node.id, node.id)) for node in records.nodes)
    return [(name, id_) for name, id_ in stands if id_ in known.ids]


def _again(records: Records) -> Iterator[tuple[str, str]]:
    """The rows that are one with an earlier row whose name is written otherwise: name, the earlier name."""
    first: dict[str, str] = {}
    for node in records.nodes:
        name = str(node.props["name"])
        if first.setdefault(node.id, name) != name:
            yield name, first[node.id]
