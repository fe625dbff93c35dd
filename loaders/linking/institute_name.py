"""The parts of an institute's name, by which its usual short name is told: 长春应化所."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.linking.org_name import COMPANY, OrgName
from loaders.linking.places import split_regions

INSTITUTE_FORMS = frozenset({"研究所", "研究院", "院", "所", "重点实验室", "实验室"})
# In the name of a company that was an institute: 上海电缆研究所有限公司.
CONVERTED_ENDS = ("研究所", "研究院")
CONVERTED = re.compile(r"(?<=.)(研究所|研究院)$")
UNIVERSITY = re.compile(r".{0,8}?大学(?=..)")
# Academies and ministries whose institutes are known without their name where a place tells them: 苏州纳米所.
ACADEMIES = (
    "中国科学院",
    "中国农业科学院",
    "中国林业科学研究院",
    "中国医学科学院",
    "中国中医科学院",
    "中国水产科学研究院",
    "农业农村部",
    "农业部",
)


@dataclass(frozen=True, slots=True)
class Institute:
    """An institute's name: its place or university, own words, the last character of its kind; empty: none."""

    owner: str = ""
    words: str = ""
    kind: str = ""
    academy: str = ""


NO_INSTITUTE = Institute()


def institute_block(name: OrgName) -> str:
    """Return a key that the names of one institute share, however short; "" for another body."""
    institute = institute_parts(name)
    return f"{institute.owner}|{institute.words[:1]}|{institute.kind}" if institute.kind else ""


def institute_parts(name: OrgName) -> Institute:
    """Return an institute's parts, without the academy that it belongs to; one that became a company is one still.

    >>> from loaders.linking.org_name import parse_name
    >>> institute_parts(parse_name("中科院长春应化所"))
    Institute(owner='长春', words='应化', kind='所', academy='中国科学院')
    """
    if name.form not in INSTITUTE_FORMS and not name.core.endswith(CONVERTED_ENDS):
        return NO_INSTITUTE
    converted = CONVERTED.search(name.core) if name.form == COMPANY and not name.branch else None
    form, core = (converted[0], name.core[: converted.start()]) if converted else (name.form, name.core)
    if form not in INSTITUTE_FORMS or not core:
        return NO_INSTITUTE
    places = name.own_regions
    academy = next((academy for academy in ACADEMIES if core.startswith(academy) and core != academy), "")
    if academy:
        inner, core = split_regions(core.removeprefix(academy))
        places += inner
    university = UNIVERSITY.match(core)
    if university:
        return Institute("".join(places) + university[0], core[university.end() :], form[-1])
    return Institute("".join(places), core, form[-1], academy=academy) if form[-1] in "院所" else NO_INSTITUTE
