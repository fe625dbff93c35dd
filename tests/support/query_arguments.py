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
    "texts": "inst-jngri|江南石墨烯研究院",
}
# What a query needs other than the rest, to have an answer from the bundled datasets.
OWN_ARGUMENTS = {
    "adjacent": {"segments": "pv/wafer", "way": "upstream"},
    "positions": {"entity": "ent-trina-solar"},
    "target": {"entity": "tgt-cz2018-i001"},
    "belonging": {"entity": "grp-first-st-parks-2010"},
    "focusing": {"entity": "carbon"},
    "capabilities": {"entity": "cand-rails"},
    "partners": {"entity": "park-sino-israel"},
    "targets-of": {"entity": "park-sino-israel"},
    "statement-sources": {"entity": "ent-trina-solar"},
    "upgrades": {"entity": "park-cz-science-town"},
    "stated-values": {"entity": "park-cz-hitech"},
}


def given(query: Query) -> dict[str, str]:
    """The arguments of a query that have no default."""
    arguments = ARGUMENTS | OWN_ARGUMENTS.get(query.name, {})
    return {p.name: arguments[p.name] for p in query.parameters if p.default is None}
