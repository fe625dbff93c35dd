"""The parts of an organisation's name: region, own words, form, brackets, number, branch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest

from graph.model.normalize import TO_HALF_WIDTH, normalize_text
from loaders.linking.abbreviations import expand_abbreviations, to_number
from loaders.linking.places import COUNTRY, is_place, is_within, places, region_form, split_regions, without_unit

MARKS = re.compile(r"(?<![0-9])[\s·•・.,，、'’‘“”\"_&-]+|[\s·•・.,，、'’‘“”\"_&-]+(?![0-9])")  # 1-11 is not 11-1
NAME_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
STOCK_FORMS = ("股份有限公司", "股份公司")
FORMS = ("股份有限公司", "有限责任公司", "责任有限公司", "有限公司", "股份公司", "公司")
CUT_FORMS = ("股份", "有限责任", "有限")  # a company's form cut short says that it is one, not more
COMPANY = "公司"  # the one form of all companies
GROUP = "集团"
BRANCH = re.compile(r"(?<=.)([^公]{0,8}?)(分公司|分院|分所|分中心|分厂|分校|校区|院区|办事处|分部|分会)$")
BRANCH_ENDS = ("分公司", "分厂", "办事处", "分部", "分院", "分所", "研究院", "研究所")
# A bare numeral at the end is part of a name: 超频三, 七一二.
ORDINAL = re.compile(
    r"(?:第([0-9]+)|([0-9]+|[一二三四五六七八九十百]+)(?=厂|分|号|期|院|所|医院|中学|车间|支|大队)|([0-9]+)$)"
)
# A remark is what stands in brackets behind a whole registered name: 甲有限公司(一期). A place there is a seat.
REMARK = re.compile(
    r"(?:(?<=公司|联盟)|(?<=研究院|研究所|产业园|科技园|开发区)|(?<=创新中心))[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]$"
)
KINDS = re.compile(
    r"(总公司|研究院|研究所|研究中心|工程中心|技术中心|重点实验室|实验室|大学|学院|学校|医院|联盟|协会|学会|中心|基地|孵化器|众创空间|开发区|保税区|试验区|政府|委员会|局|厅|园|厂|所|院|社|行|店|部)$"
)
PART_END = re.compile(r"(研究院|研究所|总部)$")  # behind a place in brackets: a part there
PARTS = ("分公司", "分厂", "办事处", "分部", "分院", "分所", "校区", "院区", "厂区", "合伙", GROUP, "筹")
NOT_A_COMPANY = re.compile(r"(区|园|场|会|局|委|办|院|所|站|室|校|学|馆|镇|街|厅|政府|项目|工程|集团|股份)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgName:
    """A name's parts, each in one form.

    Attributes:
        normalised: all of it as written, without marks.
        remark: what stands in brackets behind a whole registered name.
        abbreviated: whether usual abbreviations were written out, or numbers written in figures.
        regions: the places at its beginning.
        core: the own words with the trade.
        form: 公司 for all companies, else the kind of body (研究院, 大学); empty where none is written.
        legal_form: the form of a company as written.
        group: whether it says 集团.
        bracketed: what stands in brackets, but for a remark.
        numbers, branch: what tells parts of one body apart.
        match_key: a key of a registered body, under which only what tells nobody apart may differ.
    """

    normalised: str
    remark: str
    abbreviated: bool
    regions: tuple[str, ...]
    core: str
    form: str
    legal_form: str
    group: bool
    bracketed: frozenset[str]
    numbers: tuple[str, ...]
    branch: str
    match_key: str = ""

    @property
    def group_form(self) -> str:
        """Return what is written of a group: 集团, and whether its company is one of 股份."""
        stock = "股份" if self.legal_form in STOCK_FORMS else ""
        return f"{GROUP}{stock}" if self.group else ""

    @property
    def own_regions(self) -> tuple[str, ...]:
        """Return the regions without a province that stands before its city."""
        return tuple(
            region
            for region, inner in zip_longest(self.regions, self.regions[1:])
            if not inner or not is_within(inner, region)
        )

    @property
    def place_names(self) -> frozenset[str]:
        """Return the provinces and cities that the name begins with."""
        return frozenset(region if region in places() else region[:-1] for region in self.regions) & places()

    @property
    def bracketed_places(self) -> frozenset[str]:
        """Return the places in brackets: they name a subsidiary or a seat."""
        return frozenset(bracket for bracket in self.bracketed if is_place(bracket))

    @property
    def bodies(self) -> frozenset[str]:
        """Return the kinds of body it may be; companies and groups tell nothing, an institute may have become one."""
        return NOTHING if self.form in ("", COMPANY, GROUP) else BODIES.get(self.form, frozenset({self.form}))

    @property
    def is_registered(self) -> bool:
        """Return whether it ends as registered names do: a short name is nobody's sure name."""
        return bool(self.form) and len(self.core) >= MIN_CORE

    @property
    def is_whole_but_form(self) -> bool:
        """Return whether it is a company's registered name but for its form: region and own words, 常州天合光能."""
        named = len(self.core) >= MIN_CORE_WITHOUT_FORM and not NOT_A_COMPANY.search(self.core)
        placed = bool(self.regions or self.branch or self.bracketed_places or COUNTRY in self.bracketed)
        return named and not self.form and not self.group and (placed or len(self.core) >= MIN_CORE_WITHOUT_REGION)

    @property
    def is_whole(self) -> bool:
        """Return whether an equal name may be a sure join."""
        return self.is_registered or self.is_whole_but_form


MIN_CORE = 2
MIN_CORE_WITHOUT_REGION = 6  # own words and a trade: 国药天目湖药业
MIN_CORE_WITHOUT_FORM = 3  # 常州亚玛顿; of two characters (常州恒立) it is more often a short name of another company
NOTHING: frozenset[str] = frozenset()
# What a kind of body, often written short, may stand for.
BODIES = {
    form: frozenset(bodies.split())
    for form, bodies in {
        "研究院": "研究所",
        "研究所": "研究所",
        "所": "研究所",
        "院": "研究所 学院 医院",
        "学校": "学院",
        "重点实验室": "实验室",
        "中心": "中心 研究中心 工程中心 技术中心",
    }.items()
}


def normalise_name(text: str) -> str:
    """Normalise a name: full width, blanks, dots and case do not tell two names apart."""
    return MARKS.sub("", normalize_text(text).translate(TO_HALF_WIDTH)).casefold()


@lru_cache(maxsize=200_000)
def parse_name(text: str) -> OrgName:
    """Parse a name into its parts.

    >>> name = parse_name("江苏省常州市宏大电机（集团）股份有限公司")
    >>> name.regions, name.core, name.form, name.legal_form, name.group
    (('江苏', '常州'), '宏大电机', '公司', '股份有限公司', True)
    """
    normalised = normalise_name(text)
    written, remark = _split_remark(normalised)
    expanded = expand_abbreviations(written)
    inside = filter(None, (region_form(inner) for inner in NAME_BRACKETS.findall(expanded) if inner != GROUP))
    bracketed = frozenset(inside) or NOTHING  # one for all: an empty set is not small
    grouped = f"({GROUP})" in expanded
    rest, branch = _branch(NAME_BRACKETS.sub("", expanded))
    rest, form, legal_form = _form(rest)
    group = grouped or rest.endswith(GROUP)
    rest = rest.removesuffix(GROUP)
    regions, core = split_regions(rest)
    name = OrgName(
        normalised=normalised,
        remark=remark,
        abbreviated=expanded != written,
        regions=regions,
        core=core,
        form=form,
        legal_form=legal_form,
        group=group,
        bracketed=bracketed,
        numbers=tuple(_number(found) for found in ORDINAL.finditer(rest + branch)),
        branch=branch,
    )
    return replace(name, match_key=match_key(name))


def match_key(name: OrgName) -> str:
    """Return a key of a registered body, under which only what tells nobody apart may differ.

    That is marks, a remark, usual abbreviations, a province before its city, 省, 市 and 区, and the form of a company.
    Of a group the form is kept: 甲集团有限公司 often holds the shares of 甲集团股份有限公司.
    """
    head = "".join(map(without_unit, name.own_regions))
    return "|".join((f"{head}{name.core}", name.group_form, name.form, name.branch, *sorted(name.bracketed)))


def _split_remark(text: str) -> tuple[str, str]:
    remark = REMARK.search(text)
    return (text[: remark.start()], remark[1]) if remark and not _is_part(remark[1]) else (text, "")


def _number(ordinal: re.Match[str]) -> str:
    return str(to_number(next(filter(None, ordinal.groups()))))


def _is_part(bracket: str) -> bool:
    """Return whether a bracket names a seat, a part or a kind of partnership rather than remarks on a name.

    >>> _is_part("苏州"), _is_part("北京研究院"), _is_part("国联汽车动力电池研究院"), _is_part("一期")
    (True, True, False, False)
    """
    seat = region_form(PART_END.sub("", bracket))
    return len(seat) < MIN_CORE or seat == COUNTRY or is_place(seat) or bracket.endswith(PARTS)


def _branch(text: str) -> tuple[str, str]:
    for form in FORMS:
        head, separator, tail = text.partition(form)
        if separator and tail and tail.endswith(BRANCH_ENDS):
            return head + separator, tail
    found_branch = _branch_of_place().search(text) or BRANCH.search(text)
    return (text[: found_branch.start()], found_branch[0]) if found_branch and not text.endswith("学院") else (text, "")


@cache
def _branch_of_place() -> re.Pattern[str]:
    return re.compile(rf"(?<=.{{2}})({'|'.join(sorted(places()))})市?(分公司|办事处|分院|分所|分部)$")


def _form(text: str) -> tuple[str, str, str]:
    """Return a name without its form, the form, and the form of a company as written."""
    for form in FORMS:
        if text.endswith(form) and len(text) > len(form) and not text.endswith("总公司"):
            return text.removesuffix(form), COMPANY, form
    for form in CUT_FORMS:
        if text.endswith(form) and len(text) > len(form) + 1:
            return text.removesuffix(form), "", form
    kind = KINDS.search(text)
    if kind and kind.start():
        return text[: kind.start()], kind[0], ""
    return text, GROUP if text.endswith(GROUP) else "", ""


def name_key(text: str) -> str:
    """Return a key that is equal in two names that are surely one: a registered name by its parts, another whole."""
    name = parse_name(text)
    if name.is_whole_but_form:
        return match_key(replace(name, form=COMPANY))
    return name.match_key if name.is_registered else name.normalised
