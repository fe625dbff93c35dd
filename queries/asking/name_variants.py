"""The shorter forms by which people call an organisation, a chain or a segment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

PARENTHESES = re.compile(r"[(（][^)）]*[)）]")
QUESTION_PUNCTUATION = re.compile(r"[\s,.;:!?，。；：！？、…·•~—－\-()（）\"'“”‘’《》【】「」\[\]<>]+")
LEGAL_FORM = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|集团股份有限公司|有限公司|股份公司|集团公司|集团|公司)$"
)
GROUP_COMPANY = re.compile(r"集团(股份|有限责任)?(有限)?公司$")  # 东风农机集团有限公司 is 东风农机集团 in speech
SEAT_PREFIX = re.compile(r"^(中国|江苏省?|[\u4e00-\u9fff]{2,3}市)")
LEVEL_PREFIX = re.compile(r"^[\u4e00-\u9fff]{2}(?=[省市])")  # 江苏省石墨烯创新中心 is 省石墨烯创新中心 at home
# 武进国家高新技术产业开发区 is 武进高新区 or 武高新 in speech.
HIGH_TECH_ZONE = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])(?:国家|省级)?高新(?:技术产业开发)?区$")
ACADEMY, ACADEMY_SHORT = "中国科学院", "中科院"
INSTITUTE = re.compile("研究所$")  # 中国科学院金属研究所 is 中科院金属所 in speech
LISTED_PARTS = re.compile(r"[/／、]|(?:与|及)")
MIN_LENGTH = 2  # characters of a variant; a single one would be found in every question


def fold(text: str) -> str:
    """Return a text as questions are compared: full-width forms, case, blanks and punctuation do not matter.

    >>> fold("ＡＢＢ “中国”")
    'abb中国'
    """
    bare = QUESTION_PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return QUESTION_PUNCTUATION.sub("", unicodedata.normalize("NFKC", bare))


def name_variants(name: str, seats: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield shorter forms of an organisation's name, without itself, folded.

    Args:
        name: the name as the graph writes it.
        seats: names of the region, which local organisations often leave out.

    >>> sorted(name_variants("江苏恒立液压股份有限公司"))
    ['恒立液压', '恒立液压股份有限公司', '江苏恒立液压']
    """
    whole = fold(name)
    bare = fold(PARENTHESES.sub("", unicodedata.normalize("NFKC", name)))
    short = LEGAL_FORM.sub("", LEGAL_FORM.sub("", bare))
    forms = {bare, short, GROUP_COMPANY.sub("集团", bare)}
    for form in (bare, short):
        forms.update(form.removeprefix(seat) for seat in seats)
        forms |= {SEAT_PREFIX.sub("", form), LEVEL_PREFIX.sub("", form)}
    if zone := HIGH_TECH_ZONE.match(bare):
        forms |= {f"{zone[1]}高新", f"{zone[1]}{zone[2]}高新区"}
    if bare.startswith(ACADEMY):
        forms |= {form.replace(ACADEMY, ACADEMY_SHORT) for form in (bare, INSTITUTE.sub("所", bare))}
    yield from (form for form in forms if form != whole and len(form) > MIN_LENGTH)


def name_parts(name: str) -> Iterator[str]:
    """Yield the parts of the name of a chain or segment that lists several things, folded.

    >>> sorted(name_parts("石墨烯/碳材料"))
    ['石墨烯', '碳材料']
    """
    whole = unicodedata.normalize("NFKC", name)
    inner = [match[0][1:-1] for match in PARENTHESES.finditer(whole)]
    for text in (PARENTHESES.sub("", whole), *inner):
        yield from (fold(part) for part in LISTED_PARTS.split(text) if len(part) >= MIN_LENGTH)
