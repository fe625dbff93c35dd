"""Ids for what a plan names and the graph does not know yet. They do not depend on what else is loaded."""

from __future__ import annotations

from graph.model.property import MAX_NAME_LENGTH
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import normalise_name, parse_name

EVERYWHERE = frozenset({"Technology", "Region", "University"})  # whose names mean one thing in every city
OF_LISTS = frozenset({"Enterprise", "Institute", "University", "Platform", "Carrier", "ServiceOrg"})


def plan_entity_id(label: str, name: str, region: str) -> str:
    """Return the id of a thing that a plan names.

    A name that is one organisation's wherever it stands gets the id that a list gives it, so that both meet. Any other
    name is told apart by its region.

    Args:
        label: its type.
        name: its name.
        region: the id of the region of the plan.

    >>> plan_entity_id("Enterprise", "芜湖甲乙科技有限公司", "reg-wuhu")
    'org:芜湖甲乙科技有限公司'
    >>> plan_entity_id("Authority", "市科技局", "reg-wuhu")
    'authority:reg-wuhu:市科技局'
    """
    normalised = normalise_name(name)
    if label in OF_LISTS and is_unique_name(label, name):
        return f"{LIST_ID_PREFIX}{normalised}"
    return f"{label.lower()}:{region}:{normalised[:MAX_NAME_LENGTH]}"


def is_unique_name(label: str, name: str) -> bool:
    """Return whether a name means the same thing in every city's plan: every city has a 市科技局 and a 高新区.

    Unique are the names of fields, regions and universities, registered company names, and names with their place.

    >>> is_unique_name("Authority", "市科技局"), is_unique_name("Authority", "芜湖市科技局")
    (False, True)
    """
    parts = parse_name(name)
    return label in EVERYWHERE or bool(parts.regions) or (bool(parts.legal_form) and parts.is_registered)
