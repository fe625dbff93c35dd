"""A bureau's first day, made up: a plan as DOCX and one list as XLSX, of a city that is not Changzhou."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from tests.support.workbooks import book

REGION, CODE, REGION_ID = "芜湖市", "340200", "reg-340200"
PLAN = (
    "芜湖市科学技术局2025年工作计划",
    "一、总体要求",
    "2025年，全市高新技术企业总数达到2200家。",
    "二、重点任务",
    "支持芜湖机器人产业园建设，支持芜湖甲机器人有限公司建设芜湖市智能装备工程技术研究中心。",
)
LIST = (
    ("芜湖市2025年重点企业名单",),
    ("序号", "企业名称", "所属区县", "主营产品"),
    (1, "芜湖甲机器人有限公司", "鸠江区", "六轴机器人、焊接机器人"),
    (2, "芜湖乙减速器有限公司", "弋江区", "谐波减速器"),
    (3, "芜湖丙电池有限公司", "繁昌区", "动力电池电芯、电池模组"),
)


def write_plan(home: Path) -> Path:
    """Write the plan."""
    document = Document()
    for paragraph in PLAN:
        document.add_paragraph(paragraph)
    file = home / "芜湖2025工作计划.docx"
    document.save(str(file))
    return file


def write_list(home: Path) -> Path:
    """Write the list of enterprises."""
    file = home / "芜湖市重点企业名单.xlsx"
    file.write_bytes(book(LIST))
    return file
