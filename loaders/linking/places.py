"""Places in names: provinces, cities and counties, where a name begins with them or has them in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml

MIN_REST = 2  # characters behind a place: a name of a place alone is its own word
CORE_REGION = re.compile(r"[一-鿿]{2,4}?[县区市](?=.{2})(?![场政民域内值面委府局])")
CITY_AT_HEAD = re.compile(r"[一-鿿]{2,3}市(?=.{4})(?![场政民域内值面委府局])")
REGION_UNITS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "自治州", "地区", "省", "市")
PROVINCE_AND_CITY = frozenset({"吉林"})  # the name of a province and of a city in it: only 省 or 市 tells which
COUNTRY = "中国"  # in brackets it tells a subsidiary from its parent abroad, like a place


@cache
def provinces() -> Mapping[str, tuple[str, ...]]:
    """Return each province with its cities."""
    cities_of = parse_own_yaml(files("loaders.linking").joinpath("regions.yaml").read_text("utf-8"))
    return {str(name): tuple(cities) for name, cities in cities_of.items()}


@cache
def places() -> frozenset[str]:
    """Return all provinces and cities."""
    cities_of = provinces()
    return frozenset({*cities_of, *(city for cities in cities_of.values() for city in cities)})


def is_place(text: str) -> bool:
    """Return whether a text is a place: a province or a city, or a word that ends as places do."""
    return text in places() or (len(text) > 1 and text[-1] in "县区市省镇")


def region_form(text: str) -> str:
    """Return a place in brackets without its unit; other words unchanged."""
    bare = text.removesuffix("省").removesuffix("市")
    return bare if bare in places() or bare == COUNTRY else text


def split_regions(text: str) -> tuple[tuple[str, ...], str]:
    """Return the places that a text begins with, and the rest; a name of a place alone keeps it.

    >>> split_regions("江苏省常州市武进区宏大电机"), split_regions("凌家塘市场发展")
    ((('江苏', '常州', '武进区'), '宏大电机'), ((), '凌家塘市场发展'))
    """
    regions: list[str] = []
    rest = text
    while True:
        place, after = _first_place(rest, inner=bool(regions))
        if not place or len(after) < MIN_REST:
            return tuple(regions), rest
        regions.append(place)
        rest = after


@lru_cache(maxsize=10_000)
def stated_regions(text: str) -> tuple[str, ...]:
    """Return the places that a text consists of; none where it is more than places.

    >>> stated_regions("江苏省常州市"), stated_regions("上海"), stated_regions("上海汽车城")
    (('江苏', '常州'), ('上海',), ())
    """
    own_words = "甲乙"
    regions, rest = split_regions(f"{text}{own_words}")
    return regions if rest == own_words else ()


def _first_place(text: str, *, inner: bool) -> tuple[str, str]:
    """Return the place that a text begins with and what follows it; ``inner``: another place stands before it."""
    place = next((text[:size] for size in (4, 3, 2) if text[:size] in places()), "")
    after = text[len(place) :]
    if not place:
        part = (CORE_REGION if inner else CITY_AT_HEAD).match(text)
        return (part[0], text[part.end() :]) if part else ("", text)
    unit = next((unit for unit in REGION_UNITS if after.startswith(unit) and len(after) > len(unit) + 1), "")
    return (f"{place}{unit}" if place in PROVINCE_AND_CITY else place), after.removeprefix(unit)


def without_unit(region: str) -> str:
    """Return a region as it is written short.

    >>> without_unit("武进区"), without_unit("吉林市")
    ('武进', '吉林市')
    """
    has_unit = len(region) > MIN_REST and region[-1] in "县区市"
    return region[:-1] if has_unit and region[:-1] not in PROVINCE_AND_CITY else region


def is_within(place: str, province: str) -> bool:
    """Return whether a place is a city of a province.

    >>> is_within("常州", "江苏"), is_within("吉林市", "吉林省"), is_within("长春", "吉林市")
    (True, True, False)
    """
    cities = provinces().get(province.removesuffix("省"), ())
    return province != "吉林市" and place in (*cities, f"{province.removesuffix('省')}市")


def city_extent(region: str) -> frozenset[str]:
    """Return the cities that a region may mean, a province with its own name; nothing for a county.

    >>> sorted(city_extent("海南")), city_extent("武进区")
    (['三亚', '三沙', '儋州', '海南', '海口'], frozenset())
    """
    bare = region.removesuffix("省")
    if region in PROVINCE_AND_CITY:
        return frozenset({f"{region}市"}) | city_extent(f"{region}省")
    if bare in PROVINCE_AND_CITY:
        return frozenset({region, *provinces()[bare]})
    if region[:-1] in PROVINCE_AND_CITY:
        return frozenset({region})
    city = next((region[:size] for size in (4, 3, 2) if region[:size] in places()), "")
    return frozenset({city, *provinces().get(city, ())} - {""})


def is_county(region: str) -> bool:
    """Return whether a region is a county; a zone of development may lie in any.

    >>> is_county("武进区"), is_county("常州"), is_county("高新区")
    (True, False, False)
    """
    known = region in places() or region[:-1] in places()
    return not known and region[-1] in "县区市" and not is_zone(region)


def is_zone(region: str) -> bool:
    """Return whether a region is a zone of development."""
    return region.endswith(("新区", "开发区", "园区"))


def differ_in_place(ours: str, theirs: str) -> bool:
    """Return whether only places tell two names' own words apart.

    >>> differ_in_place("国网江苏省电力", "国网浙江省电力"), differ_in_place("国网江苏省电力", "国网电力")
    (True, False)
    """
    mine, yours = _place_pattern().findall(ours), _place_pattern().findall(theirs)
    return mine != yours and bool(mine and yours) and _place_pattern().sub("", ours) == _place_pattern().sub("", theirs)


@cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(places(), key=lambda place: (-len(place), place))))
