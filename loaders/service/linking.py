"""Entity resolution for users: pairs that may be one, explanations, and judgements of pairs and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from graph.model.errors import UsageError
from graph.model.normalize import normalize_text
from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.history.event import LoadContext
from loaders.linking.candidates import CandidatePair, candidate_pairs, sureness
from loaders.linking.compare import MatchResult, OrgRecord, compare_pair
from loaders.linking.judgements import Judgement, stored_judgements
from loaders.linking.link_state import LinkState, fetch_link_state
from loaders.linking.linker import Linker
from loaders.linking.org_name import name_key
from loaders.linking.rules import REVIEW
from loaders.pipeline import judge
from loaders.report import LoadReport
from queries.rows.chains import IdentityLeadsRow
from queries.rows.quality import NamesRow, SeatsRow, StatementRow
from queries.run import fetch_rows

PAIRED, SINGLE = ("same", "different", "open"), ("confirmed", "wrong", "open")


def organisation_labels() -> frozenset[str]:
    """Return the labels of entities that may be known under several names."""
    return holder_labels() - {"Project"}


def holder_labels() -> frozenset[str]:
    """Return the labels of entities that may hold a segment."""
    return frozenset(source for source, _ in default_schema().edges["ACTIVE_IN"].endpoints)


def org_records(store: Store) -> list[OrgRecord]:
    """Return every holder of segments, organisation or not, with all its names and codes, and its places."""
    labels: dict[str, str] = {}
    codes: dict[str, str] = {}
    names: dict[str, dict[str, None]] = defaultdict(dict)
    context: dict[str, set[str]] = defaultdict(set)
    for seat in fetch_rows(store, SeatsRow):
        context[seat.id].add(seat.place)
    for row in fetch_rows(store, NamesRow):
        if row.label in holder_labels():
            labels[row.id] = row.label
            names[row.id] |= dict.fromkeys([row.name, *(row.aliases or ())])
            codes[row.id] = row.credit_code or codes.get(row.id, "")
            context[row.id] |= set(filter(None, (row.district, row.city, row.park)))
    return [
        OrgRecord(id=id_, label=label, names=tuple(names[id_]), code=codes[id_], context=frozenset(context[id_]))
        for id_, label in labels.items()
    ]


def current_linker(store: Store) -> Linker:
    """Return a linker of the judgements in force."""
    return fetch_link_state(store.read).linker


def open_candidate_pairs(
    store: Store, of: Collection[str] = (), records: Sequence[OrgRecord] | None = None
) -> list[CandidatePair]:
    """Return the pairs that a person has to judge, the likeliest first; of some entities, or of all.

    They are those that rules cannot decide, and those of which a lead says that they may be one. Projects have no names
    of their own, so only leads speak of them.

    Args:
        store: the store.
        of: only pairs with one of these ids; none: all.
        records: the names to look at; None: all. Fewer are quicker, but a short name that stands for too many of the
            others is not noticed.
    """
    records, linker = org_records(store) if records is None else records, current_linker(store)
    named = [record for record in records if record.label in organisation_labels()]
    pairs = candidate_pairs(named, linker, of)
    found = {pair.ids for pair in pairs}
    led = (
        pair
        for pair in _lead_pairs(store, records, of)
        if pair.ids not in found and not linker.is_judged(pair.left.id, pair.right.id)
    )
    return sorted([*pairs, *led], key=sureness)


def _lead_pairs(store: Store, records: Iterable[OrgRecord], of: Collection[str]) -> Iterator[CandidatePair]:
    """Yield the holders that leads of reason identity name together, each pair once."""
    by_id = {record.id: record for record in records}
    named = (dict.fromkeys(row.about_ids) for row in fetch_rows(store, IdentityLeadsRow))
    ids = (pair for together in named for pair in combinations(together, 2))
    for left, right in dict.fromkeys(ids):
        if left in by_id and right in by_id and (not of or left in of or right in of):
            match = replace(compare_pair(by_id[left], by_id[right]), outcome=REVIEW, rule="lead")
            yield CandidatePair(by_id[left], by_id[right], match)


def current_judgements(store: Store) -> list[Judgement]:
    """Return the judgements in force, the newest first."""
    return sorted(current_linker(store).live.values(), key=lambda judgement: judgement.id, reverse=True)


def submit_judgements(store: Store, new: Sequence[Judgement], principal: Principal) -> LoadReport:
    """Decide, all in one: what follows for every loaded dataset is there afterwards.

    Raises:
        AccessDeniedError: the person may not judge.
        UsageError: no verdict for such a thing, nobody decides, or an id is unknown.
        LoadError: the decisions contradict each other or older ones.
    """
    who = principal.required_signature()
    rows = fetch_rows(store, NamesRow) if any(judgement.verdict == "same" for judgement in new) else []
    stands = {_own(row): row.id for row in rows} | {row.id: row.id for row in rows}
    resolved = [_meant(judgement, stands) for judgement in new]
    for judgement in resolved:
        verdicts = PAIRED if judgement.right else SINGLE
        if judgement.verdict in verdicts and judgement.left == judgement.right:
            raise UsageError("same_already", id=judgement.left)
        if judgement.verdict not in verdicts:
            raise UsageError("verdict_unknown", value=judgement.verdict, known=list(verdicts))
        if not judgement.right and not statement(store, judgement.left):
            raise UsageError("statement_unknown", id=judgement.left)
    with principal.acting(
        Permission.JUDGE, ", ".join(f"{one.left} {one.verdict} {one.right}".strip() for one in resolved)
    ):
        return judge(store, resolved, LoadContext(who=who, action="decide"))


def overruled_judgements(store: Store, new: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements that the newest ones of the same pairs and statements contradict, to tell who made them.

    Two people may decide opposite things within seconds. The later one counts, and must learn of the earlier one.
    """
    made: dict[frozenset[str], list[Judgement]] = defaultdict(list)
    for judgement in stored_judgements(store.read):
        made[judgement.about].append(judgement)
    last_two = [made[judgement.about][-2:] for judgement in new]
    return [two[0] for two in last_two if len(two) == 2 and "open" not in _verdicts(two) and len(_verdicts(two)) == 2]


def _verdicts(judgements: Iterable[Judgement]) -> set[str]:
    return {judgement.verdict for judgement in judgements}


def _meant(judgement: Judgement, stands: Mapping[str, str]) -> Judgement:
    """Return a judgement without unseen characters; one of two the same refers to what their rows are linked to."""
    left, right, reason = map(normalize_text, (judgement.left, judgement.right, judgement.reason))
    if judgement.verdict == "same":
        left, right = stands.get(left, left), stands.get(right, right)
    return replace(judgement, left=left, right=right, reason=reason)


def statement(store: Store, id_: str) -> StatementRow | None:
    """Return a statement by its id, with its ends; None when there is none."""
    return next(iter(fetch_rows(store, StatementRow, id=id_)), None)


def resolve_organisation(store: Store, text: str) -> str:
    """Return the id of an organisation by id or by a name that only one has; also a list row's own id.

    Raises:
        UsageError: nobody, or several.
    """
    rows = fetch_rows(store, NamesRow)
    if any(text in (row.id, _own(row)) for row in rows):
        return text
    matching_rows = _rows_of(rows, text)
    if not matching_rows:
        raise UsageError("entity_unknown", text=text)
    return _one_of(text, matching_rows)


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A row of a dataset about an organisation: its own id, its name and code."""

    dataset: str
    title: str
    own: str
    name: str
    code: str


@dataclass(frozen=True, kw_only=True)
class LinkExplanation:
    """The reasons why two are one, or are not: their ids, decisions, rows of both, what the rules say.

    ``decisions`` are in force; ``earlier`` are those of the pair that a later one has overruled, the newest first.
    """

    left: str
    right: str
    decisions: tuple[Judgement, ...]
    earlier: tuple[Judgement, ...]
    rows: tuple[SourceRow, ...]
    match: MatchResult

    @property
    def same(self) -> bool:
        """Return whether they stand as one."""
        return self.left == self.right


def explain_link(store: Store, left: str, right: str) -> LinkExplanation:
    """Explain.

    Args:
        store: the store.
        left, right: ids or names.

    Raises:
        UsageError: nobody is called so, or several are.
    """
    state = fetch_link_state(store.read)
    linker = state.linker
    names = [row for row in fetch_rows(store, NamesRow) if row.label in organisation_labels()]
    ours, theirs = _rows_of(names, left), _rows_of(names, right)
    for text, side in ((left, ours), (right, theirs)):
        if not side:
            raise UsageError("entity_unknown", text=text)
    ids = [_one_of(text, side) for text, side in ((left, ours), (right, theirs))]
    way = next(
        (way for id_ in _ids(ours) for other_side_id in _ids(theirs) if (way := linker.explain(id_, other_side_id))), []
    )
    apart = linker.negative_judgement(*ids) if ids[0] != ids[1] else None
    rows = {row.statement: row for side in (ours, theirs) for row in side}
    shown = [
        SourceRow(dataset=row.dataset, title=row.title, own=_own(row), name=row.name, code=row.credit_code or "")
        for row in rows.values()
    ]
    sides = (
        _party(_alone(side, other_side), text)
        for side, other_side, text in ((ours, theirs, left), (theirs, ours, right))
    )
    decisions = tuple(way or ([apart] if apart else ()))
    return LinkExplanation(
        left=ids[0],
        right=ids[1],
        decisions=decisions,
        earlier=tuple(_overruled(state, _ids(ours), _ids(theirs), decisions)),
        rows=tuple(shown),
        match=compare_pair(*sides),
    )


def _overruled(
    state: LinkState, ours: Collection[str], theirs: Collection[str], decisions: Collection[Judgement]
) -> Iterator[Judgement]:
    """Yield the judgements between two sides that are not in force, the newest first."""
    in_force = {judgement.id for judgement in decisions}
    for judgement in reversed(state.judgements):
        ends = (judgement.left, judgement.right)
        between = any(left in ours and right in theirs for left, right in (ends, ends[::-1]))
        if between and judgement.id not in in_force and judgement.verdict != "open":
            yield judgement


def _rows_of(names: Sequence[NamesRow], text: str) -> list[NamesRow]:
    """Return the rows of an id, of a row's own id, or of a name."""
    by_id = [row for row in names if text in (row.id, _own(row))]
    exact = [row for row in names if row.name == text]
    key = name_key(text)
    called = [row for row in names if key and key in map(name_key, (row.name, *(row.aliases or ())))]
    return by_id or exact or called


def _alone(rows: Sequence[NamesRow], other_rows: Sequence[NamesRow]) -> Sequence[NamesRow]:
    """Return the rows that the other side lacks, because a row is no reason to be the same as itself."""
    return [row for row in rows if row not in other_rows] or rows


def _ids(rows: Sequence[NamesRow]) -> list[str]:
    """Return the ids by which judgements may refer to the entities that rows describe."""
    return list(dict.fromkeys(id_ for row in rows for id_ in (row.id, _own(row))))


def _own(row: NamesRow) -> str:
    return row.statement.partition("/")[2].partition("#")[0]


def _one_of(text: str, rows: Sequence[NamesRow]) -> str:
    ids = sorted({row.id for row in rows})
    if len(ids) > 1:
        raise UsageError("entity_ambiguous", text=text, hits=ids)
    return str(ids[0])


def _party(rows: Sequence[NamesRow], text: str) -> OrgRecord:
    """Return a side of a pair as its own rows describe it, under the name that was asked for first."""
    names = dict.fromkeys(name for row in rows for name in (row.name, *(row.aliases or ())))
    asked = [name for name in names if name_key(name) == name_key(text)] or list(names)
    code = next((row.credit_code for row in rows if row.credit_code), "")
    return OrgRecord(id=rows[0].id, label=rows[0].label, names=tuple(asked), code=code)
