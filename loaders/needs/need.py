"""A firm's need, and the records of a list of needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from graph.model.records import Dataset, Node, Value, statement_id
from loaders.dataset.skeleton import slug
from loaders.records import RecordSet

NEED_LABEL = "Need"
NEED_DATASET_PREFIX = "needs-"
MAX_NEEDS = 1_000  # of one list: as many as a bureau gathers in a year


@dataclass(frozen=True, kw_only=True)
class Need:
    """A need: who needs what by when; ``field`` is the industry or the chain that the list names.

    ``id`` is unique in its list.
    """

    id: str
    what: str
    firm: str = ""
    due: str = ""
    field: str = ""


def need_records(needs: Sequence[Need], title: str, publisher: str, region: str) -> RecordSet:
    """Return a list of needs as the records of a dataset of its own; the same title gives the same dataset."""
    mark = blake2b(title.encode(), digest_size=2).hexdigest()
    dataset = Dataset(
        id=f"{NEED_DATASET_PREFIX}{slug(title)}-{mark}",
        title=title,
        publisher=publisher,
        licence="内部资料",
        note="企业需求；放到哪个环节在查看时算出，不改变任何数字",
    )
    return RecordSet(dataset=dataset, nodes=tuple(_node(need, dataset.id, region) for need in needs))


def _node(need: Need, dataset: str, region: str) -> Node:
    props: dict[str, Value] = {name: text for name, text in vars(need).items() if text and name != "id"}
    return Node(
        id=f"{dataset}:{need.id}",
        label=NEED_LABEL,
        row=statement_id(dataset, need.id),
        props={**props, "dataset": dataset, "region": region},
        location=need.id,
    )
