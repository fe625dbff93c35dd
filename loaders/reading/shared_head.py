"""Names that share their last noun: 云岭、青山国家实验室 are 云岭国家实验室 and 青山国家实验室."""

from __future__ import annotations

import re

from loaders.reading.vocabulary import Vocabulary

CONJUNCTION_MARK = re.compile("[、和与及]")
SEAT = re.compile("[省市区县州]$")  # 济南、青岛市人民政府: each has a city's government
NO_SHARED_HEAD = frozenset(("Group", "Technology", "Region"))


def whole_name(name: str, kind: str, vocabulary: Vocabulary) -> str:
    """Return the whole name of the first of two things that share their head.

    Args:
        name: from the first one's own words to the shared head, or a name of one thing.
        kind: its type.
        vocabulary: the heads.

    >>> from loaders.reading.vocabulary import read_vocabulary
    >>> whole_name("云岭、青山国家实验室", "Platform", read_vocabulary())
    '云岭国家实验室'
    >>> whole_name("甲州、乙州市人民政府", "Authority", read_vocabulary())
    '甲州市人民政府'
    """
    parts = re.split(CONJUNCTION_MARK, name, maxsplit=1)
    if kind in NO_SHARED_HEAD or len(parts) == 1 or "“" in parts[0] or len(vocabulary.head(parts[0])) > 1:
        return name
    head = vocabulary.head(name)
    seat = SEAT.search(name[: len(name) - len(head)])
    return parts[0] + (seat[0] if seat else "") + head if head else name
