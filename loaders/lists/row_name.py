"""A row's name without what office lists write beside it: ordinals, marks, remarks, former names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml

LEADING = re.compile(r"[#＃★☆*＊※●○◆◇■□▲△▶√✓·•\s]+|[(（]?\d{1,4}(?:[)）]|[.．、:：]\s*(?!\d))\s*|[①-⑳㈠-㈩⑴-⒇⒈-⒛]\s*")
TRAILING = re.compile(r"[#＃★☆*＊※●○◆◇■□▲△√✓¹²³⁴-⁹①-⑳\s,，;；、]+$")
FIRST_BRACKET = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]+)[)）\]】〕]\s*(?=.)")
QUOTES = '“”"《》「」'  # around a name
LAST_BRACKET = re.compile(r"\s*[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]?$")
FORMER_AFTER = re.compile(r"[，,;；、\s]*(?:原名称?|曾用名称?|旧名|前身为?)[:：为]?\s*(\S+)$")
CLOSED_AFTER = re.compile(r"(?<=[司厂社团店院])[\s\-—－]*(已?(?:注销|吊销|破产))$")
FIGURES = re.compile(r"[\d\s.,，年月日批第一二三四五六七八九十*＊★☆-]+")
REGISTERED = re.compile(r"(?<!分)(公司|集团|厂|合作社|事务所|大学|学院|研究院|研究所|医院)$")
SEPARATOR = re.compile(r"[、，,;；/／|｜\n]|(?<=[公司集团厂])\s+|(?<=公司)(?:和|与|及|以及)(?=.*(?:公司|厂|集团)$)")
BRACKETED = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
# 常州甲有限公司等3家, 常州甲有限公司等企业: others stand behind the one that is named.
AND_OTHERS = re.compile(
    r"(?<=[司厂社团院所学])等\s*(?:[\d一二两三四五六七八九十百多几余数]+)?\s*(?:家|个|户)?(?:企业|单位|公司|机构)?$"
)
# A form of body without words of its own names nobody.
BARE = re.compile(
    r"(?:有限|责任|股份|集团|控股|总|分|子|母|某|本|该)*"
    r"(?:公司|企业|集团|单位|机构|厂|工厂|学校|大学|学院|医院|研究院|研究所|中心|平台|园区|合作社)?"
)


@dataclass(frozen=True, slots=True)
class RowName:
    """A name and what stood beside it.

    Args:
        name: the name itself.
        aliases: former and later names.
        remarks: what else was written.
        closed: the words that say that the organisation is no more.
    """

    name: str
    aliases: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    closed: str = ""

    @property
    def is_bare(self) -> bool:
        """Return whether only a form of body is left: 公司, 有限公司."""
        return BARE.fullmatch(self.name) is not None

    @property
    def names_others(self) -> bool:
        """Return whether it stands for others too: 常州甲有限公司等3家."""
        return AND_OTHERS.search(self.name) is not None


def parse_row_name(text: str) -> RowName:
    """Take a cell's name apart.

    >>> parse_row_name("1.常州甲有限公司（原名：常州乙有限公司）*")
    RowName(name='常州甲有限公司', aliases=('常州乙有限公司',), remarks=(), closed='')
    >>> parse_row_name("★常州丙有限公司（已注销）（复审）").remarks
    ('复审',)
    >>> parse_row_name("常州丁企业（有限合伙）").name
    '常州丁企业（有限合伙）'
    """
    name = text[1:-1] if len(text) > 2 and text[0] in QUOTES and text[-1] in QUOTES else text
    aliases: list[str] = []
    remarks: list[str] = []
    closed = ""
    while match := LEADING.match(name) or FIRST_BRACKET.match(name):
        inner = match[1] if match.re is FIRST_BRACKET else ""
        if inner and _bracket_kind(inner) not in ("remark", "closed"):
            break
        closed = closed or closing_words(inner)
        remarks += [inner] if inner and not closing_words(inner) else []
        name = name[match.end() :]
    for kind, words in _beside(name):
        name = words[0]
        if kind == "alias":
            aliases.insert(0, words[1])
        elif kind == "closed":
            closed = words[1]
        elif words[1]:
            remarks.insert(0, words[1])
    return RowName(name or text, tuple(aliases), tuple(remarks), closed)


def names_in(text: str) -> list[str]:
    """Return the registered names that a cell lists side by side; one or none for a single name.

    >>> names_in("常州甲有限公司、常州乙有限公司")
    ['常州甲有限公司', '常州乙有限公司']
    >>> names_in("新材料、新能源研究院"), names_in("常州甲有限公司 武进分公司")
    (['新能源研究院'], ['常州甲有限公司'])
    """
    if not SEPARATOR.search(text):
        return [text]
    parts = (part.strip() for part in SEPARATOR.split(BRACKETED.sub("", text)))
    return [part for part in parts if REGISTERED.search(TRAILING.sub("", part)) and not BARE.fullmatch(part)]


def closing_words(text: str) -> str:
    """Return a text that says that an organisation is no more; "" for another.

    >>> closing_words("吊销，未注销"), closing_words("存续（在营、开业、在册）")
    ('吊销，未注销', '')
    """
    return text if text and any(word in text for word in _words()["closed"]) else ""


def idle_words(texts: Iterable[str]) -> str:
    """Return the first word of remarks that says that an organisation makes nothing here now; "" where none does.

    >>> idle_words(["复审", "2020年停产"])
    '停产'
    """
    written = tuple(texts)
    return next((word for word in _words()["idle"] if any(word in text for text in written)), "")


def _beside(name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what stands after a name, from its end: alias, closed or remark, the name before it, and its words."""
    while name:
        if (match := TRAILING.search(name)) and match.start():
            name = name[: match.start()]
            yield "mark", (name, "")
        elif (match := LAST_BRACKET.search(name)) and match.start() and (kind := _bracket_kind(match[1])):
            name, words = name[: match.start()], match[1]
            yield kind, (name, _without_word(words) if kind == "alias" else words)
        elif (match := FORMER_AFTER.search(name)) and match.start():
            name, words = name[: match.start()], match[1]
            yield "alias", (name, words)
        elif (match := CLOSED_AFTER.search(name)) and match.start():
            name, words = name[: match.start()], match[1]
            yield "closed", (name, words)
        else:
            return


def _bracket_kind(inner: str) -> str:
    """Return what is in a bracket: alias, closed, remark; "" for a part of the name: 有限合伙, 常州."""
    if not inner.strip() or FIGURES.fullmatch(inner):
        return "remark"
    for word in (*_words()["former"], *_words()["current"]):
        rest = _rest(inner, word)
        if rest and (len(word) > 1 or REGISTERED.search(rest)):
            return "alias"
    if closing_words(inner):
        return "closed"
    return "remark" if any(word in inner for word in _words()["remark"]) else ""


def _rest(inner: str, word: str) -> str:
    return inner.strip().removeprefix(word).lstrip(":：为是 ") if inner.strip().startswith(word) else ""


def _without_word(inner: str) -> str:
    words = (*_words()["former"], *_words()["current"])
    return next((rest for word in words if (rest := _rest(inner, word))), inner)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    spec = parse_own_yaml(files("loaders.lists").joinpath("name_notes.yaml").read_text("utf-8"))
    return {kind: tuple(words) for kind, words in spec.items()}
