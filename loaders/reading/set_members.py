"""The members that are named right before the size of a set: 甲园、乙园和丙园等6家园区."""

from __future__ import annotations

import re
from functools import cache

from loaders.reading.figures import any_of
from loaders.reading.measures import change_verb, indicator_words, strip_lead

LONGEST_LIST_OF_MEMBERS = 400  # characters
LONGEST_MEMBER = 32  # characters
MEMBER_STOP = re.compile("[，。；！？：,;:]")
ANOTHER_SET = re.compile("等[0-9二两三四五六七八九十][^、]{1,14}(?:和|、|以及|与)")
MARK = re.compile("、(?![^（(]*[）)])")
AND = re.compile("和|与|以及|及")


def members_before(text: str, end: int, verbs: str) -> tuple[int, tuple[str, ...]]:
    """Return where the members begin that are named right before a place, and their names; else that place and none.

    >>> members_before("深入实施强基、提质两大行动", 9, "实施")
    (4, ('强基', '提质'))

    Args:
        text: the passage's.
        end: where the words for the set begin.
        verbs: a pattern of the verbs that stand before the first member, beside those of a change.
    """
    start = _start(text, end, verbs)
    listed = text[start:end].removesuffix("等")
    names = [] if change_verb(listed) or listed.endswith(("和", "与", "及")) else _names(listed)
    if len(names) < 2 or any(len(name) > LONGEST_MEMBER for name in names):
        return end, ()
    return start, tuple(names)


def _start(text: str, end: int, verbs: str) -> int:
    """Return where the first member begins: behind the verb, which is before the first mark."""
    lowest = max(0, end - LONGEST_LIST_OF_MEMBERS)
    start = max((stop.end() for stop in MEMBER_STOP.finditer(text, lowest, end)), default=lowest)
    start = max((other.end() for other in ANOTHER_SET.finditer(text, start, end)), default=start)
    start = end - len(strip_lead(text[start:end]))
    mark = text.find("、", start, end)
    first = end if mark < 0 else mark
    return max((verb.end() for verb in _verb(verbs).finditer(text, start, first)), default=start)


def _names(listed: str) -> list[str]:
    """Return the names of a list. 和 parts two only if they end alike: 甲园和乙园, but not 能源和储能基地.

    >>> _names("甲园和乙园、丙中心"), _names("动力和储能基地、丙中心")
    (['甲园', '乙园', '丙中心'], ['动力和储能基地', '丙中心'])
    """
    parts = MARK.split(listed)
    if len(parts) == 1:
        return [name for name in AND.split(listed) if name]
    return [name for part in parts for name in _joined(part) if name]


def _joined(part: str) -> list[str]:
    names = AND.split(part)
    return names if len({name[-1:] for name in names}) == 1 else [part]


@cache
def _verb(verbs: str) -> re.Pattern[str]:
    return re.compile(f"{any_of(indicator_words().change)}|{verbs}")
