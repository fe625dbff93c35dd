"""The page of targets beside what was achieved."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.pages import all_text, open_page, use
from tests.support.small_datasets import folder
from tests.support.stores import Server
from tests.support.two_plans import EARLIER, LATER, load_plans, target_id


@pytest.fixture
def two_years(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Server:
    """Both plans, and a report: the share of research was missed in 2023, contracts are known for half of 2024."""
    load_plans(server.empty(), tmp_path)
    share, talents = (target_id(EARLIER, name) for name in ("全社会研发投入占比", "引进创新人才"))
    contracts = target_id(LATER, "技术合同成交额")
    report = (
        "id,subject_id,measure,value,unit,period,support\n"
        f"a,{share},actual,2.6,%,2023年,\n"
        f"b,{contracts},actual,51,亿元,2024年上半年,\n"
        f"c,{talents},actual,310,名,2023年,lead\n"
    )
    load(server.store, read_dataset(folder(tmp_path, "report", {"observations.csv": report})))
    return use(server, monkeypatch)


def rows_of(text: str) -> dict[tuple[str, str], str]:
    """The rows of the table of targets by name and due year."""
    rows = {}
    for row in re.findall(r"<tr>(.*?)</tr>", text):
        cells = [re.sub("<button.*?</button>|<[^>]+>", "", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", row)]
        if len(cells) == 8:
            rows[cells[0], cells[2]] = " ".join(cells[3:5])
    return rows


def test_each_target_stands_beside_what_was_achieved(two_years: Server) -> None:
    test = open_page("plan")
    assert not test.exception
    rows = rows_of(all_text(test))
    assert rows["新增高新技术企业数", "2023"] == "112 家（2023年） ✓ 已达到"
    assert rows["全社会研发投入占比", "2023"] == "2.6 %（2023年） ✕ 未达到"
    assert rows["技术合同成交额", "2024"] == "51 亿元（2024年上半年） ◕ 已够数，未到期"
    assert "新增高新技术企业超100家<div" in all_text(test)
    assert "10 个指标：已达到（2）、未达到（1）、已够数，未到期（1）、不知道（6）" in all_text(test)


def test_a_figure_that_a_plan_gives_under_the_target_s_name_is_its_value(two_years: Server) -> None:
    assert rows_of(all_text(open_page("plan")))["发明专利授权量", "2023"] == "1250 件（2023年） ✓ 已达到"


def test_the_unknown_is_never_shown_as_missed(two_years: Server) -> None:
    rows = rows_of(all_text(open_page("plan")))
    assert rows["新增高新技术企业数", "2024"].strip().startswith("? 不知道")
    assert rows["引进创新人才", "2023"].strip() == "? 不知道另有 1 个待核实的数，不计"
    html = next(str(row) for row in re.findall(r"<tr>.*?</tr>", all_text(open_page("plan"))) if "引进创新人才" in row)
    assert "target-bar nothing" in html
    assert "missed" not in html


def test_a_measure_over_the_years_is_drawn_and_told(two_years: Server) -> None:
    text = all_text(open_page("plan", measure=target_id(EARLIER, "新增高新技术企业数")))
    assert "<bdi>超过 130 家</bdi>" in text
    drawing = base64.b64decode(re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', text)[0]).decode()
    for part in (">2023<", ">2024<", "超过 100 家", "超过 130 家", "112 家"):
        assert part in drawing, part
    assert 'alt="新增高新技术企业数：历年的目标与实际"' in text


def test_targets_can_be_chosen_by_state_and_taken_away(two_years: Server) -> None:
    test = open_page("plan", state="missed")
    assert set(rows_of(all_text(test))) == {("全社会研发投入占比", "2023")}
    assert len(test.get("download_button")) == 2


def test_without_any_value_no_line_is_drawn(loaded: Server) -> None:
    text = all_text(open_page("plan"))
    assert "data:image/svg" not in text
    assert "47 个指标：不知道（44）、不作判断（3）" in text
