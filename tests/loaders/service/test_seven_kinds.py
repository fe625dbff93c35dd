"""Lists of projects and talents in the store: what becomes known, what no record holds, and that undoing takes it back."""

from __future__ import annotations

from pathlib import Path

from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.history.event import LoadContext
from loaders.history.log import source_records
from loaders.lists.detect import tables_of
from loaders.regions.region_dataset import one_admin_region
from loaders.service.history import history, undo_event
from loaders.service.lists import ListReport, guess_list, load_list
from loaders.service.regions import new_region
from loaders.sources.workbook import read_sheets
from queries.region import RegionAnalysis, analyse_region
from tests.support.people import person
from tests.support.stores import exported
from tests.support.workbooks import book

REGION = "reg-340200"
PROJECTS = (
    ("项目名称", "承担单位", "建设内容", "建设状态"),
    ("年产2万套谐波减速器项目", "芜湖甲机器人有限公司", "谐波减速器", "在建"),
    ("谐波减速器中试项目", "芜湖乙传动有限公司", "谐波减速器", "已建成"),
)
TALENTS = (
    ("姓名", "工作单位", "人才类别", "产业链环节"),
    ("张三丰", "芜湖甲机器人有限公司", "省级领军人才", "robotics/reducer"),
    ("李四光", "芜湖甲机器人有限公司", "市级领军人才", "robotics/reducer"),
)


def load_rows(store: Store, home: Path, name: str, rows: tuple[tuple[str, ...], ...]) -> ListReport:
    file = home / f"{name}.xlsx"
    file.write_bytes(book(rows))
    guess = guess_list(store, tables_of(read_sheets(file)), "芜湖市科技局", REGION)
    return load_list(store, guess.tables, guess.mapping, person("甲"), context=LoadContext(file=file.name))


def holders(analysis: RegionAnalysis, role: str) -> dict[str, int]:
    cell = analysis.coverages["robotics"].cell("robotics/reducer", role)
    found = [analysis.organisations[holding.organisation] for holding in cell.holdings]
    return {name: found.count(name) for name in dict.fromkeys(found)}


def test_projects_and_talents_make_their_roles_known_and_undoing_takes_them_back(store: Store, tmp_path: Path) -> None:
    new_region(store, one_admin_region("芜湖市"), LOCAL_USER, ["robotics"])
    report = load_rows(store, tmp_path, "2025项目清单", PROJECTS)
    assert (report.good, report.report.refused) == (2, ())
    report = load_rows(store, tmp_path, "2025人才名单", TALENTS)
    assert (report.good, report.repeated, report.report.refused) == (2, 1, ())
    analysis = analyse_region(store, REGION)
    cells = analysis.coverages["robotics"]
    assert holders(analysis, "project") == {"芜湖甲机器人有限公司": 1, "芜湖乙传动有限公司": 1}
    assert cells.cell("robotics/reducer", "project").supply == 1  # the one that is built; the other is planned
    assert holders(analysis, "talent") == {"芜湖甲机器人有限公司": 2}
    assert cells.cell("robotics/reducer", "talent").supply == 1  # one employer, however many talents
    records = source_records(store.read, default_schema(), "2025-ren-cai-ming-dan")
    for text in (exported(store), repr(records), repr(history(store))):
        assert not any(name in text for name in ("张三丰", "李四光"))
    undo_event(store, history(store)[0].id, person("甲"))
    undone = analyse_region(store, REGION)
    assert holders(undone, "talent") == {}
    assert holders(undone, "project") == holders(analysis, "project")
