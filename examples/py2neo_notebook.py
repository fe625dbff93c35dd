"""For teams whose notebooks are on py2neo: the same graph, the same calls. py2neo has reached its end of life; the
product itself uses the official driver. Install it with:  pip install liantu[py2neo]

    python examples/py2neo_notebook.py bolt://127.0.0.1:7687 neo4j PASSWORD [DATABASE]

For the embedded store (`liantu serve` or any command must be running): its port stands in engine.json and its password
in secrets.json of the store's folder, its user is root and its database kg.
"""

from __future__ import annotations

import sys

from py2neo import Graph, NodeMatcher, Relationship
from py2neo.matching import RelationshipMatcher

MINE = "notebook"  # a dataset of one's own: what it added can be told apart, and taken out again


def connect(url: str, user: str, password: str, database: str = "neo4j") -> Graph:
    return Graph(url, auth=(user, password), name=database)


def parks(graph: Graph) -> list[str]:
    """Find parks by a NodeMatcher, as ever."""
    found = NodeMatcher(graph).match("Park", granularity="named")
    return sorted(node["name"] for node in found)


def chain_table(graph: Graph, chain: str) -> list[dict[str, object]]:
    """Return a chain's subgraph as a table: pandas.DataFrame(chain_table(graph, "pv"))."""
    return graph.run(
        """
        MATCH (c:Chain {id: $chain})-[:HAS_SEGMENT]->(s:Segment)
        OPTIONAL MATCH (o:Entity)-[r:ACTIVE_IN {kind: 'production'}]->(s)
        WHERE r.support = 'established' AND r.status = 'existing'
        WITH s, o ORDER BY o.name
        RETURN s.id AS id, s.name AS segment, s.stage AS stage, collect(DISTINCT o.name) AS producers
        ORDER BY id
        """,
        chain=chain,
    ).data()


def add_support(graph: Graph, supporter: str, supported: str, evidence: str) -> Relationship:
    """Add a relationship in a dataset of one's own, with the properties that every statement has."""
    matcher = NodeMatcher(graph)
    ends = [matcher.match("Entity", id=id_).first() for id_ in (supporter, supported)]
    statement = Relationship(
        ends[0],
        "SUPPORTS",
        ends[1],
        id=f"{MINE}/{supporter}>{supported}",
        dataset=MINE,
        status="existing",
        confidence="explicit",
        support="established",
        evidence=evidence,
    )
    graph.create(statement)
    return statement


def remove_mine(graph: Graph) -> int:
    """Take out all that the notebook added."""
    mine = list(RelationshipMatcher(graph).match(None, "SUPPORTS", dataset=MINE))
    for statement in mine:
        graph.separate(statement)
    return len(mine)


def main() -> None:
    graph = connect(*sys.argv[1:])
    print(len(parks(graph)), "named parks")
    for row in chain_table(graph, "pv"):
        print(row["stage"], row["segment"], "、".join(row["producers"]) or "?")  # type: ignore[arg-type]
    add_support(graph, "park-cz-science-town", "inst-jngri", "my notebook")
    print("added and removed", remove_mine(graph), "statement")


if __name__ == "__main__":
    main()
