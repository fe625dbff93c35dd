"""Two years' plans of one made-up bureau, as dataset folders with their texts; offsets are looked up in the texts."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load

EARLIER, LATER = "yunxi-2023", "yunxi-2024"
TEXTS = {
    EARLIER: """\
云溪市科学技术局2023年工作计划。
一、主要目标。
新增高新技术企业超100家。
全社会研发投入占比达2.8%。
发明专利授权量1200件。
引进创新人才300名左右。
科技进步贡献率位列全省前五。
二、重点任务。
支持云溪先进碳基材料研究院建设。
规划建设青湖科技园。
争取建设省精密轴承创新中心。
支持白鹭孵化器发展。
实施星火计划。
发布2023年度创新券申报指南。
""",
    LATER: """\
云溪市科学技术局2024年工作计划。
一、过去一年。
2023年新增高新技术企业112家。
2023年发明专利授权1250件。
二、主要目标。
新增高新技术企业超130家。
全社会研发投入占比达2.7%。
发明专利授权量1200件。
技术合同成交额50亿元。
科技进步贡献率位列全省前三。
三、重点任务。
支持云溪先进碳材料研究院建设。
青湖科技园已建成开园。
规划建设省精密轴承创新中心。
设立云溪创新基金。
实施星火计划。
发布2024年度创新券申报指南。
""",
}
# label, name, existence; the id is the label and the place in this list, so that the two plans' ids differ.
THINGS = {
    EARLIER: (
        ("Institute", "云溪先进碳基材料研究院", "existing"),
        ("Park", "青湖科技园", "planned"),
        ("Platform", "省精密轴承创新中心", "aspired"),
        ("Carrier", "白鹭孵化器", "existing"),
        ("Programme", "星火计划", "existing"),
        ("Programme", "云溪市科学技术局2023年工作计划", "existing"),
        ("Programme", "2023年度创新券申报指南", "planned"),
    ),
    LATER: (
        ("Institute", "云溪先进碳材料研究院", "existing"),
        ("Park", "青湖科技园", "existing"),
        ("Platform", "省精密轴承创新中心", "planned"),
        ("Programme", "云溪创新基金", "planned"),
        ("Programme", "星火计划", "existing"),
        ("Programme", "云溪市科学技术局2024年工作计划", "existing"),
        ("Programme", "2024年度创新券申报指南", "planned"),
    ),
}
# name, kind, comparator, value, unit, as printed
TARGETS = {
    EARLIER: (
        ("新增高新技术企业数", "target", "超", "100", "家", "新增高新技术企业超100家"),
        ("全社会研发投入占比", "target", "达", "2.8", "%", "全社会研发投入占比达2.8%"),
        ("发明专利授权量", "target", "=", "1200", "件", "发明专利授权量1200件"),
        ("引进创新人才", "target", "左右", "300", "名", "引进创新人才300名左右"),
        ("科技进步贡献率全省位次", "rank", "前", "5", "位(全省)", "科技进步贡献率位列全省前五"),
    ),
    LATER: (
        ("新增高新技术企业数", "target", "超", "130", "家", "新增高新技术企业超130家"),
        ("全社会研发投入占比", "target", "达", "2.7", "%", "全社会研发投入占比达2.7%"),
        ("发明专利授权量", "target", "=", "1200", "件", "发明专利授权量1200件"),
        ("技术合同成交额", "target", "=", "50", "亿元", "技术合同成交额50亿元"),
        ("科技进步贡献率全省位次", "rank", "前", "3", "位(全省)", "科技进步贡献率位列全省前三"),
    ),
}
# Of the bureau: relation, the thing's name, status, the words that say so.
RELATIONS = {
    EARLIER: (
        ("SUPPORTS", "云溪先进碳基材料研究院", "existing", "支持云溪先进碳基材料研究院建设"),
        ("BUILDS", "青湖科技园", "planned", "规划建设青湖科技园"),
        ("BUILDS", "省精密轴承创新中心", "aspired", "争取建设省精密轴承创新中心"),
        ("SUPPORTS", "白鹭孵化器", "existing", "支持白鹭孵化器发展"),
        ("IMPLEMENTS", "星火计划", "existing", "实施星火计划"),
        ("BUILDS", "云溪市科学技术局2023年工作计划", "existing", "云溪市科学技术局2023年工作计划"),
        ("BUILDS", "2023年度创新券申报指南", "planned", "发布2023年度创新券申报指南"),
    ),
    LATER: (
        ("SUPPORTS", "云溪先进碳材料研究院", "existing", "支持云溪先进碳材料研究院建设"),
        ("BUILDS", "青湖科技园", "existing", "青湖科技园已建成开园"),
        ("BUILDS", "省精密轴承创新中心", "planned", "规划建设省精密轴承创新中心"),
        ("BUILDS", "云溪创新基金", "planned", "设立云溪创新基金"),
        ("IMPLEMENTS", "星火计划", "existing", "实施星火计划"),
        ("BUILDS", "云溪市科学技术局2024年工作计划", "existing", "云溪市科学技术局2024年工作计划"),
        ("BUILDS", "2024年度创新券申报指南", "planned", "发布2024年度创新券申报指南"),
    ),
}
# measure, value, unit, period, the words that say so: the first at its target, the others at the region by their names.
ACHIEVED = {
    EARLIER: (),
    LATER: (
        ("新增高新技术企业数", "112", "家", "2023年", "2023年新增高新技术企业112家"),
        ("发明专利授权量", "1250", "件", "2023年", "2023年发明专利授权1250件"),
    ),
}
MANIFEST = """\
id: {id}
title: 云溪市科学技术局{year}年工作计划
publisher: 云溪市科学技术局
licence: 测试
date: "{year}-02-01"
region: reg-yunxi
defaults:
  edges: {{cites: doc-{id}, as_of: "{year}-02-01", year: {year}}}
  observations: {{cites: doc-{id}, as_of: "{year}-02-01", year: {year}}}
"""


def write_plan(home: Path, id_: str) -> Path:
    """Write the folder of one of the two plans; returns its path."""
    path = home / id_
    path.mkdir(parents=True, exist_ok=True)
    year = id_.rpartition("-")[2]
    (path / "dataset.yaml").write_text(MANIFEST.format(id=id_, year=year), "utf-8")
    for name, rows in _tables(id_, year).items():
        (path / f"{name}.csv").write_text(_csv(rows), "utf-8")
    return path


def load_plans(store: Store, home: Path, *ids: str, text: bool = True) -> None:
    """Load one or both of the plans, with or without their texts."""
    for id_ in ids or (EARLIER, LATER):
        load(store, read_dataset(write_plan(home, id_), {f"doc-{id_}": TEXTS[id_]} if text else {}))


def thing_id(plan: str, name: str) -> str:
    """The id of a thing in a plan."""
    place = [row[1] for row in THINGS[plan]].index(name)
    return f"{THINGS[plan][place][0].lower()}-{plan}-{place}"


def target_id(plan: str, name: str) -> str:
    """The id of a target in a plan."""
    return f"tgt-{plan}-{[row[0] for row in TARGETS[plan]].index(name)}"


def _tables(id_: str, year: str) -> dict[str, list[dict[str, str]]]:
    text, document = TEXTS[id_], f"doc-{id_}"

    def place(words: str) -> dict[str, str]:
        start = text.index(words)
        return {"section": "正文", "char_start": str(start), "char_end": str(start + len(words))}

    def clause(words: str) -> str:
        start = text.index(words)
        return f"{id_}/{start}-{start + len(words)}"

    passages = [row[-1] for rows in (TARGETS, RELATIONS, ACHIEVED) for row in rows[id_]]  # type: ignore[attr-defined]
    bureau = {"id": "auth-yunxi", "label": "Authority", "name": "云溪市科学技术局", "existence": "existing"}
    region = {"id": "reg-yunxi", "label": "Region", "name": "云溪市", "existence": "existing"}
    entities: list[dict[str, str]] = [bureau, region]
    entities += [
        {"id": thing_id(id_, name), "label": label, "name": name, "existence": existence}
        for label, name, existence in THINGS[id_]
    ]
    entities += [
        {
            "id": target_id(id_, name),
            "label": "Target",
            "name": name,
            "kind": kind,
            "existence": "planned",
            "comparator": sign,
            "value": value,
            "unit": unit,
            "period": year,
            **place(words),
        }
        for name, kind, sign, value, unit, words in TARGETS[id_]
    ]
    edges = [
        {
            "id": f"R{number}",
            "source_id": "auth-yunxi",
            "type": type_,
            "target_id": thing_id(id_, name),
            "status": status,
            "evidence": clause(words),
            **place(words),
        }
        for number, (type_, name, status, words) in enumerate(RELATIONS[id_])
    ]
    edges += [
        {
            "id": f"M{number}",
            "source_id": target_id(id_, row[0]),
            "type": "MEASURES",
            "target_id": "reg-yunxi",
            "status": "planned",
            "evidence": clause(row[-1]),
            **place(row[-1]),
        }
        for number, row in enumerate(TARGETS[id_])
    ]
    mentions = []
    for _, name, _, words in RELATIONS[id_]:
        start = text.index(words) + words.index(name)
        mentions.append(
            {
                "clause_id": clause(words),
                "entity_id": thing_id(id_, name),
                "char_start": str(start),
                "char_end": str(start + len(name)),
            }
        )
    observations = [
        {
            "id": f"A{number}",
            "subject_id": "reg-yunxi" if number else target_id(id_, name),
            "measure": name if number else "actual",
            "value": value,
            "unit": unit,
            "period": period,
            "evidence": clause(words),
        }
        for number, (name, value, unit, period, words) in enumerate(ACHIEVED[id_])
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()
    title = f"云溪市科学技术局{year}年工作计划"
    return {
        "documents": [{"id": document, "title": title, "sha256": digest, "length": str(len(text))}],
        "entities": entities,
        "edges": edges,
        "clauses": [{"id": clause(words), "document_id": document, **place(words)} for words in passages],
        "mentions": mentions,
        "observations": observations,
    }


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    columns: Iterable[str] = dict.fromkeys(name for row in rows for name in row) or ["id"]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
