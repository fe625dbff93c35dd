"""The page of a progress report: what its values are taken for, a person's choices, the load."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.analysis.plans.progress import ProgressState
from loaders.service.history import history
from queries.target_progress import fetch_target_overview
from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from tests.support.two_plans import EARLIER, load_plans, target_id

REPORT = """\
指标,实际值,单位,时间,来源
全社会研发投入占比,2.9,%,2023年,统计公报
引进创新人才总量,310,名,2023年,
发明专利授权量,很多,件,2023年,
"""


@pytest.fixture
def plans(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Server:
    load_plans(server.empty(), tmp_path)
    return use(server, monkeypatch)


def uploaded(text: str = REPORT) -> AppTest:
    test = open_page("plan", tab="progress")
    test.get("file_uploader")[0].set_value(("进展.csv", text.encode(), "text/csv"))  # type: ignore[attr-defined]
    return test.run()


def press_load(test: AppTest) -> AppTest:
    return next(button for button in test.button if button.label == "装载").click().run()


def states(server: Server) -> dict[str, ProgressState]:
    return {
        target.id: progress.state
        for series in fetch_target_overview(server.store).series
        for target, progress in zip(series.targets, series.progress, strict=True)
    }


def test_sure_values_are_shown_and_unsure_ones_are_asked_about(plans: Server) -> None:
    test = uploaded()
    assert not test.exception
    text = all_text(test)
    assert "全社会研发投入占比" in text
    assert "2.9 %" in text
    assert "全社会研发投入占比：2.8 %（2023），云溪市（云溪市科学技术局2023年工作计划）" in text
    (question,) = [box for box in test.selectbox if "引进创新人才总量" in box.label]
    assert "指标名称相近" in question.label
    assert "很多" in "".join(str(line.value) for line in test.text)


def test_what_nobody_chooses_is_loaded_to_be_confirmed(plans: Server) -> None:
    test = press_load(uploaded())
    assert "：新增 2，变更 0" in str(test.success[0].value)
    reached = states(plans)
    assert reached[target_id(EARLIER, "全社会研发投入占比")] == ProgressState.REACHED
    assert reached[target_id(EARLIER, "引进创新人才")] == ProgressState.UNKNOWN
    assert history(plans.store, "progress-jin-zhan")[0].context.file == "进展.csv"


def test_a_choice_makes_the_value_count(plans: Server) -> None:
    test = uploaded()
    question = next(box for box in test.selectbox if "引进创新人才总量" in box.label)
    question.select_index(1)
    press_load(test.run())
    assert states(plans)[target_id(EARLIER, "引进创新人才")] == ProgressState.REACHED


def test_a_value_may_be_set_aside(plans: Server) -> None:
    test = uploaded()
    question = next(box for box in test.selectbox if "引进创新人才总量" in box.label)
    question.select_index(len(question.options) - 1)
    assert "新增 1" in str(press_load(test.run()).success[0].value)


def test_another_file_says_what_is_missing(plans: Server) -> None:
    test = uploaded("企业名称,产值\n甲公司,12\n")
    assert "没有找到进展报表的列" in str(test.error[0].value)


def test_a_report_among_the_lists_is_told_where_it_belongs(plans: Server) -> None:
    test = open_page("lists")
    test.get("file_uploader")[0].set_value(("进展.csv", REPORT.encode(), "text/csv"))  # type: ignore[attr-defined]
    assert any("装载实际值" in str(info.value) for info in test.run().info)
