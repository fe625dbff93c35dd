"""Which rows are one organisation: equal codes and whole names, what the store knows already, and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from loaders.companies.parts import PartRow
from loaders.linking.compare import surest_match
from loaders.linking.linker import Linker
from loaders.linking.own_rows import one_of_name
from loaders.lists.entity_index import EntityIndex
from loaders.lists.transform import SEVERAL_CODES

NO_ENTITY = (-1, "")
JUDGEMENT = "judgement"  # the rule of a join by a person's judgement alone


def known_organisations(rows: Iterable[PartRow]) -> dict[str, tuple[int, str]]:
    """Return who in the store a row's own id is; where its rows say several, the last row counts.

    Args:
        rows: of ``shared.sql``, sorted by key; a name with several codes is nobody's.

    Returns:
        own id -> the number of that row, and the entity.
    """
    known: dict[str, tuple[int, str]] = {}
    for _, group in groupby(rows, key=itemgetter("name_key")):
        members = list(group)
        has_several = len({row["code"] for row in members} - {""}) >= SEVERAL_CODES
        for row in members:
            entity = row["by_code"] or ("" if has_several else row["by_name"])
            if entity and entity != row["id"]:
                known[row["id"]] = max(known.get(row["id"], NO_ENTITY), (row["last"], entity))
    return known


def joined_ids(rows: Iterable[PartRow], known: Mapping[str, tuple[int, str]], index: EntityIndex) -> Iterator[PartRow]:
    """Yield what each own id of another organisation is joined to, and by which rule, as a list's own rows are.

    Args:
        rows: of ``shared.sql``, sorted by key, label and number.
        known: own id -> the last row's number and the entity that it is.
        index: the entities that the store knows.
    """
    same = {id_: entity for id_, (_, entity) in known.items()}
    for _, group in groupby(rows, key=itemgetter("name_key", "label")):
        names: dict[str, PartRow] = {row["id"]: row for row in group if row["id"]}
        target = one_of_name({id_: row["name"] for id_, row in names.items()}, same) if names else ""
        for id_, row in names.items():
            entity = target or same.get(id_, "")
            if entity and entity != id_:
                yield {"id": id_, "organisation": entity, "rule": _rule(row, entity, names, index)}


def judged_joins(joined: Iterable[PartRow], linker: Linker) -> Iterator[PartRow]:
    """Yield the joins as judgements have them: they come before the rules, as for the rows of a list.

    Those by judgements alone are of every id that is judged, whether or not a row has it.
    """
    by_rule = {row["id"]: row for row in joined}
    for id_, row in by_rule.items():
        is_apart = linker.negative_judgement(id_, row["organisation"]) is not None
        organisation = linker.canonical_id(id_ if is_apart else row["organisation"])
        if organisation != id_:
            yield {**row, "organisation": organisation, "rule": JUDGEMENT if is_apart else row["rule"]}
    for id_ in sorted((linker.clusters.keys() | linker.moved.keys()) - by_rule.keys()):
        if (organisation := linker.canonical_id(id_)) != id_:
            yield {"id": id_, "organisation": organisation, "rule": JUDGEMENT}


def _rule(row: PartRow, organisation: str, names: Mapping[str, PartRow], index: EntityIndex) -> str:
    if organisation in index.ids:
        return index.rule_of_match(row["name"], row["code"], organisation)
    return surest_match((row["name"],), (names[organisation]["name"],)).rule
