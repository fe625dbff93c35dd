"""Follow-ups: how far a gap is pursued, or an institute courted, with owner, day and note.

Nothing is overwritten: the newest follow-up of a thing counts, and the state ``dropped`` takes it off the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.model.normalize import normalize_text
from graph.model.records import YEAR_PATTERN, Dataset, Node, Value, statement_id
from loaders.errors import LoadError
from loaders.records import RecordSet
from queries.rows.targeting import FollowUpsRow

FOLLOW_UPS = Dataset(
    id="follow-ups",
    title="跟进台账",
    publisher="本单位",
    licence="内部资料",
    note="短板与院所的跟进状态；不改变任何数字",
)
FOLLOW_UP_LABEL = "FollowUp"
GAP_STATES = ("follow", "shelve", "solved")
PARTNER_STATES = ("intended", "in_touch", "signed", "landed")
DROPPED = "dropped"
MAX_NOTE_CHARACTERS = 500  # a remark in a cell; what is longer belongs into a document


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A follow-up as a person notes it.

    Attributes:
        state: one of GAP_STATES, PARTNER_STATES, or dropped.
        about: the id of a segment or of an institute.
        chain: the id of the chain in which the segment is a gap; empty for an institute.
        region: the id of the region.
        owner: who pursues it.
        day: since when, or until when; it begins with a year.
        note: a remark.
    """

    state: str
    about: str
    region: str
    chain: str = ""
    owner: str = ""
    day: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what it is about, across its states."""
        return self.chain, self.about


def states_of(chain: str) -> tuple[str, ...]:
    """Return the states of a gap, which is in a chain, or of an institute, which is in none.

    >>> states_of("rail")
    ('follow', 'shelve', 'solved')
    """
    return GAP_STATES if chain else PARTNER_STATES


def standing(rows: Iterable[FollowUpsRow]) -> dict[tuple[str, str], FollowUpsRow]:
    """Return the follow-ups that count, by chain and what they are about; ``rows`` are in order of noting."""
    newest = {(row.chain or "", row.about): row for row in rows}
    return {key: row for key, row in newest.items() if row.state != DROPPED}


def add_follow_ups(new: Sequence[FollowUp], who: str, at: str) -> Callable[[RecordSet | None], RecordSet]:
    """Return the edit that adds follow-ups to their dataset.

    Args:
        new: the follow-ups.
        who: the person who notes them.
        at: when, ISO 8601.

    Raises:
        LoadError: a day does not begin with a year, or a note is too long.
    """
    for follow_up in new:
        if follow_up.day and not YEAR_PATTERN.match(follow_up.day):
            raise LoadError("fact_since", value=follow_up.day)
        if len(follow_up.note) > MAX_NOTE_CHARACTERS:
            raise LoadError("follow_note", most=MAX_NOTE_CHARACTERS, count=len(follow_up.note))

    def edit(before: RecordSet | None) -> RecordSet:
        records = before or RecordSet(dataset=FOLLOW_UPS)
        start = max((_number(node.id) for node in records.nodes), default=0) + 1
        nodes = [_node(follow_up, number, who, at) for number, follow_up in enumerate(new, start)]
        return replace(records, nodes=(*records.nodes, *nodes))

    return edit


def cleaned(follow_up: FollowUp) -> FollowUp:
    """Return a follow-up without unseen characters.

    >>> cleaned(FollowUp(state="follow", about="pv/cell", region="r", owner=" 张三 ")).owner
    '张三'
    """
    texts = {name: normalize_text(value) for name, value in vars(follow_up).items()}
    return FollowUp(**texts)


def _number(id_: str) -> int:
    return int(id_.rpartition(":")[2])


def _node(follow_up: FollowUp, number: int, who: str, at: str) -> Node:
    row = f"{number:06}"
    props: dict[str, Value] = {name: text for name, text in vars(follow_up).items() if text}
    return Node(
        id=f"{FOLLOW_UPS.id}:{row}",
        label=FOLLOW_UP_LABEL,
        row=statement_id(FOLLOW_UPS.id, row),
        props={**props, "dataset": FOLLOW_UPS.id, "who": who, "at": at},
        location=row,
    )
