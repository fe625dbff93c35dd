"""A region as it was after an event is what a store says that never saw the later events."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.facts import Fact
from loaders.history import entry
from loaders.history.log import load_events
from loaders.linking.judgements import Judgement
from loaders.lists.detect import tables_of
from loaders.lists.mapping import ListMapping
from loaders.pipeline import load, undo, unload
from loaders.service.facts import add_fact_to_store
from loaders.service.linking import submit_judgements
from loaders.service.lists import load_list
from loaders.service.past_rows import rows_after_event
from loaders.service.snapshots import restore_graph
from loaders.sources.workbook import parse_sheets
from queries.region_rows import RegionRows
from tests.support.people import LI_SI
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server, exported

REGION = "reg-changzhou"
LIST = """企业名称,产业链环节
常州甲光伏材料有限公司,pv/glass
常州乙隔膜材料有限公司,ev/separator
江苏恒立液压股份有限公司,pv/polysilicon
"""
MAPPING = ListMapping(
    dataset="firms",
    title="名单",
    publisher="科技局",
    licence="内部",
    label="Enterprise",
    columns={"企业名称": "name", "产业链环节": "segment"},
    region=REGION,
)


def analysed(rows: RegionRows) -> dict[str, object]:
    """What the analysis reads of the rows."""
    return {
        "holdings": [
            (r.statement, r.organisation_id, r.segment_id, r.role, r.status, r.grade, r.year) for r in rows.holdings
        ],
        "shown": sorted((r.organisation, r.label, r.evidence, r.source_title) for r in rows.holdings),
        "absences": list(rows.absences),
        "claims": list(rows.claims),
        "segments": list(rows.segments),
        "feeds": sorted((r.from_id, r.to_id) for r in rows.feeds),
    }


def load_text(store: Store, text: str, mapping: ListMapping = MAPPING) -> None:
    load_list(store, tables_of(parse_sheets(text.encode(), "a.csv")), mapping, LOCAL_USER)


def test_every_moment_of_a_history_is_what_the_store_said_then(embedded_server: Server, tmp_path: Path) -> None:
    """Each state is read while it is the present, which is an independent computation, and again at the end."""
    store = embedded_server.loaded()
    embedded_server.bundled = False
    said: dict[int, dict[str, object]] = {}

    def note() -> None:
        newest = load_events(store.read)[-1].sequence
        said[newest] = analysed(RegionRows.fetch(store, REGION))

    def judge(verdict: str, left: str, right: str = "") -> Callable[[], object]:
        return lambda: submit_judgements(store, [Judgement(verdict, left, right)], LI_SI)

    firms = [row.organisation_id for row in RegionRows.fetch(store, REGION).holdings]
    statement = RegionRows.fetch(store, REGION).holdings[0].statement
    steps: list[Callable[[], object]] = [
        lambda: load_text(store, LIST),
        lambda: load_text(store, LIST.replace("pv/glass", "pv/cell")),
        judge("same", firms[0], next(firm for firm in firms if firm != firms[0])),
        judge("wrong", statement),
        lambda: load(store, read_dataset(folder(tmp_path))),
        lambda: add_fact_to_store(
            store,
            Fact(segment="pv/wafer", role="production", region=REGION, source="会议", organisation="新公司"),
            LI_SI,
        ),
        lambda: unload(store, "chains"),
        lambda: undo(store, load_events(store.read)[-1].id),
        lambda: unload(store, "firms"),
        lambda: unload(store, "small"),
        judge("open", statement),
    ]
    for step in steps:
        step()
        note()
    assert len({str(state) for state in said.values()}) > len(steps) // 2
    for sequence, state in said.items():
        past = analysed(rows_after_event(store, REGION, sequence))
        for part, expected in state.items():
            assert past[part] == expected, (sequence, part)


@pytest.fixture
def load_rows(store: Store, tmp_path: Path) -> Callable[[dict[str, str]], None]:
    return lambda tables: void(load(store, read_dataset(folder(tmp_path, "small", tables))))


def void(_: object) -> None:
    """Nothing."""


def test_before_the_first_load_there_is_nothing(store: Store, load_rows: Callable[[dict[str, str]], None]) -> None:
    load_rows(TABLES)
    rows = rows_after_event(store, "reg-x", 0)
    assert (list(rows.holdings), list(rows.segments), list(rows.feeds), list(rows.absences)) == ([], [], [], [])


def test_a_state_before_the_graph_was_restored_is_said_to_be_gone(
    store: Store, load_rows: Callable[[dict[str, str]], None]
) -> None:
    load_rows(TABLES)
    text = exported(store)
    restore_graph(store, io.StringIO(text), replace_all=True)
    with pytest.raises(LoadError, match="state_restored"):
        rows_after_event(store, "reg-x", 1)
    load_rows({name: text for name, text in TABLES.items() if name != "absences.csv"})
    assert len(rows_after_event(store, "reg-x", 2).absences) == 1
    assert not rows_after_event(store, "reg-x", 3).absences


def test_a_state_whose_records_are_pruned_is_said_to_be_gone(
    store: Store, load_rows: Callable[[dict[str, str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "VERSIONS_KEPT", 1)
    for count in range(4):
        load_rows({**TABLES, "absences.csv": TABLES["absences.csv"].replace("a1", f"a{count}")})
    assert len(rows_after_event(store, "reg-x", 3).absences) == 1
    with pytest.raises(LoadError, match="state_gone"):
        rows_after_event(store, "reg-x", 1)
