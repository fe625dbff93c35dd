"""Which pairs are surely one, surely two, or for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linking import is_held_out, labelled_pairs
from loaders.linking.compare import OrgRecord, compare_names, compare_pair
from loaders.linking.conditions import regions_contradict
from loaders.linking.org_name import name_key, parse_name
from loaders.linking.rules import DIFFERENT, NONE, REVIEW, RULES, SAME, Rule
from tests.support.profiles import budget
from ui.text import LANGUAGES, words


@pytest.mark.parametrize(
    ("left", "right", "outcome", "rule"),
    [
        ("博世（中国）投资有限公司", "博世(中国) 投资有限公司", SAME, "name"),
        ("常州市宏大电机有限公司", "常州宏大电机有限责任公司", SAME, "form"),
        ("今创集团有限公司", "今创集团股份有限公司", REVIEW, "group"),
        ("东风汽车集团有限公司", "东风汽车集团股份有限公司", REVIEW, "group"),
        ("东风汽车集团公司", "东风汽车集团有限公司", SAME, "form"),
        ("强力新材", "常州强力电子新材料股份有限公司", REVIEW, "order"),
        ("裕兴股份", "常州裕兴薄膜科技股份有限公司", REVIEW, "short"),
        ("华瓷股份", "湖南华联瓷业股份有限公司", REVIEW, "order"),
        ("常州星宇车灯股份", "常州星宇车灯股份有限公司", SAME, "dropped"),
        ("中国电信常州分公司", "中国电信股份有限公司常州分公司", SAME, "dropped"),
        ("中国电信常州分公司", "中国电信股份有限公司无锡分公司", DIFFERENT, "branch"),
        ("中国一重", "中国第一重型机械股份公司", REVIEW, "order"),
        ("无锡新材", "常州无源锡业新材料有限公司", DIFFERENT, "place"),
        ("吉林省宏大电机有限公司", "吉林市宏大电机有限公司", DIFFERENT, "place"),
        ("吉林宏大电机有限公司", "吉林市宏大电机有限公司", REVIEW, "region"),
        ("吉林省吉林市宏大电机有限公司", "吉林市宏大电机有限公司", SAME, "province"),
        ("常州宏大电机有限公司", "无锡宏大电机", DIFFERENT, "place"),
        ("江阴市宏大电机有限公司", "昆山市宏大电机有限公司", DIFFERENT, "place"),
        ("江阴市宏大电机有限公司", "江阴宏大电机有限公司", SAME, "form"),
        ("国网江苏省电力有限公司", "国网浙江省电力有限公司", DIFFERENT, "place"),
        ("中国科学院金属研究所", "中科院金属所", SAME, "abbreviation"),
        ("中国科学院大连化学物理研究所", "中科院大连化物所", SAME, "institute"),
        ("中国科学院沈阳自动化研究所", "中国科学院自动化研究所", REVIEW, "near"),
        ("中国电子科技集团有限公司第十四研究所", "中国电科14所", SAME, "abbreviation"),
        ("中国电子科技集团公司第十四研究所", "中国电子科技集团公司第二十八研究所", NONE, ""),
        ("上海电缆研究所有限公司", "上海电缆研究所", SAME, "institute"),
        ("常州先进材料研究所", "常州先进制造技术研究院", NONE, ""),
        ("浙大先进技术研究院", "浙江大学先进技术研究院", SAME, "abbreviation"),
        ("中国船舶第七〇三研究所", "中国船舶重工集团公司第703研究所", SAME, "abbreviation"),
        ("725所", "中国船舶重工集团公司第七二五研究所", REVIEW, "order"),
        ("726所", "中国船舶重工集团公司第七二五研究所", NONE, ""),
        ("常州一院", "常州市第一人民医院", REVIEW, "order"),
        ("中科院计算所", "中国科学院计算技术研究所", SAME, "institute"),
        ("中科院物理所", "中国科学院高能物理研究所", REVIEW, "order"),
        ("中国农科院油料所", "中国农业科学院油料作物研究所", SAME, "institute"),
        ("国家智能网联汽车创新中心（国汽智能网联汽车研究院）", "国家智能网联汽车创新中心", SAME, "remark"),
        ("常州恒立液压有限公司（无锡研究院）", "常州恒立液压有限公司", REVIEW, "bracket"),
        ("浙大能源利用国重", "浙江大学能源清洁利用国家重点实验室", SAME, "institute"),
        ("昆明贵研所", "昆明贵金属研究所", SAME, "institute"),
        ("南京大学", "南京工业大学", NONE, ""),
        ("江苏省石墨烯创新中心", "常州市石墨烯创新中心", DIFFERENT, "place"),
        ("常州市科学技术局", "常州市天宁区科技局", DIFFERENT, "place"),
        ("常州市科学技术局", "常州市科技局", SAME, "abbreviation"),
        ("溧阳高新区", "武进高新区", NONE, ""),
        ("北大荒农业股份有限公司", "北京大学农业有限公司", NONE, ""),
        ("超频三", "深圳市超频三科技股份有限公司", REVIEW, "short"),
        ("武进国家高新技术产业开发区", "武进高新区", SAME, "abbreviation"),
        ("江苏天赐高新材料有限公司", "江苏天赐高新材料有限公司（苏州）", DIFFERENT, "seat"),
        ("常州恒立", "常州恒立有限公司", REVIEW, "short"),
        ("常州亚玛顿", "常州亚玛顿股份有限公司", SAME, "dropped"),
        ("天合光能", "天合光能", REVIEW, "short"),
        ("常州天合光能有限公司", "天合光能有限公司", REVIEW, "region"),
        ("恒立集团有限公司", "恒立有限公司", REVIEW, "group"),
        ("天合光能", "天合光能股份有限公司", REVIEW, "short"),
        ("江苏恒立液压有限公司", "江苏恒力液压有限公司", REVIEW, "sound"),
        ("江苏恒立液压有限公司", "常州恒立液压有限公司", REVIEW, "region"),
        ("中航锂电（洛阳）有限公司", "中航锂电有限公司", DIFFERENT, "seat"),
        ("常州宏大电机有限公司", "无锡宏大电机有限公司", DIFFERENT, "place"),
        ("华为技术有限公司", "华为技术有限公司苏州分公司", DIFFERENT, "branch"),
        ("某某股份有限公司", "某某总公司", REVIEW, "kind"),
        ("光伏工程中心", "光伏实验室", DIFFERENT, "body"),
        ("常州星星纺织有限公司", "常州星星化工有限公司", NONE, ""),
    ],
)
def test_two_names(left: str, right: str, outcome: str, rule: str) -> None:
    for a, b in ((left, right), (right, left)):
        found = compare_names(parse_name(a), parse_name(b))
        assert (found.outcome, found.rule) == (outcome, rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_is_the_first_that_holds_for_its_example(rule: Rule) -> None:
    for left, right in (rule.example, rule.example[::-1]):
        found = compare_names(parse_name(left), parse_name(right))
        assert (found.outcome, found.rule) == (rule.outcome, rule.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_a_text(language: str) -> None:
    known = words(language).entries
    assert {f"rule.{rule.name}" for rule in RULES} <= known.keys()
    assert {f"outcome.{rule.outcome}" for rule in RULES} <= known.keys()


def test_the_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {"code", "label", "none"}.isdisjoint(rule.name for rule in RULES)


REGIONS = [
    "",
    "江苏省",
    "常州市",
    "常州",
    "江苏省常州市",
    "常州市武进区",
    "无锡",
    "吉林省",
    "吉林市",
    "吉林",
    "浙江",
    "昆山市",
]
OWN_WORDS = ["宏大电机", "宏大", "强力电子新材料", "强力新材", "先进制造技术", "先进", "中国科学院物理", "国网江苏电力"]
FORMS = [
    "",
    "有限公司",
    "股份有限公司",
    "集团有限公司",
    "集团股份有限公司",
    "集团",
    "研究所",
    "所",
    "研究院有限公司",
    "有限公司（一期）",
]
some_name = st.builds("".join, st.tuples(*map(st.sampled_from, (REGIONS, OWN_WORDS, FORMS))))
any_name = some_name | st.text("常州江苏省市宏大电机第一所院公司有限(无锡)股份集团", min_size=1, max_size=16)


@budget(200)
@given(any_name, any_name)
def test_the_order_of_two_names_does_not_matter(left: str, right: str) -> None:
    a, b = parse_name(left), parse_name(right)
    assert compare_names(a, b) == compare_names(b, a)


@budget(200)
@given(any_name, any_name)
def test_a_contradiction_of_regions_never_joins(left: str, right: str) -> None:
    a, b = parse_name(left), parse_name(right)
    assert regions_contradict(a, b) is regions_contradict(b, a)
    if regions_contradict(a, b):
        assert compare_names(a, b).outcome in (DIFFERENT, NONE)
        assert name_key(left) != name_key(right)


@budget(200)
@given(some_name, some_name)
def test_names_under_one_key_are_surely_one(left: str, right: str) -> None:
    a, b = parse_name(left), parse_name(right)
    if name_key(left) == name_key(right) and (a.form or b.form):
        assert compare_names(a, b).outcome == SAME


@budget(200)
@given(some_name, st.sampled_from(["上海", "西安市", "浙江省"]))
def test_no_name_is_surely_one_with_one_of_another_region(text: str, place: str) -> None:
    assert compare_names(parse_name(f"常州{text}"), parse_name(f"{place}{text}")).outcome != SAME


def test_codes_decide_before_names() -> None:
    one, other = (
        OrgRecord(id="a", label="Enterprise", names=("甲光有限公司",), code="C1"),
        OrgRecord(id="b", label="Enterprise", names=("乙光有限公司",), code="C1"),
    )
    assert compare_pair(one, other).outcome == SAME
    assert (
        compare_pair(one, OrgRecord(id="c", label="Enterprise", names=("甲光有限公司",), code="C2")).outcome
        == DIFFERENT
    )
    assert compare_pair(one, OrgRecord(id="c", label="Enterprise", names=("甲光有限公司",))).outcome == SAME


def test_another_kind_of_thing_is_for_review() -> None:
    one, other = (OrgRecord(id="a", label=label, names=("甲研究院有限公司",)) for label in ("Enterprise", "Institute"))
    assert (compare_pair(one, other).outcome, compare_pair(one, other).rule) == (REVIEW, "label")


def test_of_the_labelled_pairs_no_sure_one_is_wrong_in_a_hundred() -> None:
    for part, least_sure, least_found in ((labelled_pairs(), 0.45, 0.85), (held_out(), 0.45, 0.85)):
        found = Counter((compare(row), row["same"]) for row in part)
        true = sum(count for (_, same), count in found.items() if same == "1")
        assert found[SAME, "1"] / (found[SAME, "1"] + found[SAME, "0"]) >= 0.99
        assert found[SAME, "1"] / true >= least_sure
        assert (found[SAME, "1"] + found[REVIEW, "1"]) / true >= least_found


def held_out() -> list[dict[str, str]]:
    return [row for row in labelled_pairs() if is_held_out(row)]


def compare(row: Mapping[str, str]) -> str:
    return compare_names(parse_name(row["left"]), parse_name(row["right"])).outcome
