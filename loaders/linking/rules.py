"""The rules by which two names are joined, told apart, or left to a person: one table, read from the top.

The report of a load, the page of rules and the texts are made from it. The rules are those that held on labelled pairs
(see benchmarks/linking.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loaders.linking import conditions
from loaders.linking.org_name import OrgName

SAME, REVIEW, DIFFERENT, NONE = "same", "review", "different", ""


@dataclass(frozen=True)
class Rule:
    """A reason to join two names, to tell them apart, or to ask.

    Attributes:
        name: the key of its texts.
        outcome: same, different or review.
        doc: the rule in a sentence.
        holds: whether it applies to two names; it is symmetric.
        example: two names to which it applies, and no rule above it.
    """

    name: str
    outcome: str
    doc: str
    holds: Callable[[OrgName, OrgName], bool]
    example: tuple[str, str]


RULES = (
    Rule(
        "name",
        SAME,
        "The whole registered names are equal, but for blanks, dots, case and full width.",
        conditions.are_equal,
        ("博世（中国）投资有限公司", "博世(中国) 投资有限公司"),
    ),
    Rule(
        "remark",
        SAME,
        "Only a remark in brackets behind the registered name differs; a place there is no remark.",
        conditions.differ_by_remark,
        ("江苏天赐高新材料有限公司", "江苏天赐高新材料有限公司（一期）"),
    ),
    Rule(
        "province",
        SAME,
        "Only the province before its city is left out.",
        conditions.differ_by_province,
        ("江苏省常州市宏大电机有限公司", "常州宏大电机有限公司"),
    ),
    Rule(
        "abbreviation",
        SAME,
        "Only usual abbreviations of bodies, or the way of writing a number, differ.",
        conditions.differ_by_abbreviation,
        ("中国电子科技集团公司第四十八研究所", "中电科48所"),
    ),
    Rule(
        "form",
        SAME,
        "Only the form of the company differs, or 省, 市, 区 behind a place.",
        conditions.is_one_key,
        ("常州市宏大电机有限公司", "常州宏大电机有限责任公司"),
    ),
    Rule(
        "number",
        DIFFERENT,
        "The numbers differ.",
        conditions.numbers_differ,
        ("中国电子科技集团公司第四十七研究所", "中国电子科技集团公司第四十八研究所"),
    ),
    Rule(
        "branch",
        DIFFERENT,
        "One is a branch of the other, or they are two branches.",
        conditions.branches_differ,
        ("华为技术有限公司", "华为技术有限公司苏州分公司"),
    ),
    Rule(
        "seat",
        DIFFERENT,
        "A place in brackets names a subsidiary.",
        conditions.brackets_differ,
        ("中航锂电（洛阳）有限公司", "中航锂电有限公司"),
    ),
    Rule("body", DIFFERENT, "They are bodies of two kinds.", conditions.kinds_differ, ("光伏工程中心", "光伏实验室")),
    Rule(
        "place",
        DIFFERENT,
        "Each states a region, and neither lies within the other; so does no short name join two regions.",
        conditions.regions_contradict,
        ("常州宏大电机有限公司", "无锡宏大电机"),
    ),
    Rule(
        "dropped",
        SAME,
        "Only the form of the company is left out; region and own words are equal.",
        conditions.lack_form,
        ("常州天合光能有限公司", "常州天合光能"),
    ),
    Rule(
        "institute",
        SAME,
        "One is the other's usual short name: equal region and kind, first characters of the words in order.",
        conditions.is_short_institute,
        ("中国科学院长春应用化学研究所", "长春应化所"),
    ),
    Rule(
        "group",
        REVIEW,
        "Only 集团 differs, or a group is 有限 in one and 股份 in the other: often a holding and its company.",
        conditions.differ_by_group,
        ("东风汽车集团有限公司", "东风汽车集团股份有限公司"),
    ),
    Rule(
        "bracket",
        REVIEW,
        "Only what stands in brackets differs.",
        conditions.differ_by_bracket,
        ("博世（中国）投资有限公司", "博世投资有限公司"),
    ),
    Rule(
        "kind",
        REVIEW,
        "Only the kind of company or body differs.",
        conditions.differ_by_kind,
        ("某某股份有限公司", "某某总公司"),
    ),
    Rule(
        "region",
        REVIEW,
        "One leaves the region out, or states a wider one.",
        conditions.differ_by_region,
        ("常州天合光能有限公司", "天合光能有限公司"),
    ),
    Rule("short", REVIEW, "One begins with the other.", conditions.is_short, ("天合光能", "天合光能股份有限公司")),
    Rule(
        "order",
        REVIEW,
        "The characters of a short name stand in order in the other.",
        conditions.is_in_order,
        ("强力新材", "常州强力电子新材料股份有限公司"),
    ),
    Rule(
        "near",
        REVIEW,
        "The own words are alike.",
        conditions.is_near,
        ("天目湖先进储能技术研究院", "天目湖先进储能研究院"),
    ),
    Rule(
        "sound",
        REVIEW,
        "The own words sound alike.",
        conditions.sound_alike,
        ("江苏恒立液压有限公司", "江苏恒力液压有限公司"),
    ),
)
