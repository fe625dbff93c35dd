"""Record sets as a list makes them, without a file."""

from __future__ import annotations

from graph.model.records import Dataset, Edge, Node, Value, statement_id
from loaders.records import RecordSet


def listed(
    dataset: str, *names: str, same: dict[str, str] | None = None, region: str = "reg-x", segment: str = "x/one"
) -> RecordSet:
    nodes, edges = [], []
    for name in names:
        id_ = f"org:{name}"
        props: dict[str, Value] = {"name": name, "granularity": "named", "products": f"{dataset}产品"}
        said: dict[str, Value] = {"kind": "production", "region": region, "status": "existing", "evidence": "a:1"}
        said |= {"dataset": dataset, "confidence": "inferred", "support": "lead"}
        nodes.append(
            Node(id=id_, label="Enterprise", row=statement_id(dataset, id_), props=props, location=f"{dataset}:{name}")
        )
        edges.append(
            Edge(
                id=statement_id(dataset, f"{id_}>{segment}"),
                type="ACTIVE_IN",
                source=id_,
                target=segment,
                props=said,
                location=f"{dataset}:{name}",
            )
        )
    return RecordSet(
        dataset=Dataset(id=dataset, title=dataset, publisher="某局", licence="测试"),
        nodes=tuple(nodes),
        edges=tuple(edges),
        same=same or {},
    )
