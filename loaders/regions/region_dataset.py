"""The dataset that a new region begins with: the region, what it lies in, its districts, the chains it looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.model.own_yaml import parse_own_yaml
from loaders.dataset.new_folder import FolderRow, write_new_folder
from loaders.errors import LoadError
from loaders.regions.gb2260 import AdminRegion, admin_regions, districts, find_admin_regions, full_name, parents

DATASET_PREFIX = "region-"
STANDARD = "GB/T 2260"
LEVEL_KINDS = {"province": "省级行政区", "city": "地级行政区", "county": "县级行政区"}
# Of what others say of the same region, such as its name, theirs counts; which chains it looks at, it says itself.
PRECEDENCE = {"default": 15, "chains": 100}


@cache
def _given_ids() -> Mapping[str, str]:
    ids: Mapping[str, str] = parse_own_yaml(files("loaders.regions").joinpath("region_ids.yaml").read_text("utf-8"))
    return ids


def region_id(code: str) -> str:
    """Return the id of a region by its GB/T 2260 code.

    >>> region_id("320400"), region_id("340200")
    ('reg-changzhou', 'reg-340200')
    """
    return _given_ids().get(code, f"reg-{code}")


def region_dataset_id(code: str) -> str:
    """Return the id of the dataset that describes a region.

    >>> region_dataset_id("340200")
    'region-340200'
    """
    return f"{DATASET_PREFIX}{code}"


def one_admin_region(text: str) -> AdminRegion:
    """Return the region of a code or a name.

    Raises:
        LoadError: there is none, or several.
    """
    found = find_admin_regions(text)
    if not found:
        raise LoadError("region_name_unknown", text=text)
    if len(found) > 1:
        raise LoadError(
            "region_name_ambiguous", text=text, known=[f"{region.code} {full_name(region)}" for region in found]
        )
    return found[0]


def write_region_folder(folder: Path, region: AdminRegion, chains: Sequence[str] = ()) -> None:
    """Write the dataset of a region: itself, its districts, and the province and city that it lies in.

    Args:
        folder: a new or an empty folder.
        region: the region.
        chains: the ids of the chains that its bureau looks at; none: all.

    Raises:
        LoadError: the folder is not empty.
    """
    write_new_folder(folder, _manifest(region), _tables(region, chains))


def _manifest(region: AdminRegion) -> Mapping[str, object]:
    return {
        "id": region_dataset_id(region.code),
        "title": f"{full_name(region)}：区域与辖区",
        "publisher": STANDARD,
        "licence": "事实；国家标准中的代码与名称",
        "region": region_id(region.code),
        "precedence": PRECEDENCE,
    }


def _tables(region: AdminRegion, chains: Sequence[str]) -> Mapping[str, Sequence[FolderRow]]:
    wider, inner = parents(region.code), districts(region.code)
    pairs = [*zip(wider, (*wider[1:], region), strict=True), *((region, district) for district in inner)]
    own = {**_entity(region), "chains": tuple(chains)}
    return {
        "entities": [own, *map(_entity, (*wider, *inner))],
        "edges": [_part_of(part, whole) for whole, part in pairs],
    }


def _entity(region: AdminRegion) -> FolderRow:
    return {
        "id": region_id(region.code),
        "label": "Region",
        "name": region.name,
        "aliases": region.short_name if region.short_name != region.name else "",
        "kind": LEVEL_KINDS[region.level],
        "existence": "existing",
        "granularity": "named",
        "code": region.code,
    }


def _part_of(part: AdminRegion, whole: AdminRegion) -> FolderRow:
    return {
        "id": f"{part.code}-in-{whole.code}",
        "source_id": region_id(part.code),
        "type": "PART_OF",
        "target_id": region_id(whole.code),
        "evidence": f"{STANDARD} {part.code}",
        "source_title": STANDARD,
    }


def near_names(code: str) -> frozenset[str]:
    """Return the short names of a region, of those that it lies in, and of its districts; none of an unknown code.

    >>> sorted(near_names("320412")), "合肥" in near_names("340000")
    (['常州', '武进', '江苏'], True)
    """
    own = filter(None, [admin_regions().get(code)])
    return frozenset(region.short_name for region in (*parents(code), *own, *districts(code)))


@cache
def district_ids(region: str) -> Mapping[str, str]:
    """Return the ids of a region's districts by their full and short names; none of a region that has no code.

    >>> district_ids("reg-340200")["镜湖"], district_ids("reg-changzhou")["武进区"], district_ids("reg-x")
    ('reg-340202', 'reg-wujin', {})
    """
    code = next((code for code in admin_regions() if region_id(code) == region), "")
    return {
        name: region_id(part.code)
        for part in (districts(code) if code else ())
        for name in (part.short_name, part.name)
    }
