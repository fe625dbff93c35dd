"""A trial says of the figures what the load then makes of them."""

from __future__ import annotations

from msgspec.structs import replace

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.dataset.manifest import CompletenessClaim
from loaders.lists.detect import tables_of
from loaders.lists.mapping import ListMapping
from loaders.pipeline import unload
from loaders.service.list_effect import compare_with_load
from loaders.service.lists import load_list
from loaders.sources.workbook import parse_sheets
from queries.region import RegionAnalysis, analyse_region
from tests.support.stores import Server

LIST = """企业名称,产业链环节
常州甲光伏材料有限公司,pv/glass
常州乙隔膜材料有限公司,ev/separator
常州丙晶硅有限公司,pv/polysilicon
江苏恒立液压股份有限公司,
"""
MAPPING = ListMapping(
    dataset="figures",
    title="名单",
    publisher="科技局",
    licence="内部",
    label="Enterprise",
    columns={"企业名称": "name", "产业链环节": "segment"},
    region="reg-changzhou",
    complete=(CompletenessClaim(role="supply", segments=("pv/wafer",)),),
)


def figures(analysis: RegionAnalysis) -> list[object]:
    return [
        *(
            (id_, coverage.cell(s).state)
            for id_, coverage in analysis.coverages.items()
            for s in coverage.structure.ids
        ),
        *((gap.id, gap.kind, round(gap.score, 9)) for gap in analysis.gaps),
    ]


def check(store: Store, text: str, mapping: ListMapping) -> bool:
    """Compare the trial's prediction with the figures after the load, and return whether the load changed any."""
    tables = tables_of(parse_sheets(text.encode(), "a.csv"))
    trial = load_list(store, tables, mapping, LOCAL_USER, dry=True)
    assert trial.planned
    before, after = compare_with_load(store, trial.planned)
    assert figures(before) == figures(analyse_region(store, mapping.region))
    load_list(store, tables, mapping, LOCAL_USER)
    assert figures(after) == figures(analyse_region(store, mapping.region))
    return figures(before) != figures(after)


def test_the_figures_of_a_trial_are_those_of_the_load(embedded_server: Server) -> None:
    store = embedded_server.loaded()
    embedded_server.bundled = False
    assert check(store, LIST, MAPPING)
    assert check(store, LIST.replace("pv/polysilicon", "pv/cell"), MAPPING), "a second load takes the first one's place"
    assert not check(store, LIST.replace("pv/polysilicon", "pv/cell"), replace(MAPPING, title="名单二"))
    unload(store, MAPPING.dataset)
