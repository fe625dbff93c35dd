"""Names that may be one organisation's: found within small blocks, compared by the rules, left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations, groupby
from operator import itemgetter

from pypinyin import lazy_pinyin

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
CACHED_NAMES = 200_000


@lru_cache(CACHED_NAMES)
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


def likely_pairs(rows: Iterable[PartRow]) -> Iterator[PartRow]:
    """Yield the pairs of each block that may be one organisation; one that several blocks have, in the first of them.

    Args:
        rows: of ``BLOCK_SCHEMA``, sorted by block, id and name.
    """
    for block, members in groupby(rows, key=itemgetter("block")):
        compared = [(row, frozenset(block_keys(row["name"])), _record(row)) for row in members]
        for (left, left_keys, left_record), (right, right_keys, right_record) in combinations(compared, 2):
            if left["id"] != right["id"] and block == min(left_keys & right_keys):
                match = compare_pair(left_record, right_record)
                if match.outcome in (SAME, REVIEW):
                    yield {
                        "left": left["id"],
                        "right": right["id"],
                        "left_name": left["name"],
                        "right_name": right["name"],
                        "outcome": match.outcome,
                        "rule": match.rule,
                        "score": round(match.score, 3),
                    }


def _record(row: PartRow) -> OrgRecord:
    place = frozenset({row["district"]} if row["district"] else ())
    return OrgRecord(id=row["id"], label=row["label"], names=(row["name"],), code=row["code"], context=place)
