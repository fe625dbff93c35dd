"""The items of a cell that lists several."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml

ITEM_SEPARATORS = re.compile(r"[，,；;|｜\n]+")
MAX_INDUSTRY_WORDS = 8  # between the marks of one name: 木材加工和木、竹、藤、棕、草制品业 has five
MAX_INDUSTRY_LENGTH = 40  # characters; the longest with marks has 24
ENUMERATION_COMMA = "、"
# The end of a name of GB/T 4754 with 、 in it: 计算机、通信和其他电子设备制造业, 农、林、牧、渔业.
INDUSTRY_END = re.compile(
    r".+(?:和|及|与)(?:其他|其它|其|相关|类似|辅助|专用).*(?:业|制造|加工|修理|服务|活动|供应|生产)"
)


def split_cell(text: str) -> tuple[str, ...]:
    """Return the items of a cell. The name of an industry stays whole, whatever marks are in it.

    >>> split_cell("新能源、新材料；节能")
    ('新能源', '新材料', '节能')
    >>> split_cell("计算机、通信和其他电子设备制造业；软件业、农、林、牧、渔业")
    ('计算机、通信和其他电子设备制造业', '软件业', '农、林、牧、渔业')
    """
    if ENUMERATION_COMMA not in text and not ITEM_SEPARATORS.search(text):
        return (text,) if text else ()
    parts = (part.strip() for part in ITEM_SEPARATORS.split(text))
    return tuple(item for part in parts if part for item in _items(part) if item)


def _items(text: str) -> list[str]:
    words = [word.strip() for word in text.split(ENUMERATION_COMMA)]
    items: list[str] = []
    start = 0
    while start < len(words):
        last = min(len(words), start + MAX_INDUSTRY_WORDS)
        end = next((end for end in range(last, start + 1, -1) if _is_industry(words[start:end])), start + 1)
        items.append(ENUMERATION_COMMA.join(words[start:end]))
        start = end
    return items


def _is_industry(words: list[str]) -> bool:
    """Return whether some items are the name of one industry: a known one, or one that ends as such names do."""
    name = ENUMERATION_COMMA.join(words)
    if len(name) > MAX_INDUSTRY_LENGTH or name in industry_names():
        return len(name) <= MAX_INDUSTRY_LENGTH
    return INDUSTRY_END.fullmatch(words[-1]) is not None and not any(word.endswith("业") for word in words[:-1])


@cache
def industry_names() -> frozenset[str]:
    """Return the names of GB/T 4754-2017 that have 、 in them, and those of groups that occur in lists."""
    return frozenset(parse_own_yaml(files("loaders.lists").joinpath("industries.yaml").read_text("utf-8")))
