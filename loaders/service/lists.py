"""A bureau's own list: guessed, tried, loaded; what would become of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from graph.model.errors import LiantuError
from graph.model.records import Edge, Node
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.dataset.folder import BUNDLED
from loaders.dataset.skeleton import slug
from loaders.errors import LoadError
from loaders.facts import OWN_DATASET_PREFIX
from loaders.gc_pause import gc_paused
from loaders.history.code_version import code_fingerprint
from loaders.history.event import LOAD_CONTEXT, LoadContext
from loaders.linking.compare import surest_match
from loaders.linking.judgements import JUDGEMENTS
from loaders.linking.places import provinces
from loaders.lists.detect import MappingGuess, guess_mapping, tables_of
from loaders.lists.entity_index import EntityIndex, build_entity_index
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.row_holders import describes_row
from loaders.lists.transform import ListCountError, ListTransform, mapping_applies
from loaders.pipeline import load, load_unchanged
from loaders.records import RecordSet
from loaders.regions.region_dataset import near_names
from loaders.report import LoadReport
from loaders.service.list_effect import PlannedLoad, planned_load
from loaders.sources.binary_file import read_bytes
from loaders.sources.cell import ERROR_VALUES
from loaders.sources.header import AUTOMATIC
from loaders.sources.limits import MAX_SPREADSHEET_BYTES
from loaders.sources.list_table import ListTable, distinct_columns
from loaders.sources.table_layout import TableLayout
from loaders.sources.workbook import parse_sheets
from loaders.sync.write import Progress
from queries.region_rows import find_region
from queries.rows.chains import RegionsRow, SegmentsRow
from queries.rows.quality import NamesRow
from queries.run import fetch_rows


@dataclass(frozen=True)
class JoinedRow:
    """A row that was joined: its name, the name of the entity or the other row, the rule, and the entity's id."""

    name: str
    other: str
    rule: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class ListReport:
    """The report of loading a list, or of a trial.

    Where ``since`` is given, the file was not read again, and of all these only ``good`` is known.

    Args:
        report: of the load itself.
        good: how many rows were taken.
        tables: of the file.
        joined: the rows that an entity took which was there already.
        again: the rows that are one with an earlier row that is spelled otherwise or has no code.
        repeated: how many rows have the name and the code of an earlier row.
        largest: the entity of most rows, and how many these are.
        skipped_rows: the lines that are no rows, by why.
        hidden_rows: how many rows are hidden in Excel.
        faulty_cells: the cells that count as empty because they could not be computed: where, column, value.
        unused: the columns that say nothing yet.
        absent: those of the mapping that the file has not.
        skipped_tables: the tables that were not read.
        placed_counts: the holdings that products suggest, sure and for review.
        classified: who, where, and the words that matched.
        unplaced: the new enterprises that neither a column nor a product places at a segment.
        since: when the very same was loaded.
        problem: why nothing was loaded although the rows were read.
        planned: of a trial, what the analysis would see of the list.
    """

    report: LoadReport
    good: int
    tables: tuple[ListTable, ...] = ()
    joined: tuple[JoinedRow, ...] = ()
    again: tuple[JoinedRow, ...] = ()
    repeated: int = 0
    largest: tuple[str, int] = ("", 0)
    skipped_rows: Mapping[str, int] = field(default_factory=dict)
    hidden_rows: int = 0
    faulty_cells: tuple[tuple[str, str, str], ...] = ()
    unused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    skipped_tables: tuple[ListTable, ...] = ()
    placed_counts: tuple[int, int] = (0, 0)
    classified: tuple[tuple[str, str, str], ...] = ()
    unplaced: tuple[str, ...] = ()
    since: str = ""
    problem: LiantuError | None = None
    planned: PlannedLoad | None = None


def guess_list(
    store: Store,
    tables: Sequence[ListTable],
    publisher: str = "",
    region: str = "",
    *,
    layout: TableLayout = AUTOMATIC,
) -> MappingGuess:
    """Guess the mapping of a file.

    Args:
        store: tells the region with most holdings.
        tables: of the file.
        publisher, region: whose list it is, and of where.
        layout: how the tables were found.
    """
    where = find_region(fetch_rows(store, RegionsRow), region)
    file = tables[0].sheet.file.partition("/")[0]
    return guess_mapping(tables, slug(Path(file).stem), publisher, where.region_id, _near(where), layout=layout)


def _near(region: RegionsRow) -> Collection[str]:
    """Return the names of places that are of a region; without a code, by its name alone."""
    bare = (region.region or "").removesuffix("市").removesuffix("省")
    wider = [province for province, cities in provinces().items() if bare in cities]
    return near_names(region.code or "") or frozenset(filter(None, (bare, *wider)))


@gc_paused()
def load_file(
    store: Store,
    path: Path,
    mapping: ListMapping,
    principal: Principal,
    progress: Progress = lambda done, total: None,
    *,
    dry: bool = False,
) -> ListReport:
    """Load a list's file by a mapping, or only see what would be done.

    Raises:
        AccessDeniedError: the person may not load; seeing what would be done needs no right.
        LoadError: it cannot be read, or does not fit the mapping; nothing is written then.
    """
    raw = read_bytes(path, MAX_SPREADSHEET_BYTES)
    if not dry:
        principal.check(Permission.LOAD, mapping.dataset)
    occasion = _read_by(LoadContext(who=principal.signature, file=path.name, sha256=sha256(raw).hexdigest()), mapping)
    if not dry and (last := load_unchanged(store, mapping.dataset, occasion)):
        return ListReport(report=LoadReport(dataset=mapping.dataset), good=last.rows, since=last.at)
    tables = tables_of(parse_sheets(raw, path.name), mapping.layout)
    return load_list(store, tables, mapping, principal, progress, dry=dry, context=occasion)


@gc_paused()
def load_list(
    store: Store,
    tables: Sequence[ListTable],
    mapping: ListMapping,
    principal: Principal,
    progress: Progress = lambda done, total: None,
    *,
    dry: bool = False,
    context: LoadContext = LOAD_CONTEXT,
) -> ListReport:
    """Load a list by a mapping, or only see what would be done.

    Args:
        store: where it is loaded.
        tables: of its file, as the mapping's layout finds them.
        mapping: what they say.
        principal: who loads.
        progress: is told how far writing is.
        dry: whether nothing is written.
        context: from which file.

    Returns:
        The report. With too few or too many good rows nothing was written, and its ``problem`` says so.

    Raises:
        AccessDeniedError: the person may not load.
        LoadError: the tables do not fit the mapping; nothing is written then.
    """
    if mapping.dataset in (*BUNDLED, JUDGEMENTS.id) or mapping.dataset.startswith(OWN_DATASET_PREFIX):
        raise LoadError("dataset_reserved", dataset=mapping.dataset)
    index = load_entity_index(store, mapping.dataset)
    try:
        records = ListTransform(tables, mapping, index).records()
    except ListCountError as problem:
        refused = LoadReport(dataset=mapping.dataset, refused=problem.rows)
        return replace(_read_report(refused, tables, mapping), problem=problem)
    read_context = _read_by(replace(context, who=principal.signature), mapping)
    with nullcontext() if dry else principal.acting(Permission.LOAD, mapping.dataset):
        report = load(store, records, progress, dry_run=dry, context=read_context)
    rows = [node for node in records.nodes if describes_row(node)]
    names = {id_: str(node.props["name"]) for node in records.nodes for id_ in (node.id, records.same.get(node.id, ""))}
    rows_of = Counter(records.same.get(node.id, node.id) for node in rows)
    largest, rows_of_largest = next(iter(rows_of.most_common(1)), ("", 0))
    again = tuple(_again(rows, records.same))
    return replace(
        _read_report(report, tables, mapping),
        good=len(rows) - (len(report.refused) - len(records.refused)),
        joined=tuple(_joined(records, index)),
        again=again,
        repeated=len(rows) - len(rows_of) - len(again),
        largest=(names.get(largest, ""), rows_of_largest),
        placed_counts=_placed(records.edges),
        planned=planned_load(store, records) if dry else None,
        classified=tuple(
            (names[edge.source], edge.target, str(edge.props["note"])) for edge in records.edges if _inferred(edge)
        ),
        unplaced=tuple(_unplaced(records)),
    )


def _unplaced(records: RecordSet) -> Iterator[str]:
    """Return the names of the new enterprises that a list puts at no segment, each once."""
    placed = {edge.source for edge in records.edges if edge.type == "ACTIVE_IN"}
    firms = {node.id: str(node.props["name"]) for node in records.nodes if node.label == "Enterprise"}
    return (name for id_, name in firms.items() if id_ not in placed and id_ not in records.same)


def _read_report(report: LoadReport, tables: Sequence[ListTable], mapping: ListMapping) -> ListReport:
    """Return what the file's tables alone say about how they were read."""
    columns = distinct_columns(tables)
    return ListReport(
        report=report,
        good=0,
        tables=tuple(tables),
        skipped_rows=Counter(line.reason for table in tables for line in table.skipped),
        hidden_rows=sum(table.hidden_lines for table in tables),
        faulty_cells=tuple(_faulty_cells(tables, mapping)),
        unused=tuple(column for column in columns if column not in mapping.columns),
        absent=tuple(column for column in mapping.columns if column not in columns),
        skipped_tables=tuple(table for table in tables if not mapping_applies(table, mapping)),
    )


def _faulty_cells(tables: Sequence[ListTable], mapping: ListMapping) -> Iterator[tuple[str, str, str]]:
    for table in tables:
        columns = [column for column in table.columns if mapping.columns.get(column, "name") != "name"]
        for row in table.rows:
            for column in columns:
                if row[column] in ERROR_VALUES:
                    yield row.location, column, row[column]


def _read_by(context: LoadContext, mapping: ListMapping) -> LoadContext:
    """Return the context with the mapping and the program's version, which decide the records of a file."""
    return replace(context, mapping=mapping.text(), code_version=code_fingerprint())


def _inferred(edge: Edge) -> bool:
    return edge.props.get("confidence") == "inferred"


def _placed(edges: tuple[Edge, ...]) -> tuple[int, int]:
    support = [edge.props["support"] for edge in edges if _inferred(edge)]
    return support.count("established"), support.count("lead")


def load_entity_index(store: Store, dataset: str) -> EntityIndex:
    """Build an index of the store's entities, without those that only this dataset describes."""
    return build_entity_index(fetch_rows(store, NamesRow, dataset=dataset), fetch_rows(store, SegmentsRow))


def _joined(records: RecordSet, index: EntityIndex) -> Iterator[JoinedRow]:
    for node in records.nodes:
        name, code, id_ = str(node.props["name"]), _code(node), records.same.get(node.id, node.id)
        if id_ in index.ids:
            other = next(iter(index.names_of.get(id_, ())), id_)
            yield JoinedRow(name, other, index.rule_of_match(name, code, id_), id_)


def _again(rows: Sequence[Node], same: Mapping[str, str]) -> Iterator[JoinedRow]:
    """Return the rows that are one with an earlier row whose name or own id is another."""
    first: dict[str, Node] = {}
    for node in rows:
        earlier = first.setdefault(same.get(node.id, node.id), node)
        name, other = str(node.props["name"]), str(earlier.props["name"])
        if (name, node.id) != (other, earlier.id):
            one_code = _code(node) and _code(node) == _code(earlier)
            rule = "code" if one_code else surest_match((name,), (other,)).rule or "through"
            yield JoinedRow(name, other, rule)


def _code(node: Node) -> str:
    return str(node.props.get("credit_code", ""))
