"""A small plan of our own, and folders to load it from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

TEXT = "一、支持甲园建设。\n二、争取乙院落户甲园。\n"
YAML = """\
id: {id}
title: 小计划
publisher: 某局
licence: 测试
date: "2020-01-01"
region: reg-x
"""
TABLES = {
    "entities.csv": """\
id,label,name,aliases,kind,existence
reg-x,Region,某市,,,existing
bureau,Authority,某局,,,existing
park-a,Park,甲园,甲科技园|甲,,
inst-b,Institute,乙院,,,planned
chain-x,Chain,某链,,,existing
ent-c,Enterprise,丙公司,,,
""",
    "segments.csv": """\
id,chain_id,name,stage,critical,keywords
x/one,chain-x,第一环,上游,是,词一|词二
x/two,chain-x,第二环,下游,否,
""",
    "feeds.csv": "id,from_id,to_id\nx/one>two,x/one,x/two\n",
    "edges.csv": """\
id,source_id,type,target_id,kind,region,status,evidence,section,char_start,char_end,subject_stated
R1,bureau,SUPPORTS,park-a,,,existing,small/0-8,一,0,8,no
R2,park-a,ATTRACTS,inst-b,,,aspired,small/10-19,二,10,19,yes
R3,ent-c,ACTIVE_IN,x/one,production,reg-x,existing,https://example.com/a,,,,
R4,ent-c,LOCATED_IN,park-a,,,existing,https://example.com/a,,,,
""",
    "observations.csv": 'id,subject_id,measure,value,unit,text\no1,ent-c,output,"1,200",万元,\no2,ent-c,founded,,,约2010\n',
    "absences.csv": "id,region_id,segment_id,role,evidence\na1,reg-x,x/two,production,https://example.com/b\n",
    "leads.csv": "id,who,suspected,entity_ids,segment_ids,ref_ids,reason,confirm\nl1,丙公司,可能在第二环,ent-c,x/two,,guess,官网\n",
    "documents.csv": f"id,title,sha256,length\ndoc-small,小计划,{hashlib.sha256(TEXT.encode()).hexdigest()},{len(TEXT)}\n",
    "clauses.csv": "id,document_id,section,char_start,char_end\nsmall/0-8,doc-small,一,0,8\nsmall/10-19,doc-small,二,10,19\n",
    "mentions.csv": "clause_id,entity_id,char_start,char_end,nesting\nsmall/0-8,park-a,4,6,maximal\nsmall/10-19,park-a,17,19,maximal\n",
}


def folder(home: Path, id_: str = "small", tables: Mapping[str, str] | None = None, more: str = "") -> Path:
    """Write a dataset folder; returns its path."""
    path = home / id_
    path.mkdir(parents=True, exist_ok=True)
    (path / "dataset.yaml").write_text(YAML.format(id=id_) + more, "utf-8")
    for file in path.glob("*.csv"):
        file.unlink()
    for name, text in (TABLES if tables is None else tables).items():
        (path / name).write_text(text, "utf-8")
    return path
