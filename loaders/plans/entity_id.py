"""Ids for what a plan names and the graph does not know yet. They do not depend on what else is loaded."""

from __future__ import annotations

from graph.model.property import MAX_NAME_LENGTH
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import normalise_name, parse_name

ORGANISATIONS_OF_LISTS = frozenset({"Enterprise", "Institute", "University", "Platform", "Carrier", "ServiceOrg"})


def plan_entity_id(label: str, name: str, region: str) -> str:
    """Return the id of a thing that a plan names.

    A whole registered name gets the id that a list gives it, so that both meet. Any other name is told apart by its
    region, because every city has a 市科技局.

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
    if label in ORGANISATIONS_OF_LISTS and parse_name(name).is_registered:
        return f"{LIST_ID_PREFIX}{normalised}"
    return f"{label.lower()}:{region}:{normalised[:MAX_NAME_LENGTH]}"
