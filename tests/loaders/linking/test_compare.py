"""Which pairs are surely one, surely two, or for a person."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from loaders.linking.compare import DIFFERENT, NONE, REVIEW, SAME, OrgRecord, compare_names, compare_pair
from loaders.linking.org_name import parse_name


@pytest.mark.parametrize(
    ("left", "right", "outcome", "rule"),
    [
        ("博世（中国）投资有限公司", "博世(中国) 投资有限公司", SAME, "name"),
        ("常州市宏大电机有限公司", "常州宏大电机有限责任公司", SAME, "form"),
        ("今创集团有限公司", "今创集团股份有限公司", SAME, "form"),
        ("天合光能", "天合光能", REVIEW, "short"),
        ("常州天合光能有限公司", "天合光能有限公司", REVIEW, "region"),
        ("恒立集团有限公司", "恒立有限公司", REVIEW, "group"),
        ("天合光能", "天合光能股份有限公司", REVIEW, "short"),
        ("江苏恒立液压有限公司", "江苏恒力液压有限公司", REVIEW, "sound"),
        ("江苏恒立液压有限公司", "常州恒立液压有限公司", REVIEW, "region"),
        ("中航锂电（洛阳）有限公司", "中航锂电有限公司", DIFFERENT, "bracket"),
        ("常州宏大电机有限公司", "无锡宏大电机有限公司", DIFFERENT, "region"),
        ("华为技术有限公司", "华为技术有限公司苏州分公司", DIFFERENT, "branch"),
        ("某某股份有限公司", "某某总公司", REVIEW, "kind"),
        ("光伏工程中心", "光伏实验室", DIFFERENT, "kind"),
        ("常州星星纺织有限公司", "常州星星化工有限公司", NONE, ""),
    ],
)
def test_two_names(left: str, right: str, outcome: str, rule: str) -> None:
    for a, b in ((left, right), (right, left)):
        found = compare_names(parse_name(a), parse_name(b))
        assert (found.outcome, found.rule) == (outcome, rule)


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
    rows = list(csv.DictReader(files("benchmarks").joinpath("linking.csv").read_text("utf-8").splitlines()))
    sure = [
        row["same"] for row in rows if compare_names(parse_name(row["left"]), parse_name(row["right"])).outcome == SAME
    ]
    assert len(sure) > 200
    assert sure.count("1") / len(sure) >= 0.99
