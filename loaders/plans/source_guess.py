"""A guess of a document's title, publisher and date, for the form in which a person corrects it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.documents.text_document import TextDocument

DOCUMENT_HEAD_CHARACTERS = 800  # of a page: its title, its issuer and its dates stand here
DOCUMENT_TAIL_CHARACTERS = 300  # of a document: who signs it, and when
MAX_TITLE_CHARACTERS = 60  # a longer first line is a sentence
LABELLED_DATE = re.compile(r"(?:发布|生成|公开|印发|成文|更新)(?:日期|时间)[:：\s]*(\d{4})\D(\d{1,2})\D(\d{1,2})")
DATE = re.compile(r"(\d{4})\s*[年.-]\s*(\d{1,2})\s*[月.-]\s*(\d{1,2})\s*日?")
LABELLED_PUBLISHER = re.compile(r"(?:发布|发文|印发|制发)(?:机构|机关|单位)[:：\s]*([\w（）()]{2,30})")
AUTHORITY = re.compile(r"[一-鿿]{2,20}?(?:人民政府(?:办公厅|办公室)?|科学技术局|科技局|委员会|办公室|管委会|厅|局)")
TITLE_LABEL = re.compile(r"^(?:信息名称|标题|名称)[:：]\s*")
QUOTED_TITLE = re.compile(r"《([^《》]{4,60})》")
GOVERNMENT_REPORT = re.compile(r"([^\W\d年]{1,8}[省市区县州])政府工作报告")
SENTENCE_ENDS = ("。", "；", "，", "！")
TITLE_WORDS = re.compile(r"计划|规划|方案|意见|要点|报告|通知|办法|措施|任务|纲要|政策")


@dataclass(frozen=True)
class SourceGuess:
    """A guess of a document's own title, publisher and date; empty where it has none."""

    title: str = ""
    publisher: str = ""
    published: str = ""


def guess_source(document: TextDocument) -> SourceGuess:
    """Return what a document seems to say of itself.

    The title is its own, else the first short line with a word for a plan, else the first such title in 《》. The
    publisher is a labelled one, else the authority that the title begins with, else one that has a line of its own.
    The date is a labelled one, else the last of its head, else that of its end.
    """
    head, tail = document.text[:DOCUMENT_HEAD_CHARACTERS], document.text[-DOCUMENT_TAIL_CHARACTERS:]
    title = document.title or _title(head)
    return SourceGuess(title=title, publisher=_publisher(head, title, tail), published=_published(head, tail))


def _title(head: str) -> str:
    lines = [TITLE_LABEL.sub("", line.strip()) for line in head.splitlines()]
    short = [line for line in lines if 0 < len(line) <= MAX_TITLE_CHARACTERS and not line.endswith(SENTENCE_ENDS)]
    titles = [line for line in short if TITLE_WORDS.search(line) and ":" not in line and "：" not in line]
    quoted = [title for title in QUOTED_TITLE.findall(head) if TITLE_WORDS.search(title)]
    return next(iter((*titles, *quoted, *short)), "")


def _publisher(head: str, title: str, tail: str) -> str:
    if labelled := LABELLED_PUBLISHER.search(head):
        return labelled[1]
    if authority := AUTHORITY.match(title):
        return authority[0]
    if report := GOVERNMENT_REPORT.search(title):
        return f"{report[1]}人民政府"
    lines = (line.strip() for line in (*head.splitlines(), *reversed(tail.splitlines())))
    return next((line for line in lines if AUTHORITY.fullmatch(line)), "")


def _published(head: str, tail: str) -> str:
    found = LABELLED_DATE.search(head) or (DATE.findall(head) or DATE.findall(tail) or [None])[-1]
    if found is None:
        return ""
    year, month, day = (int(part) for part in (found if isinstance(found, tuple) else found.groups()))
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
