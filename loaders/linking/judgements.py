"""Judgements of a person, kept as a dataset: entities are the same or different, a statement holds or does not.

Nothing is overwritten: the newest judgement of a pair or a statement counts, and the verdict ``open`` withdraws the
older ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, fields, replace
from typing import Any

from graph.model.records import Dataset, Node, statement_id
from graph.store.store import Reader
from loaders.records import RecordSet
from queries.reader import read_rows
from queries.rows.sync import JudgementsRow

JUDGEMENTS = Dataset(
    id="decisions",
    title="核对中的判断",
    publisher="本单位",
    licence="内部资料",
    note="同一与不同，确认与更正",
    precedence={"default": 1_000},  # above every dataset: a person has looked at both sides
)
NODE_LABEL = "Decision"
ID_PREFIX = "D"
LIST_ID_PREFIX = "org:"  # of ids that only lists give: they yield to an id that a dataset has chosen


@dataclass(frozen=True)
class Judgement:
    """One judgement, about two entities or about one statement.

    Attributes:
        verdict: same, different or open for two entities; confirmed, wrong or open for a statement.
        left: the first entity's id, or the statement's.
        right: the second entity's id; empty for a statement.
        rule: the rule that suggested it.
        reason: what the person rests it on.
        who: the person.
        at: when, ISO 8601.
        id: ``D`` and a number of six digits, in the order in which judgements were made.
    """

    verdict: str
    left: str
    right: str = ""
    _: KW_ONLY
    rule: str = ""
    reason: str = ""
    who: str = ""
    at: str = ""
    id: str = ""

    @property
    def about(self) -> frozenset[str]:
        """Return the pair of entities, or the statement."""
        return frozenset(filter(None, (self.left, self.right)))


def stored_judgements(read: Reader) -> list[Judgement]:
    """Return every judgement that the store holds, the oldest first."""
    return [_from_props(row.judgement["properties"]) for row in read_rows(read, JudgementsRow)]


def judgements_from(records: RecordSet) -> list[Judgement]:
    """Return the judgements of a version of their dataset."""
    return [_from_props({**node.props, "id": node.id}) for node in records.nodes]


def _from_props(props: Mapping[str, Any]) -> Judgement:
    texts = {field.name: str(props.get(field.name, "")) for field in fields(Judgement)}
    return Judgement(**{**texts, "id": str(props["id"]).partition(":")[2]})


def judgement_records(judgements: Sequence[Judgement]) -> RecordSet:
    """Return judgements as the records of their dataset."""
    return RecordSet(dataset=JUDGEMENTS, nodes=tuple(_node(judgement) for judgement in judgements))


def _node(judgement: Judgement) -> Node:
    props = {name: text for name, text in vars(judgement).items() if text and name != "id"}
    return Node(
        id=f"{JUDGEMENTS.id}:{judgement.id}",
        label=NODE_LABEL,
        row=statement_id(JUDGEMENTS.id, judgement.id),
        props={**props, "dataset": JUDGEMENTS.id},
    )


def numbered(before: Sequence[Judgement], new: Iterable[Judgement], who: str, at: str) -> list[Judgement]:
    """Return new judgements with the next ids, the person and the time."""
    start = max((int(judgement.id.rpartition(ID_PREFIX)[2]) for judgement in before), default=0) + 1
    return [
        replace(judgement, who=who, at=at, id=f"{ID_PREFIX}{number:06}") for number, judgement in enumerate(new, start)
    ]
