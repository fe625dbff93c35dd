"""The parts of an organisation's name: region, own words, form, brackets, number, branch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from graph.model.normalize import TO_HALF_WIDTH, normalize_text

MARKS = re.compile(r"(?<![0-9])[\s·•・.,，、'’‘“”\"_&-]+|[\s·•・.,，、'’‘“”\"_&-]+(?![0-9])")  # 1-11 is not 11-1
NAME_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
FORMS = ("股份有限公司", "有限责任公司", "有限公司", "股份公司", "公司")
GROUP = "集团"
BRANCH = re.compile(r"(?<=.)([^公]{0,8}?)(分公司|分院|分所|分中心|分厂|分校|校区|院区|办事处|分部|分会)$")
ORDINAL = re.compile(r"第?([0-9]+|[一二三四五六七八九十百]+)(?=厂|分|号|期|院|所|医院|中学|公司|车间|支|大队|$)")
SHORTER = {"中科院": "中国科学院", "中国科院": "中国科学院", "社科院": "社会科学院", "责任有限公司": "有限责任公司"}
KINDS = re.compile(
    r"(总公司|研究院|研究所|研究中心|工程中心|技术中心|重点实验室|实验室|大学|学院|学校|医院|联盟|协会|学会|中心|基地|孵化器|众创空间|园|厂|所|院|社|行|店|部)$"
)
CORE_REGION = re.compile(r"[一-鿿]{2,4}?[县区市](?=.{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgName:
    """A name's parts, each in one form.

    ``whole`` is all of it without marks; ``regions`` those at its beginning, ``bracketed`` what stands in brackets,
    ``core`` the own words with the trade, ``form`` 公司 for all companies, else the kind of body (研究院, 大学),
    ``group`` whether it says 集团, ``numbers`` and ``branch`` what tells parts of one body apart.
    """

    normalised: str
    regions: tuple[str, ...]
    core: str
    form: str
    group: bool
    bracketed: frozenset[str]
    numbers: tuple[str, ...]
    branch: str

    @property
    def match_key(self) -> str:
        """Return a key of a registered body: only marks, 省 and 市, and the form of a company may differ under it."""
        parts = ("".join(self.regions), self.core, GROUP if self.group else "", self.form, self.branch)
        return "|".join((*parts, *sorted(self.bracketed)))

    @property
    def bracketed_places(self) -> frozenset[str]:
        """Return the places in brackets: they name a subsidiary or a seat."""
        return frozenset(bracket for bracket in self.bracketed if bracket in places() or bracket[-1] in "县区市省镇")

    @property
    def body(self) -> str:
        """Return the kind of body; companies and groups tell nothing, an institute may have become one."""
        return "" if self.form in ("公司", GROUP) else FAMILIES.get(self.form, self.form)

    @property
    def is_registered(self) -> bool:
        """Return whether it ends as registered names do: a short name is nobody's sure name."""
        return bool(self.form) and len(self.core) >= MIN_CORE


MIN_CORE = 2
NOTHING: frozenset[str] = frozenset()
FAMILIES = {"研究院": "研究所", "院": "研究所", "所": "研究所", "学校": "学院"}


def normalise_name(text: str) -> str:
    """Normalise a name: full width, blanks, dots and case do not tell two names apart."""
    return MARKS.sub("", normalize_text(text).translate(TO_HALF_WIDTH)).casefold()


@lru_cache(maxsize=200_000)
def parse_name(text: str) -> OrgName:
    """Parse a name into its parts."""
    normalised = normalise_name(text)
    rest = normalised
    for short, full in SHORTER.items():
        rest = rest.replace(short, full)
    inside = filter(None, (_region_form(inner) for inner in NAME_BRACKETS.findall(rest) if inner != GROUP))
    bracketed = frozenset(inside) or NOTHING  # one for all: an empty set is not small
    grouped = f"({GROUP})" in rest
    rest = NAME_BRACKETS.sub("", rest)
    rest, branch = _branch(rest)
    rest, form = _form(rest)
    group = grouped or rest.endswith(GROUP)
    rest = rest.removesuffix(GROUP)
    regions, core = _regions(rest)
    return OrgName(
        normalised=normalised,
        regions=regions,
        core=core,
        form=form,
        group=group,
        bracketed=bracketed,
        numbers=tuple(ORDINAL.findall(rest + branch)),
        branch=branch,
    )


def _branch(text: str) -> tuple[str, str]:
    for form in FORMS:
        head, separator, tail = text.partition(form)
        if (
            separator
            and tail
            and tail.endswith(("分公司", "分厂", "办事处", "分部", "分院", "分所", "研究院", "研究所"))
        ):
            return head + separator, tail
    found_branch = BRANCH.search(text)
    return (text[: found_branch.start()], found_branch[0]) if found_branch and not text.endswith("学院") else (text, "")


def _form(text: str) -> tuple[str, str]:
    for form in FORMS:
        if text.endswith(form) and len(text) > len(form) and not text.endswith("总公司"):
            return text.removesuffix(form), "公司"
    kind = KINDS.search(text)
    return (text[: kind.start()], kind[0]) if kind and kind.start() else (text, GROUP if text.endswith(GROUP) else "")


def _regions(text: str) -> tuple[tuple[str, ...], str]:
    """Return the places that the name begins with, and the rest; a name of a place alone keeps it."""
    regions: list[str] = []
    rest = text
    while True:
        place = next((rest[:size] for size in (4, 3, 2) if rest[:size] in places()), "")
        after = rest[len(place) :]
        for unit in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "自治州", "地区", "省", "市"):
            if place and after.startswith(unit) and len(after) > len(unit) + 1:
                after = after.removeprefix(unit)
                break
        if not place and regions and (county := CORE_REGION.match(rest)):
            place, after = county[0], rest[county.end() :]
        if not place or len(after) < MIN_CORE:
            return tuple(regions), rest
        regions.append(place)
        rest = after


@cache
def provinces() -> Mapping[str, tuple[str, ...]]:
    """Return each province with its cities."""
    cities_of = yaml.safe_load(files("loaders.linking").joinpath("regions.yaml").read_text("utf-8"))
    return {str(name): tuple(cities) for name, cities in cities_of.items()}


@cache
def places() -> frozenset[str]:
    """Return all provinces and cities."""
    cities_of = provinces()
    return frozenset({*cities_of, *(city for cities in cities_of.values() for city in cities)})


def _region_form(text: str) -> str:
    """Return a place in brackets without its unit; other words unchanged."""
    bare = text.removesuffix("省").removesuffix("市")
    return bare if bare in places() or bare == "中国" else text


def name_key(text: str) -> str:
    """Return a key that is equal in two names that are surely one: a registered name by its parts, another whole."""
    name = parse_name(text)
    return name.match_key if name.is_registered else name.normalised
