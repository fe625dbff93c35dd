"""Main products and business scopes, cut into items: what is made, and what is done with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.model.normalize import TO_HALF_WIDTH, normalize_text

CACHE_SIZE = 10_000  # the same products stand in many rows
MAKING = ("生产", "制造", "加工", "制作", "组装", "装配", "铸造", "锻造")
STUDY = ("研究开发", "研发", "开发", "研究", "研制", "设计", "试验", "测试", "检测")
TRADE = (
    "销售",
    "批发",
    "零售",
    "租赁",
    "维修",
    "维护",
    "安装",
    "调试",
    "施工",
    "运营",
    "回收",
    "代理",
    "进出口",
    "技术服务",
    "技术咨询",
    "咨询",
    "服务",
    "推广",
    "经销",
    "代销",
    "采购",
    "贸易",
    "经营",
)
FILLING = (
    "技术",
    "业务",
    "相关",
    "及其",
    "系列",
    "产品",
    "制品",
    "等",
    "的",
    "各类",
    "各种",
    "以及",
    "及",
    "和",
    "与",
    "、",
    "自产",
    "自营",
)
NOT = re.compile(
    r"[(（][^()（）]*(不含|除外|除|须经|许可|凭|不得|禁止|涉及)[^()（）]*[)）]|(不含|不得|禁止|除)[^,，;；。]*"
)
SENTENCE = re.compile(r"[;；。\n]+")
CUT = re.compile(r"[,，、;；。.:：|｜/\n\t]+|以及|及其|(?<=[^\x00-\x7f])[及和与](?=[^\x00-\x7f])")
DOUBT = re.compile(
    r"不生产|未生产|停产|停止|曾|拟|筹建|在建|规划|非|无(?!线|人|刷|缝|铅|碱|菌|纺|机|损|水|源|级)|仅|二手|废旧|玩具|使用|应用|配套|用于|适用|专用"
)
PRODUCT_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")


def _any(*words: str) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


DONE = re.compile(_any(*MAKING, *STUDY, *TRADE))
ENDING = re.compile(rf"(?:{_any(*MAKING, *STUDY, *TRADE, *FILLING)}\s*)+$")
BEGINNING = re.compile(_any(*MAKING, *STUDY, *TRADE, "从事", "主营", "主要"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductItem:
    """One thing: its text as written, its core in lower case without what is done, and whether it is made or traded.

    ``made`` is whether anything says so, or nothing says anything; ``traded`` whether only trade or service is said;
    ``doubtful`` whether a word beside it may take it back (停产, 拟建, 不生产, 非, 用).
    """

    text: str
    core: str
    is_made: bool
    is_traded: bool
    is_doubtful: bool = False


def product_items(text: str) -> Iterator[ProductItem]:
    """Return the items of a text, in order; what follows 不含 and the like is left out."""
    for sentence in sentences(text):
        yield from sentence_items(sentence)


def sentences(text: str) -> list[str]:
    """Split a text into sentences."""
    return SENTENCE.split(NOT.sub("", normalize_text(text)))


def sentence_items(sentence: str) -> Iterator[ProductItem]:
    """Return the items of a sentence, in order.

    What is done may stand once for several (电池、组件的销售; 销售：电池、组件): then it is taken for all that say
    nothing else.
    """
    items: list[tuple[str, str, frozenset[str]]] = []
    process_words: frozenset[str] = frozenset()
    for part in filter(None, map(str.strip, CUT.split(sentence))):
        core, done = _core(part)
        process_words |= done
        if core:
            items.append((part, core, done))
        elif items:  # 的研发、生产、销售
            last, its, before = items.pop()
            items.append((last, its, before | done))
    return (_item(part, core, done or process_words) for part, core, done in items)


@lru_cache(CACHE_SIZE)
def _item(text: str, core: str, done: frozenset[str]) -> ProductItem:
    bracketed = {word for bracket in PRODUCT_BRACKETS.findall(text) for word in DONE.findall(bracket)}
    done = frozenset(bracketed) or done
    made = not done or bool(done & set(MAKING))
    return ProductItem(
        text=text,
        core=core,
        is_made=made,
        is_traded=bool(done) and done <= set(TRADE),
        is_doubtful=DOUBT.search(text) is not None,
    )


@lru_cache(CACHE_SIZE)
def _core(text: str) -> tuple[str, frozenset[str]]:
    """Return the text in lower case without brackets and process words, and these words."""
    left = PRODUCT_BRACKETS.sub("", text.translate(TO_HALF_WIDTH)).casefold().strip()
    ending = ENDING.search(left)
    done = set(DONE.findall(ending[0])) if ending else set()
    left = left[: ending.start()] if ending else left
    beginning = BEGINNING.match(left)
    if beginning and len(left) > beginning.end() + 1:
        done |= set(DONE.findall(beginning[0]))
        left = left[beginning.end() :]
    return left.strip(), frozenset(done)
