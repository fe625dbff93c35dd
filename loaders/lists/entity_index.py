"""An index of the store's entities by name and code, so that a list's rows find them and nothing is there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.model.records import DEFAULT_SUPPLY_ROLES
from graph.model.schema_file import default_schema
from loaders.linking.compare import surest_match
from loaders.linking.institute_name import institute_block
from loaders.linking.org_name import name_key, normalise_name, parse_name
from loaders.linking.rules import SAME
from loaders.lists.classifier import SegmentClassifier
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow


@dataclass(frozen=True, kw_only=True)
class EntityIndex:
    """Entities by name, enterprises and bodies by credit code, segments by id and name.

    Args:
        named: label -> a name's form, that of a registered name by its parts -> ids.
        institutes: label -> what the short names of an institute share -> ids.
        names_of: id -> its names.
        codes: credit code -> id.
        code_of: id -> credit code.
        label_of: the label of every entity, by id.
        segments: id or name -> ids.
        supply_roles: segment id -> its own roles.
        classifier: of all segments.
    """

    named: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    institutes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    names_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    code_of: Mapping[str, str] = field(default_factory=dict)
    label_of: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    supply_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classifier: SegmentClassifier = field(default_factory=lambda: SegmentClassifier({}))

    @property
    def ids(self) -> Collection[str]:
        """Return the ids of all entities."""
        return self.label_of.keys()

    def role_at(self, segment: str, label: str) -> str:
        """Return the role of an organisation of a type at a segment where nobody states it."""
        return default_schema().node_type(label).role_at(self.supply_roles.get(segment, DEFAULT_SUPPLY_ROLES))

    def unique_match(self, label: str, name: str) -> str:
        """Return the id of the only entity of a label that is called so; "" when there is none, or several."""
        ids = self.named.get(label, {}).get(name_key(name), ())
        if not ids and (block := institute_block(parse_name(name))):
            near_ids = self.institutes.get(label, {}).get(block, ())
            ids = tuple(id_ for id_ in near_ids if surest_match((name,), self.names_of[id_]).outcome == SAME)
        return ids[0] if len(ids) == 1 else ""

    def organisation_match(self, name: str) -> str:
        """Return the id of the only organisation, of whatever type, that is called so; "" for none or several."""
        ids = {id_ for label in organisation_labels() if (id_ := self.unique_match(label, name))}
        return next(iter(ids)) if len(ids) == 1 else ""

    def rule_of_match(self, name: str, code: str, id_: str) -> str:
        """Return the rule by which a row with a name and a code is an entity that the index holds."""
        if code and self.codes.get(code) == id_:
            return "code"
        match = surest_match((name,), self.names_of.get(id_, ()))
        return match.rule if match.outcome == SAME else "name"


@cache
def organisation_labels() -> tuple[str, ...]:
    """Return the labels of what may be at a segment, a project left out."""
    ends = default_schema().edges["ACTIVE_IN"].endpoints
    return tuple(sorted({source for source, _ in ends} - {"Project"}))


def build_entity_index(entities: Iterable[NamesRow], segments: Sequence[SegmentsRow]) -> EntityIndex:
    """Build the index from rows of the store.

    Args:
        entities: the names of each entity, a row for each description.
        segments: a row for each chain of a segment.
    """
    named: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    codes: dict[str, str] = {}
    label_of: dict[str, str] = {}
    names_of: dict[str, dict[str, None]] = defaultdict(dict)
    institutes: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in entities:
        label_of[row.id] = row.label
        names_of[row.id] |= dict.fromkeys(filter(None, (row.name, *(row.aliases or ()))))
        for block in filter(None, map(institute_block, map(parse_name, names_of[row.id]))):
            institutes[row.label][block][row.id] = None
        for name in (row.name, *(alias for alias in row.aliases or () if parse_name(alias).is_whole)):
            named[row.label][name_key(str(name or ""))][row.id] = None
        if row.credit_code:
            codes.setdefault(row.credit_code, row.id)
    places: dict[str, dict[str, None]] = defaultdict(dict)
    chains: dict[str, set[str]] = defaultdict(set)
    for segment_row in segments:
        for text in (segment_row.segment_id, normalise_name(segment_row.segment)):
            places[text][segment_row.segment_id] = None
        chains[segment_row.segment_id].add(segment_row.chain_id)
    keywords = {segment_row.segment_id: placing_keywords(segment_row) for segment_row in segments}
    return EntityIndex(
        named=_ids_by_key(named),
        institutes=_ids_by_key(institutes),
        names_of={id_: tuple(names) for id_, names in names_of.items()},
        codes=codes,
        code_of={id_: code for code, id_ in codes.items()},
        label_of=label_of,
        segments={text: tuple(ids) for text, ids in places.items()},
        supply_roles={row.segment_id: row.supply_roles for row in segments if row.supply_roles},
        classifier=SegmentClassifier(
            keywords,
            chains={segment: frozenset(chains_of_segment) for segment, chains_of_segment in chains.items()},
            names={row.segment_id: row.segment for row in segments},
            chain_names={row.chain_id: row.chain for row in segments},
            services=[row.segment_id for row in segments if "service" in (row.supply_roles or ())],
        ),
    )


def placing_keywords(segment: SegmentsRow) -> tuple[str, ...]:
    """Return the words that place a company: those of the segment, and names of products of its companies."""
    return (*(segment.keywords or ()), *(segment.product_keywords or ()))


def _ids_by_key(found: Mapping[str, Mapping[str, Mapping[str, None]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {label: {key: tuple(ids) for key, ids in ids_of_key.items()} for label, ids_of_key in found.items()}
