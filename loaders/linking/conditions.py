"""The conditions of the rules: what two names have in common, and what tells them apart. Each is symmetric."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz

from loaders.linking.institute_name import institute_parts
from loaders.linking.org_name import COMPANY, GROUP, OrgName
from loaders.linking.places import PROVINCE_AND_CITY, city_extent, differ_in_place, is_county, is_zone, without_unit

NEAR = 85.0  # likeness of 100: a lower one asks about more pairs that are two, a higher one misses misspelt names
# A short name shortens these, so a name that ends with one is whole: 南京大学 is no short 南京工业大学.
WHOLE_FORMS = ("大学", "学院", "研究所", "研究院", "医院", "协会", "学会", "联盟", "开发区", "园")
MAX_SHORTENED = 12  # characters: a longer name leaves little out
MIN_SHORTENED = 2  # characters of a short name: one character is in too many names


def are_related(a: OrgName, b: OrgName) -> bool:
    """Return whether two names have enough in common for a rule to speak of them."""
    return (
        similarity(a, b) >= NEAR
        or _is_beginning(a, b)
        or is_in_order(a, b)
        or phonetic_key(a.core) == phonetic_key(b.core)
        or a.match_key == b.match_key
        or is_short_institute(a, b)
    )


def similarity(a: OrgName, b: OrgName) -> float:
    """Return how alike the own words of two names are, 0 to 100; abbreviations written out make nobody more alike."""
    alike = fuzz.ratio(a.core, b.core)
    return min(alike, fuzz.ratio(a.normalised, b.normalised)) if a.abbreviated or b.abbreviated else alike


@lru_cache(maxsize=200_000)
def phonetic_key(core: str) -> str:
    """Return a name's core in pinyin, because typing by sound confuses words that sound alike."""
    return " ".join(lazy_pinyin(core))


def are_equal(a: OrgName, b: OrgName) -> bool:
    """Return whether two registered names are equal, but for marks."""
    return a.normalised == b.normalised and a.is_registered


def is_one_key(a: OrgName, b: OrgName) -> bool:
    """Return whether two registered names differ only in what tells nobody apart."""
    return a.match_key == b.match_key and a.is_registered


def differ_by_remark(a: OrgName, b: OrgName) -> bool:
    """Return whether a remark in brackets is among what differs."""
    return is_one_key(a, b) and a.remark != b.remark


def differ_by_province(a: OrgName, b: OrgName) -> bool:
    """Return whether one leaves out the province before its city."""
    return is_one_key(a, b) and a.regions != b.regions and a.own_regions == b.own_regions


def differ_by_abbreviation(a: OrgName, b: OrgName) -> bool:
    """Return whether one is written with usual abbreviations."""
    return is_one_key(a, b) and (a.abbreviated or b.abbreviated)


def lack_form(a: OrgName, b: OrgName) -> bool:
    """Return whether one leaves out only the form of the company; of a group it may be one of two companies."""
    less, more = (a, b) if not a.form else (b, a)
    same_words = less.core == more.core and less.bracketed == more.bracketed and less.branch == more.branch
    return less.is_whole_but_form and _is_plain_company(more) and same_words and a.own_regions == b.own_regions


def _is_plain_company(name: OrgName) -> bool:
    return name.form == COMPANY and not name.group


def is_short_institute(a: OrgName, b: OrgName) -> bool:
    """Return whether one name is an institute's by the first characters of its words: 长春应化所."""
    less, more = sorted((institute_parts(a), institute_parts(b)), key=lambda institute: len(institute.words))
    if not less.kind or less.kind != more.kind or a.bracketed != b.bracketed or less.owner != more.owner:
        return False
    if less.academy and more.academy and less.academy != more.academy:
        return False
    if less.words == more.words and less.academy == more.academy:
        return True
    known = bool(less.owner or (less.academy and more.academy)) and len(less.words) >= MIN_SHORTENED
    # 贵研所 takes its 研 from 研究所, so that stands behind the words of the whole name.
    return known and less.words[0] == more.words[0] and _in_order(less.words, f"{more.words}研究")


def numbers_differ(a: OrgName, b: OrgName) -> bool:
    """Return whether ordinals tell two bodies apart: 第一 and 第二; a short name may leave one out."""
    return a.numbers != b.numbers and bool((a.numbers and b.numbers) or (a.form and b.form))


def branches_differ(a: OrgName, b: OrgName) -> bool:
    """Return whether one is a branch, or they are two branches."""
    return a.branch != b.branch


def brackets_differ(a: OrgName, b: OrgName) -> bool:
    """Return whether brackets tell the names apart: a region in them names a subsidiary, one in front may not."""
    if not (a.form and b.form):
        return False
    return not (a.bracketed_places <= {*b.regions, *b.bracketed} and b.bracketed_places <= {*a.regions, *a.bracketed})


def kinds_differ(a: OrgName, b: OrgName) -> bool:
    """Return whether they are bodies of two kinds, however short these are written."""
    return bool(a.bodies and b.bodies) and a.bodies.isdisjoint(b.bodies)


def differ_by_group(a: OrgName, b: OrgName) -> bool:
    """Return whether 集团 alone tells them apart, or the form of a group's company."""
    return a.core == b.core and bool(a.form and b.form) and a.group_form != b.group_form


def differ_by_bracket(a: OrgName, b: OrgName) -> bool:
    """Return whether brackets tell them apart."""
    return a.core == b.core and bool(a.form and b.form) and a.bracketed != b.bracketed


def differ_by_kind(a: OrgName, b: OrgName) -> bool:
    """Return whether the kind of body tells them apart, and one is a company."""
    return a.core == b.core and bool(a.form and b.form) and a.form != b.form


def differ_by_region(a: OrgName, b: OrgName) -> bool:
    """Return whether the own words are equal, whatever regions they state."""
    return a.core == b.core and bool(a.form and b.form)


def is_short(a: OrgName, b: OrgName) -> bool:
    """Return whether one name, with or without a form, begins the other."""
    return a.core == b.core or _is_beginning(a, b)


def _is_beginning(a: OrgName, b: OrgName) -> bool:
    """Return whether one name's core begins the other's: 天合 and 天合光能."""
    less, more = sorted((a.core, b.core), key=len)
    return len(less) >= MIN_SHORTENED and more.startswith(less) and (not a.form or not b.form)


def is_in_order(a: OrgName, b: OrgName) -> bool:
    """Return whether the characters of a short name stand in order in the other's: 强力新材."""
    return _shortens(a, b) or _shortens(b, a) or _is_number_of(a, b)


def _is_number_of(a: OrgName, b: OrgName) -> bool:
    """Return whether one is an institute of which only the number is said: 725所."""
    numbers = a.numbers == b.numbers and bool(a.numbers) and not a.bodies.isdisjoint(b.bodies)
    return numbers and f"第{a.numbers[0]}" in (a.core, b.core)


def _shortens(less: OrgName, more: OrgName) -> bool:
    if less.form == COMPANY or not len(less.normalised) < len(more.normalised):
        return False
    short = own_characters(less.normalised)
    return bool(short) and _in_order(short, more.normalised)


@lru_cache(maxsize=200_000)
def own_characters(name: str) -> str:
    """Return the characters of a short name that must stand in the whole one; "" for a name that is no short one.

    >>> own_characters("裕兴股份"), own_characters("常州大学")
    ('裕兴', '')
    """
    if len(name) > MAX_SHORTENED or name.endswith(WHOLE_FORMS):
        return ""
    bare = name.removesuffix("股份").removesuffix(GROUP)
    return next((text for text in (bare, name) if len(text) >= MIN_SHORTENED), "")


def _in_order(short: str, long: str) -> bool:
    characters = iter(long)
    return all(character in characters for character in short)


def is_near(a: OrgName, b: OrgName) -> bool:
    """Return whether the own words are alike."""
    return similarity(a, b) >= NEAR


def sound_alike(a: OrgName, b: OrgName) -> bool:
    """Return whether the own words sound alike."""
    return phonetic_key(a.core) == phonetic_key(b.core)


def regions_contradict(a: OrgName, b: OrgName) -> bool:
    """Return whether both names state a region, and neither lies within the other's.

    A county says nothing against a city, because which counties a city has is not known here.

    >>> from loaders.linking.org_name import parse_name
    >>> regions_contradict(parse_name("吉林省甲乙有限公司"), parse_name("吉林市甲乙有限公司"))
    True
    >>> regions_contradict(parse_name("江苏甲乙有限公司"), parse_name("常州甲乙"))
    False
    """
    ours, theirs = ({*name.regions, *name.bracketed_places} for name in (a, b))
    return (
        _are_apart(*(frozenset().union(*map(city_extent, stated)) for stated in (ours, theirs)))
        or _are_apart(
            *(frozenset(without_unit(place) for place in stated if is_county(place)) for stated in (ours, theirs))
        )
        or differ_in_place(a.core, b.core)
        or _differ_in_level(a, b)
    )


def _differ_in_level(a: OrgName, b: OrgName) -> bool:
    """Return whether they are bodies of two levels: a province's and a city's, a city's and a district's."""
    ours, theirs = ([region for region in name.own_regions if not is_zone(region)] for name in (a, b))
    told = bool(a.bodies and b.bodies and ours and theirs) and PROVINCE_AND_CITY.isdisjoint((*ours, *theirs))
    return told and ours != theirs


def _are_apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours and theirs) and ours.isdisjoint(theirs)
