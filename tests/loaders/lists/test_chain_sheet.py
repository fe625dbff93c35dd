"""A bureau's own chain as a spreadsheet: what its cells mean, what is refused, how it meets the template."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.errors import LiantuError
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.lists.chain_folder import write_chain_folder
from loaders.lists.chain_sheet import OwnChains, read_own_chains
from loaders.sources.sheet import Sheet
from queries.rows.chains import SegmentsRow

HEAD = ("链", "环节", "上下游", "关键", "上游环节", "供给角色")
SHIP = (
    ("船舶与海工", "船用钢板", "上游", "是", "", ""),
    ("", "船用发动机", "上", "关键", "—", "生产"),
    ("", "总装建造", "中游", "√", "船用钢板、船用发动机", ""),
    ("", "船级检验", "下游环节", "否", "总装建造", "服务、平台"),
)


def read(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, known: tuple[SegmentsRow, ...] = ()) -> OwnChains:
    return read_own_chains([Sheet(file="链.xlsx", rows=(head, *rows))], known)


def codes(problems: OwnChains) -> list[tuple[str, object]]:
    return [(problem.code, problem.fields.get("value")) for problem in problems.refused]


def test_a_row_is_a_link_with_its_place_its_roles_and_what_feeds_it() -> None:
    own = read(*SHIP)
    assert own.refused == []
    assert list(own.chains.values()) == ["船舶与海工"]
    links = {segment.name: segment for segment in own.segments}
    assert [(link.stage, link.critical) for link in own.segments] == [
        ("上游", True),
        ("上游", True),
        ("中游", True),
        ("下游", False),
    ]
    assert links["总装建造"].upstream == (links["船用钢板"].id, links["船用发动机"].id)
    assert links["船级检验"].supply_roles == ("service", "platform")
    assert links["船用钢板"].supply_roles == ("production",)


def test_the_column_of_roles_and_of_critical_links_may_be_missing_and_a_title_may_stand_above() -> None:
    sheet = Sheet(
        file="链.csv", rows=(("芜湖市重点产业链",), *((row[0], row[1], row[2], row[4]) for row in (HEAD, *SHIP)))
    )
    own = read_own_chains([sheet])
    assert len(own.segments) == 4
    assert not any(segment.critical for segment in own.segments)


def test_a_sheet_without_the_columns_says_which_it_needs() -> None:
    with pytest.raises(LoadError, match="chain_sheet_columns") as caught:
        read(("甲公司", "9132"), head=("企业名称", "代码"))
    assert caught.value.fields["columns"] == ["链", "环节", "上下游", "上游环节"]


@pytest.mark.parametrize(
    ("row", "told", "taken"),
    [
        (("船舶与海工", "试航", "末端", "", "总装建造", ""), ("chain_stage", "末端"), False),
        (("船舶与海工", "试航", "下游", "", "总装建造", "运输"), ("chain_role", "运输"), False),
        (("船舶与海工", "总装 建造", "下游", "", "", ""), ("chain_segment_twice", "总装 建造"), False),
        (("船舶与海工", "", "下游", "", "总装建造", ""), ("empty_cell", ""), False),
        (("船舶与海工", "试航", "下游", "", "船坞", ""), ("chain_upstream", "船坞"), True),
        (("船舶与海工", "试航", "下游", "", "试航", ""), ("chain_upstream", "试航"), True),
    ],
)
def test_a_wrong_cell_is_told_with_its_row(row: tuple[str, ...], told: tuple[str, str], taken: bool) -> None:
    own = read(*SHIP, row)
    assert codes(own) == [told]
    problem = own.refused[0]
    assert isinstance(problem, LiantuError) and problem.fields["line"] == 6
    assert len(own.segments) == (5 if taken else 4)


def test_what_a_refused_link_would_feed_is_fed_without_it() -> None:
    own = read(("甲链", "一", "顶", "", "", ""), ("甲链", "二", "下游", "", "一", ""))
    assert [(segment.name, segment.upstream) for segment in own.segments] == [("二", ())]


def test_a_chain_and_a_link_of_the_template_keep_their_ids() -> None:
    known = SegmentsRow(
        chain_id="pv",
        chain="太阳能光伏",
        segment_id="pv/wafer",
        segment="硅片切割",
        stage="上游",
        critical="否",
        supply_roles=None,
        keywords=None,
        product_keywords=None,
    )
    own = read(
        ("太阳能光伏", "硅片切割", "上游", "是", "", ""),
        ("太阳能光伏", "钙钛矿", "中游", "", "硅片切割", ""),
        known=(known,),
    )
    assert own.chains == {"pv": "太阳能光伏"}
    assert [segment.id for segment in own.segments] == ["pv/wafer", "pv/gai-tai-kuang"]
    assert own.segments[1].upstream == ("pv/wafer",)


def test_links_of_one_pinyin_and_a_chain_called_like_an_id_get_ids_of_their_own() -> None:
    own = read(("pv", "石英", "上游", "", "", ""), ("", "实应", "上游", "", "", ""))
    assert list(own.chains) == ["own-pv"]
    assert [segment.id for segment in own.segments] == ["own-pv/shi-ying", "own-pv/shi-ying-2"]


def test_the_folder_reads_back_as_a_template_s_rows(tmp_path: Path) -> None:
    write_chain_folder(tmp_path, read(*SHIP), dataset="chain-x", title="链", publisher="芜湖市科技局")
    records = read_dataset(tmp_path)
    assert records.refused == ()
    types = [edge.type for edge in records.edges]
    assert (types.count("HAS_SEGMENT"), types.count("FEEDS")) == (4, 3)
    assert {node.label for node in records.nodes} == {"Chain", "Segment"}
    assert {edge.props["confidence"] for edge in records.edges} == {"template"}
