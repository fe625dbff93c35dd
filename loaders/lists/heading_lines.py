"""The lines above a list's header: the title, and who publishes the list."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A line that begins with what it states, and a colon: 填报单位：…, 单位：万元, 截至日期：…
STATEMENT_LINE = re.compile(r"\s*[（(]?\s*(?P<what>[^：:，。]{2,8})\s*[：:]\s*(?P<value>.+)")
PUBLISHER_LABEL = re.compile(r"(填报|填表|发布|编制|制表|报送|主管|汇总|公布|印发|牵头|责任)(单位|部门|机构)|发布者")
VALUE_END = re.compile(r"[\s；;，,（(）)]|(?:19|20)\d\d年|$")


def list_title(lines: Iterable[str]) -> str:
    """Return the longest line that is not a statement of something else; "" for none.

    >>> list_title(["轨道交通企业名单", "填报单位：常州市科学技术局　2025年6月"])
    '轨道交通企业名单'
    """
    return max((line for line in lines if not STATEMENT_LINE.match(line)), key=len, default="")


def stated_publisher(lines: Iterable[str]) -> str:
    """Return who a line says publishes the list; "" where none does.

    >>> stated_publisher(["轨道交通企业名单", "填报单位：常州市科学技术局　2025年6月"])
    '常州市科学技术局'
    """
    for line in lines:
        stated = STATEMENT_LINE.match(line)
        if stated and PUBLISHER_LABEL.fullmatch(stated["what"].strip()):
            value = stated["value"].strip()
            end = VALUE_END.search(value)
            if name := value[: end.start() if end else None]:
                return name
    return ""
