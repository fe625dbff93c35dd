"""Names that may be one organisation's: found within small blocks, compared by the rules, left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, groupby
from operator import attrgetter, itemgetter

from pypinyin import lazy_pinyin

from loaders.companies.known import KnownState
from loaders.companies.parts import PartRow
from loaders.linking.compare import OrgRecord, compare_pair
from loaders.linking.institute_name import institute_block
from loaders.linking.org_name import parse_name
from loaders.linking.rules import REVIEW, SAME

BRAND = 4  # characters of the own words: a brand with the beginning of its trade, rarely shared among millions
HALF = BRAND // 2
# Names in a block that are still compared pair by pair: at most 1,225 pairs, some milliseconds. A beginning that more
# names share says too little of them.
MAX_BLOCK_NAMES = 50
WIDER_BLOCKS = "~^><"  # hold all names of a block "=", so that its pairs are compared there alone


def block_keys(text: str) -> tuple[str, ...]:
    """Return the blocks of a name. Two names share one if they differ in one half of their first four characters.

    >>> block_keys("常州天合光能科技有限公司")
    ('=天合光能科技', '~tian he guang neng ke ji', '^天合光能', '>光能科技', '<天合科技')
    """
    name = parse_name(text)
    core = name.core
    keys = [f"={core}", "~" + " ".join(map(_sound, core))]
    if len(core) >= BRAND:
        keys += [f"^{core[:BRAND]}", f">{core[HALF : HALF + BRAND]}", f"<{core[:HALF]}{core[BRAND : BRAND + HALF]}"]
    if block := institute_block(name):
        keys.append(f"|{block}")
    return tuple(dict.fromkeys(keys))


@cache
def _sound(character: str) -> str:
    """Return a character's first reading: for whole names, words tell it better, but take 60 microseconds each."""
    return lazy_pinyin(character)[0]


def likely_pairs(rows: Iterable[PartRow], organisation_of: Mapping[str, str], known: KnownState) -> Iterator[PartRow]:
    """Yield the pairs of each block that may be one organisation; one that several blocks have, more than once.

    Args:
        rows: of ``BLOCK_SCHEMA``, sorted by block, id and name.
        organisation_of: own id -> the organisation that it is joined to.
        known: the judgements, and the codes of organisations.
    """
    for block, members in groupby(rows, key=itemgetter("block")):
        records = (_record(row, organisation_of, known) for row in members)
        compared = [(record, parse_name(record.names[0]).core) for record in records]
        for (left, left_core), (right, right_core) in combinations(compared, 2):
            if left.id == right.id or (left_core == right_core and block[0] in WIDER_BLOCKS):
                continue
            match = compare_pair(left, right)
            if match.outcome in (SAME, REVIEW) and not known.linker.is_judged(left.id, right.id):
                first, second = sorted((left, right), key=attrgetter("id"))
                yield {
                    "left_id": first.id,
                    "right_id": second.id,
                    "left_name": first.names[0],
                    "right_name": second.names[0],
                    "outcome": match.outcome,
                    "rule": match.rule,
                    "score": round(match.score, 3),
                }


def _record(row: PartRow, organisation_of: Mapping[str, str], known: KnownState) -> OrgRecord:
    place = frozenset({row["district"]} if row["district"] else ())
    id_ = organisation_of.get(row["id"], row["id"])
    code = row["code"] or known.code_of(id_)
    return OrgRecord(id=id_, label=row["label"], names=(row["name"],), code=code, context=place)
