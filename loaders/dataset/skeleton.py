"""A new dataset's folder: a commented dataset.yaml and empty tables."""

from __future__ import annotations

import re
from pathlib import Path

from pypinyin import lazy_pinyin

from graph.model.errors import LiantuError
from graph.model.schema import STUB, Schema
from graph.model.schema_file import default_schema
from loaders.dataset.folder import BUNDLED
from loaders.dataset.tables import TABLE_FORMATS
from loaders.errors import LoadError

# Segments have a table of their own, a plan's targets come from its annotation, and nobody describes a stub.
UNLISTED_LABELS = frozenset({"Segment", "Target", STUB})
EXAMPLE_REGION = "reg-changzhou"
MAX_SLUG_LENGTH = 60  # characters; an id may have 100, and "-own" or a year may follow


def write_skeleton(folder: Path, region: str = "") -> None:
    """Write a commented dataset.yaml and empty tables.

    Args:
        folder: a new or an empty folder.
        region: the id of the region that it is to speak of; empty: an example.

    Raises:
        LoadError: the folder is not empty.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LoadError("folder_not_empty", folder=str(folder))
        id_ = slug(folder.resolve().name)
        (folder / "dataset.yaml").write_text(
            manifest_template(id_, default_schema(), region or EXAMPLE_REGION), "utf-8"
        )
        for table in TABLE_FORMATS:
            if table.template_columns:
                (folder / table.file).write_text(",".join(table.template_columns.split()) + "\n", "utf-8-sig")
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(folder), reason=problem) from problem


def slug(name: str) -> str:
    """Return a dataset id for a folder's name, with Chinese in pinyin, so that two folders do not get one id.

    >>> slug("新材料 2025")
    'xin-cai-liao-2025'
    >>> slug("chains")  # the id of a bundled dataset
    'chains-own'
    """
    words = "-".join(lazy_pinyin(name))
    id_ = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:MAX_SLUG_LENGTH] or "my-dataset"
    return f"{id_}-own" if id_ in BUNDLED else id_


def manifest_template(id_: str, schema: Schema, region: str) -> str:
    """Return the commented dataset.yaml of a new dataset: its tables and their words come from formats and schema."""
    labels = [label for label, node_type in schema.nodes.items() if node_type.entity and label not in UNLISTED_LABELS]
    words = {name: "|".join(values) for name, values in schema.values.items()}
    notes = {table.file: table.template_note for table in TABLE_FORMATS if table.template_note}
    lines = [f"# {file:<17} {note.format(label=' '.join(labels), **words)}" for file, note in notes.items()]
    return SKELETON.format(id=id_, region=region, tables="\n".join(lines))


SKELETON = """\
# 一个数据集：这个文件，加上旁边的 CSV 表。用不到的表可以删掉。改好后运行：liantu load 本文件夹
# A dataset: this file and the CSV tables beside it. Delete the tables you do not need, then: liantu load FOLDER

id: "{id}"                # 小写字母、数字、连字符；不要用内置数据集的名字
title: 我的数据集          # 名称，如“常州市新材料企业名录（2025）”
publisher: 某某科技局      # 谁发布的
licence: 内部资料          # 使用许可
date: "2026-01-01"        # 资料日期
region: {region}     # 所说的区域，见 liantu query regions；没有的用 liantu new-region 建立
# precedence: 100         # 优先级：内置的在 40 以下，您的默认 100，因此能更正模板与公开资料
# refers_to: [chains, changzhou-2018, changzhou-public]   # 表里引用了哪些数据集的编号
# counts:                 # 每张表合格的行数应在此范围，不在就不装载
#   entities: [1, 1000]
# complete:               # 完整性声明：这些环节的这种角色，本数据集全列了，没列的就是没有
#   - {{role: production, segments: [pv/wafer]}}
# defaults:               # 每张表的空格默认填什么
#   edges: {{publisher: 某某科技局, source_title: 某某名录, published: 2026-01-01}}

# 各表的写法（列表在一格内用 | 分开）：
{tables}
"""
