"""Provinces, cities and counties by their GB/T 2260 codes.

``gb2260.csv`` has the codes in force and the official names, without those that stand for a part of a province or city
and not for a place of their own (市辖区, 省直辖县级行政单位).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PEOPLES = (
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|裕固|保安|独龙|鄂伦春|鄂温克|各)族"
)
UNIT = re.compile(
    rf"(?<=..)(市|省|区|县|旗|林区|地区|盟|特别行政区|(?:{PEOPLES}|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)*自治[区州县旗])$"
)
LEVELS = ("province", "city", "county")


@dataclass(frozen=True)
class AdminRegion:
    """A province, city or county: its code and its name."""

    code: str
    name: str

    @property
    def level(self) -> str:
        """Return ``province``, ``city`` or ``county``.

        >>> AdminRegion("340200", "芜湖市").level
        'city'
        """
        return LEVELS[0 if self.code.endswith("0000") else 1 if self.code.endswith("00") else 2]

    @property
    def short_name(self) -> str:
        """Return the name without its unit.

        >>> AdminRegion("340200", "芜湖市").short_name, AdminRegion("450000", "广西壮族自治区").short_name
        ('芜湖', '广西')
        """
        return UNIT.sub("", self.name)


@cache
def admin_regions() -> Mapping[str, AdminRegion]:
    """Return all provinces, cities and counties in force, by code, in the order of the codes."""
    table = files("loaders.regions").joinpath("gb2260.csv").read_text("utf-8").splitlines()
    return {row["code"]: AdminRegion(row["code"], row["name"]) for row in csv.DictReader(table)}


def find_admin_regions(text: str) -> Sequence[AdminRegion]:
    """Return the regions of a code, or with a name, with or without its unit; the widest first.

    >>> [region.code for region in find_admin_regions("芜湖")]
    ['340200']
    >>> [region.code for region in find_admin_regions("通州区")]
    ['110112', '320612']
    """
    wanted = "".join(text.split())
    if wanted in admin_regions():
        return [admin_regions()[wanted]]
    exact = [region for region in admin_regions().values() if wanted == region.name]
    found = exact or [region for region in admin_regions().values() if wanted == region.short_name]
    return sorted(found, key=lambda region: (LEVELS.index(region.level), region.code))


def parents(code: str) -> Sequence[AdminRegion]:
    """Return the province and the city that a region lies in, the widest first.

    >>> [region.name for region in parents("320412")]
    ['江苏省', '常州市']
    """
    codes = (f"{code[:2]}0000", f"{code[:4]}00")
    return [admin_regions()[wider] for wider in codes if wider != code and wider in admin_regions()]


def districts(code: str) -> Sequence[AdminRegion]:
    """Return what a region is divided into: a province into cities, a city into districts and counties.

    >>> [region.name for region in districts("320400")][:3], districts("320412")
    (['天宁区', '钟楼区', '新北区'], [])
    """
    return [region for region in admin_regions().values() if _seat(region.code) == code and region.code != code]


def full_name(region: AdminRegion) -> str:
    """Return a region's name behind those of the regions that it lies in.

    >>> full_name(admin_regions()["340200"])
    '安徽省芜湖市'
    """
    return "".join(part.name for part in (*parents(region.code), region))


def _seat(code: str) -> str:
    """Return the code of the smallest region that one lies in; "" of a province."""
    wider = parents(code)
    return wider[-1].code if wider else ""
