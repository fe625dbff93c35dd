"""Arguments for every query of the catalogue, by which it has rows in the bundled data where there are any."""

from __future__ import annotations

from queries.query import Query

ARGUMENTS = {
    "entity": "inst-jngri",
    "chain": "carbon",
    "region": "reg-changzhou",
    "from": "inst-jngri",
    "to": "carbon",
    "entities": "inst-jngri|park-xitaihu",
    "id": "changzhou-2018/R001",
    "ids": "inst-jngri|park-xitaihu",
    "rows": "changzhou-2018/inst-jngri",
    "dataset": "changzhou-2018",
    "version": "none",
}


def given(query: Query) -> dict[str, str]:
    """The arguments of a query that have no default."""
    return {p.name: ARGUMENTS[p.name] for p in query.parameters if p.default is None}
