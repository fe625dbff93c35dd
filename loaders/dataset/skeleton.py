"""A new dataset's folder: a commented dataset.yaml and empty tables."""

from __future__ import annotations

import re
from pathlib import Path

from pypinyin import lazy_pinyin

from graph.model.errors import LiantuError
from loaders.dataset.folder import bundled
from loaders.dataset.tables.registry import TABLE_FORMATS
from loaders.errors import LoadError

LONGEST_ID = 60


def write_skeleton(folder: Path) -> None:
    """Write a commented dataset.yaml and empty tables. Raises LoadError when the folder is in use."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LoadError("folder_not_empty", folder=str(folder))
        id_ = slug(folder.resolve().name)
        (folder / "dataset.yaml").write_text(SKELETON.format(id=id_), "utf-8")
        for form in TABLE_FORMATS:
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
