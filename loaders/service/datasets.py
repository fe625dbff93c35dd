"""Loading, unloading and listing datasets; writing the skeleton of a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

from graph.model.errors import LiantuError
from graph.model.schema import schema
from graph.store.store import Store
from loaders.dataset.folder import Folder, bundled, matching_text
from loaders.dataset.manifest import read_spec
from loaders.dataset.tables.registry import FORMS
from loaders.history.event import Occasion
from loaders.linking.judgements import DATASET
from loaders.pipeline import load, unload
from loaders.records import LoadError, LoadReport
from loaders.sync.writer import Progress
from queries.catalogue import find_query
from ui.text import Words

SHOWN, LONGEST_ID = 5, 60


def load_bundled(
    store: Store, progress: Callable[[str, int, int], None] = lambda name, done, whole: None, *, who: str = ""
) -> list[LoadReport]:
    """Load every dataset that comes with the product; ``who`` does."""
    paths = bundled()
    reports = []
    for place, (name, path) in enumerate(paths.items()):
        progress(name, place, len(paths))
        reports.append(_load(store, path, {}, who))
    progress("", len(paths), len(paths))
    return reports


def load_dataset(
    store: Store,
    name: str,
    text: Path | None = None,
    progress: Progress = lambda done, whole: None,
    *,
    who: str = "",
) -> LoadReport:
    """Load a bundled dataset by its name, or a folder by its path.

    Args:
        store: where to.
        name: the name or the path.
        text: a file with the text of the dataset's document, to be shown with its clauses.
        progress: called with what is done and what there is to do.
        who: loads it.

    Raises:
        LoadError: neither a name nor a folder, or the source is unusable.
    """
    path = folder_of(name)
    return _load(store, path, matching_text(path, text) if text else {}, who, progress)


def folder_of(name: str) -> Path:
    """The folder of a dataset by name or path. Raises LoadError."""
    known = bundled()
    if name in known:
        return known[name]
    try:
        path = Path(name).expanduser()
        there = (path / "dataset.yaml").is_file()
    except (OSError, RuntimeError, ValueError):  # a name that no folder can have
        there = False
    if not there:
        raise LoadError("dataset_unknown", name=name, known=list(known))
    id_ = str(read_spec(path)["id"])
    if id_ in (*known, DATASET.id):
        raise LoadError("dataset_reserved", dataset=id_)
    return path


def _load(
    store: Store, path: Path, texts: Mapping[str, str], who: str, progress: Progress = lambda done, whole: None
) -> LoadReport:
    store.setup(schema())
    kept = store.read("MATCH (d:Document) WHERE d.text IS NOT NULL RETURN d.id AS id, d.text AS text")
    folder = Folder(path, {row["id"]: row["text"] for row in kept} | dict(texts))
    return load(store, folder, progress, occasion=Occasion(who, file=path.name, sha256=folder.sha256()))


def unload_dataset(
    store: Store, dataset: str, who: str = "", progress: Progress = lambda done, whole: None
) -> LoadReport:
    """Take a dataset out of the store. Raises LoadError when it is not loaded."""
    return unload(store, dataset, Occasion(who, "unload"), progress)


@dataclass(frozen=True)
class Status:
    """What the store holds: datasets, entities by type, statements by type."""

    datasets: tuple[Mapping[str, Any], ...]
    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    leads: Mapping[str, int]

    def fields(self) -> dict[str, Any]:
        """As documented for JSON."""
        return {
            "datasets": [dict(row) for row in self.datasets],
            "nodes": dict(self.nodes),
            "edges": dict(self.edges),
            "lead_edges": dict(self.leads),
        }


def status(store: Store) -> Status:
    """Datasets, and how many of each type there are."""
    nodes: dict[str, int] = {}
    for row in store.read(find_query("entities").cypher(store.name)):
        nodes[row["label"]] = nodes.get(row["label"], 0) + row["entities"]
    for label in ("Document", "Clause", "Observation", "Lead"):
        nodes[label] = store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"]
    edges: dict[str, int] = {}
    leads: dict[str, int] = {}
    for row in store.read(find_query("statements").cypher(store.name)):
        edges[row["type"]] = edges.get(row["type"], 0) + row["statements"]
        if row["support"] == "lead":
            leads[row["type"]] = row["statements"]
    datasets = tuple(store.read(find_query("datasets").cypher(store.name)))
    return Status(datasets, dict(sorted(nodes.items())), edges, leads)


def report_lines(report: LoadReport, words: Words) -> list[str]:
    """What a load did, in words."""
    lines = [summary_line(report, words)]
    if report.missing:
        ends = [words("load.missing_at", id=one.id, origin=one.origin) for one in report.missing[:SHOWN]]
        fields = {"dataset": report.dataset, "count": len(report.missing), "ends": ends}
        if report.not_loaded:
            lines.append(words("load.waiting", **fields, others=report.not_loaded))
        else:
            lines.append(words("load.missing", **fields))
    for key, faults in (("load.refused", report.refused), ("load.misfits", report.misfits)):
        if faults:
            lines.append(words(key, dataset=report.dataset, count=len(faults)))
            lines += (f"  {words.error(fault)}" for fault in faults)
    return lines


def summary_line(report: LoadReport, words: Words) -> str:
    """What a load changed, in one line."""
    nodes, said = report.nodes, report.statements
    if not report.changed:
        return words("load.same", dataset=report.dataset)
    if not (nodes.touched or said.touched):
        return words("load.declared", dataset=report.dataset)
    return words(
        "load.done",
        dataset=report.dataset,
        added=nodes.added,
        changed=nodes.changed,
        removed=nodes.removed,
        s_added=said.added,
        s_changed=said.changed,
        s_removed=said.removed,
    )


def write_skeleton(folder: Path) -> None:
    """Write a commented dataset.yaml and empty tables. Raises LoadError when the folder is in use."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LoadError("folder_not_empty", folder=str(folder))
        id_ = slug(folder.resolve().name)
        (folder / "dataset.yaml").write_text(SKELETON.format(id=id_), "utf-8")
        for form in FORMS:
            if form.name in HEADERS:
                (folder / f"{form.name}.csv").write_text(HEADERS[form.name] + "\n", "utf-8-sig")
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(folder), reason=problem) from problem


def slug(name: str) -> str:
    """A dataset id for a folder's name, Chinese in pinyin: two folders are not to get one id."""
    words = "-".join(lazy_pinyin(name))
    found = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_ID] or "my-dataset"
    return f"{found}-own" if found in bundled() else found


HEADERS = {
    "entities": "id,label,name,aliases,kind,existence,district,note",
    "segments": "id,chain_id,name,stage,critical,keywords,evidence",
    "feeds": "id,from_id,to_id,evidence",
    "edges": "id,source_id,type,target_id,kind,region,status,confidence,evidence,source_title,publisher_kind,as_of,"
    "year,note",
    "observations": "id,subject_id,measure,value,unit,period,text,evidence,source_title,publisher_kind,as_of,year,note",
    "absences": "id,region_id,segment_id,role,evidence,source_title,publisher_kind,as_of,year",
    "leads": "id,who,suspected,entity_ids,segment_ids,reason,confirm,evidence,note",
}
SKELETON = """\
# 一个数据集：这个文件，加上旁边的 CSV 表。用不到的表可以删掉。改好后运行：liantu load 本文件夹
# A dataset: this file and the CSV tables beside it. Delete the tables you do not need, then: liantu load FOLDER

id: "{id}"                # 小写字母、数字、连字符；不要用内置数据集的名字
title: 我的数据集          # 名称，如“常州市新材料企业名录（2025）”
publisher: 某某科技局      # 谁发布的
licence: 内部资料          # 使用许可
date: "2026-01-01"        # 资料日期
region: reg-changzhou     # 所说的区域
# precedence: 100         # 优先级：内置的在 40 以下，您的默认 100，因此能更正模板与公开资料
# refers_to: [chains, changzhou-2018, changzhou-public]   # 表里引用了哪些数据集的编号
# counts:                 # 每张表合格的行数应在此范围，不在就不装载
#   entities: [1, 1000]
# complete:               # 完整性声明：这些环节的这种角色，本数据集全列了，没列的就是没有
#   - {{role: production, segments: [pv/wafer]}}
# defaults:               # 每张表的空格默认填什么
#   edges: {{publisher_kind: official, source_title: 某某名录}}

# 各表的写法（列表在一格内用 | 分开）：
# entities.csv      一行一个主体。label:Park Platform Institute University Enterprise Alliance Carrier ServiceOrg
#                   Authority Chain Technology Programme Project Event Group Region
# edges.csv         一行一条陈述。企业在环节上：type=ACTIVE_IN,kind=production|research|platform|project|talent|service,
#                   region=reg-changzhou。status:existing planned aspired。evidence：网址或文件与行；不写则为本行
# segments.csv      产业链模板的环节：stage=上游|中游|下游，critical=是|否。同编号的行会更正内置模板
# feeds.csv         环节之间谁供给谁（from 在上游）
# absences.csv      有来源说明没有的环节
# observations.csv  数字与状态：产值、份额、位次、成立时间……
# leads.csv         待核实的线索：reason=recollection|guess|hypothesis|presence_only|partial|identity|no_url|conflict
"""
