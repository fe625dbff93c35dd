"""Where the table is in a sheet: titles, heads of two rows, names between the rows, notes at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import LoadError
from loaders.sources.header import find_table, find_tables
from loaders.sources.heading import normalize_heading
from loaders.sources.list_table import GROUP_COLUMN, ListTable
from loaders.sources.sheet import Merge, Sheet
from loaders.sources.table_layout import TableLayout
from loaders.sources.workbook import parse_sheets
from tests.support.workbooks import book

KNOWN = {normalize_heading(name) for name in ("企业名称", "统一社会信用代码", "主营产品", "所属地区")}


def table(rows: list[list[str]], merges: tuple[Merge, ...] = ()) -> ListTable:
    found = find_table(Sheet(file="名单.xlsx", name="一", rows=tuple(map(tuple, rows)), merges=merges), KNOWN)
    assert found
    return found


def cells(found: ListTable) -> list[dict[str, str]]:
    return [{name: text for name, text in row.cells.items() if text} for row in found.rows]


def why(found: ListTable) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in found.skipped]


def test_a_plain_table() -> None:
    found = table([["企业名称", "主营产品"], ["甲", "电池"], ["乙", ""]])
    assert cells(found) == [{"企业名称": "甲", "主营产品": "电池"}, {"企业名称": "乙"}]
    assert [(row.file, row.line) for row in found.rows] == [("名单.xlsx [一]", 2), ("名单.xlsx [一]", 3)]


def test_titles_above_and_notes_below() -> None:
    found = table(
        [
            ["附件1", "", "", ""],
            ["2018年名单", "", "", ""],
            ["单位:常州市科技局", "", "", "2018年11月"],
            ["序号", "企业名称", "统一社会信用代码", "所属地区"],
            ["1", "甲", "A", "武进区"],
            ["", "", "", ""],
            ["2", "乙", "B", ""],
            ["合计", "", "2", ""],
            ["注:排名不分先后", "", "", ""],
            ["填表人:张", "", "联系电话:1", ""],
        ]
    )
    assert [row["企业名称"] for row in found.rows] == ["甲", "乙"]
    assert why(found) == [(1, "title"), (2, "title"), (3, "title"), (8, "sum"), (9, "note"), (10, "note")]


def test_a_name_between_the_rows_is_a_column() -> None:
    found = table(
        [
            ["序号", "企业名称", "统一社会信用代码"],
            ["江苏省", "", ""],
            ["1", "甲", "A"],
            ["2", "乙", "B"],
            ["浙江省", "", ""],
            ["序号", "企业名称", "统一社会信用代码"],
            ["1", "丙", "C"],
        ]
    )
    assert [(row["企业名称"], row[GROUP_COLUMN]) for row in found.rows] == [
        ("甲", "江苏省"),
        ("乙", "江苏省"),
        ("丙", "浙江省"),
    ]
    assert found.columns[-1] == GROUP_COLUMN
    assert why(found) == [(2, "group"), (5, "group"), (6, "head")]


def test_a_head_of_two_rows() -> None:
    rows = [
        ["2018年企业情况表", "", "", "", ""],
        ["企业名称", "经营情况", "", "所属地区", "备注"],
        ["", "营业\n收入", "利润", "", ""],
        ["甲", "1", "2", "武进区", ""],
    ]
    merges = (Merge(0, 0, 0, 4), Merge(1, 0, 2, 0), Merge(1, 1, 1, 2), Merge(1, 3, 2, 3), Merge(1, 4, 2, 4))
    found = table(rows, merges)
    assert found.columns == ("企业名称", "经营情况/营业收入", "经营情况/利润", "所属地区", "备注")
    assert cells(found) == [{"企业名称": "甲", "经营情况/营业收入": "1", "经营情况/利润": "2", "所属地区": "武进区"}]


def test_a_head_over_some_columns_only() -> None:
    rows = [
        ["", "企业", "", "", "人员", ""],
        ["序号", "企业名称", "主营产品", "所属地区", "总数", "研发"],
        ["1", "甲", "电池", "武进", "9", "3"],
    ]
    found = table(rows, (Merge(0, 1, 0, 3), Merge(0, 4, 0, 5)))
    assert found.columns == ("序号", "企业/企业名称", "企业/主营产品", "企业/所属地区", "人员/总数", "人员/研发")
    assert len(found.rows) == 1


def test_a_cell_merged_over_rows_is_each_row_s() -> None:
    rows = [
        ["所属地区", "企业名称", "主营产品"],
        ["武进区", "甲", "x"],
        ["", "乙", ""],
        ["", "丙", "y"],
        ["", "丁", "z"],
    ]
    found = table(rows, (Merge(1, 0, 3, 0), Merge(1, 2, 2, 2)))
    assert [(row["企业名称"], row["所属地区"], row["主营产品"]) for row in found.rows] == [
        ("甲", "武进区", "x"),
        ("乙", "武进区", "x"),
        ("丙", "武进区", "y"),
        ("丁", "", "z"),
    ]


def test_merged_places_without_end_are_refused() -> None:
    rows = (("企业名称",) * 500,) * 100
    with pytest.raises(LoadError, match="merges"):
        find_table(Sheet(file="x", rows=rows, merges=(Merge(0, 0, 99, 499),) * 50), KNOWN)


def test_names_merged_over_two_columns_are_no_second_head() -> None:
    rows = [["序号", "企业名称", "", "统一社会信用代码"], ["1", "甲公司", "", "A"], ["2", "乙公司", "", "B"]]
    found = table(rows, tuple(Merge(line, 1, line, 2) for line in range(3)))
    assert [(row["企业名称"], row["统一社会信用代码"]) for row in found.rows] == [("甲公司", "A"), ("乙公司", "B")]


def test_a_row_with_only_a_name_is_a_row() -> None:
    head = ["序号", "企业名称", "统一社会信用代码", "所属地区"]
    found = table(
        [head, ["1", "甲公司", "A", "x"], ["", "乙公司", "", ""], ["3", "丙公司", "C", "x"], ["4", "丁公司", "", ""]]
    )
    assert [row["企业名称"] for row in found.rows] == ["甲公司", "乙公司", "丙公司", "丁公司"]
    assert found.skipped == ()


def test_a_number_alone_is_no_group() -> None:
    head = ["序号", "企业名称", "统一社会信用代码", "所属地区"]
    found = table([head, ["1", "甲公司", "A", "x"], ["2", "", "", ""], ["3", "丙公司", "C", "x"]])
    assert [(row["序号"], row[GROUP_COLUMN]) for row in found.rows] == [("1", ""), ("2", ""), ("3", "")]


def test_ordinals_and_sums_are_no_rows() -> None:
    head = ["序号", "企业名称", "统一社会信用代码"]
    found = table([head, ["一", "江苏省(2家)", ""], ["1", "甲公司", "A"], ["小计:", "1家", ""], ["2", "乙公司", "B"]])
    assert [row["企业名称"] for row in found.rows] == ["甲公司", "乙公司"]
    assert why(found) == [(2, "group"), (4, "sum")]


def tables(rows: list[list[str]]) -> list[ListTable]:
    return find_tables(Sheet(file="名单.xlsx", rows=tuple(map(tuple, rows))), KNOWN, {"企业名称"})


def names(found: list[ListTable]) -> list[list[str]]:
    return [[row["企业名称"] for row in one.rows] for one in found]


def test_a_second_table_below_is_a_table() -> None:
    found = tables(
        [
            ["企业名称", "主营产品"],
            ["甲公司", "x"],
            ["所属地区", "企业名称", "统一社会信用代码"],
            ["武进", "乙公司", "A"],
        ]
    )
    assert names(found) == [["甲公司"], ["乙公司"]]
    assert [(one.header_line, one.rows[0].line) for one in found] == [(1, 2), (3, 4)]


def test_tables_with_one_header_below_one_another_have_titles_of_their_own() -> None:
    found = tables(
        [
            ["高新技术企业", ""],
            ["企业名称", "所属地区"],
            ["常州甲有限公司", "武进区"],
            ["", ""],
            ["附件2", ""],
            ["科技型中小企业", ""],
            ["企业名称", "所属地区"],
            ["常州乙有限公司", "新北区"],
            ["注：排名不分先后", ""],
        ]
    )
    assert names(found) == [["常州甲有限公司"], ["常州乙有限公司"]]
    assert [one.caption for one in found] == ["高新技术企业", "科技型中小企业"]
    assert [why(one) for one in found] == [[(1, "title")], [(5, "title"), (6, "title"), (9, "note")]]


def test_a_header_again_on_the_next_page_begins_no_table() -> None:
    rows = [
        ["2018年名单", ""],
        ["企业名称", "所属地区"],
        ["甲公司", "武进区"],
        ["企业名称", "所属地区"],
        ["乙公司", ""],
    ]
    assert names(tables(rows)) == [["甲公司", "乙公司"]]


def test_tables_side_by_side_are_tables() -> None:
    found = tables(
        [
            ["一组", "", "", "二组", ""],
            ["企业名称", "所属地区", "", "企业名称", "所属地区"],
            ["常州甲有限公司", "武进区", "", "常州丙有限公司", "新北区"],
            ["常州乙有限公司", "武进区", "", "", ""],
        ]
    )
    assert names(found) == [["常州甲有限公司", "常州乙有限公司"], ["常州丙有限公司"]]
    assert [one.sheet.title for one in found] == ["名单.xlsx [A:C]", "名单.xlsx [D:E]"]
    assert [one.caption for one in found] == ["一组", "二组"]


def test_a_header_that_repeats_itself_over_whole_names_is_of_several_tables() -> None:
    head = ["序号", "企业名称", "序号", "企业名称"]
    found = tables([head, ["1", "常州甲有限公司", "3", "常州丙有限公司"], ["2", "常州乙有限公司", "", ""]])
    assert names(found) == [["常州甲有限公司", "常州乙有限公司"], ["常州丙有限公司"]]


def test_a_full_and_a_short_name_in_one_row_are_of_one_table() -> None:
    (found,) = tables([["企业名称", "备注", "企业名称", "备注"], ["常州甲有限公司", "民营", "甲", "高企"]])
    assert found.columns == ("企业名称", "备注", "企业名称#2", "备注#2")


def test_a_second_table_whose_header_is_partly_known_is_a_table() -> None:
    found = tables(
        [
            ["序号", "企业名称", "主营产品"],
            ["1", "常州甲有限公司", "电池"],
            ["", "", ""],
            ["二、研发机构", "", ""],
            ["序号", "企业名称", "级别"],
            ["1", "常州乙研究院", "省级"],
        ]
    )
    assert names(found) == [["常州甲有限公司"], ["常州乙研究院"]]


def test_tables_of_one_column_are_tables() -> None:
    assert names(tables([["企业名称"], ["常州甲有限公司"], [""], ["企业名称"], ["常州乙有限公司"]])) == [
        ["常州甲有限公司", "常州乙有限公司"]
    ]
    found = find_tables(
        Sheet(file="x", rows=(("企业名称",), ("甲公司",), ("园区名称",), ("乙园",))), KNOWN, {"企业名称", "园区名称"}
    )
    assert [(one.columns, len(one.rows)) for one in found] == [(("企业名称",), 1), (("园区名称",), 1)]


def test_a_header_of_two_rows_below_another_table_is_one() -> None:
    rows = [
        ["企业名称", "经营", ""],
        ["", "收入", "利润"],
        ["甲公司", "1", "2"],
        ["", "", ""],
        ["二、机构", "", ""],
        ["企业名称", "人员", ""],
        ["", "总数", "研发"],
        ["乙公司", "3", "4"],
    ]
    merges = (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(5, 0, 6, 0), Merge(5, 1, 5, 2))
    found = find_tables(Sheet(file="x", rows=tuple(map(tuple, rows)), merges=merges), KNOWN, {"企业名称"})
    assert [one.columns for one in found] == [
        ("企业名称", "经营/收入", "经营/利润"),
        ("企业名称", "人员/总数", "人员/研发"),
    ]
    assert names(found) == [["甲公司"], ["乙公司"]]


def test_a_sum_of_a_group_is_a_sum() -> None:
    found = table([["企业名称", "主营产品"], ["甲公司", "x"], ["新北区小计", ""], ["乙公司", "y"]])
    assert why(found) == [(3, "sum")]


def test_an_empty_column_within_a_table_does_not_end_it() -> None:
    (found,) = tables([["企业名称", "", "主营产品"], ["常州甲有限公司", "", "电池"]])
    assert found.columns == ("企业名称", "主营产品")


@pytest.mark.parametrize(
    "rows",
    [
        [["常州甲一学院", "31.8"], ["常州乙二大学", "31.7"], ["常州丙三医学院", "31.6"]],
        [["常州甲有限公司"], ["常州乙有限公司"]],
        [["常州甲有限公司", "武进区"]],
        [["甲星", "武进区"], ["乙星", "武进区"], ["丙星", "新北区"]],
        [["1", "甲星", "91350100M000100Y43"], ["2", "乙星", "91350100M000100Y43"]],
        [["1001", "集团", "甲星"], ["1002", "集团", "乙星"]],
    ],
)
def test_a_table_without_a_header_keeps_its_first_row(rows: list[list[str]]) -> None:
    found = find_table(Sheet(file="x", rows=tuple(map(tuple, rows))), {*KNOWN, "集团"})
    assert found
    assert (found.header_line, len(found.rows)) == (0, len(rows))
    assert found.columns[0] == "列A"


def test_years_as_headings_are_headings() -> None:
    found = find_table(Sheet(file="x", rows=(("单位", "2017", "2018"), ("甲", "1", "2"), ("乙", "3", "4"))))
    assert found
    assert (found.columns, found.header_line) == (("单位", "2017", "2018"), 1)


def test_a_person_says_where_the_header_is() -> None:
    sheet = Sheet(file="x", rows=(("表", ""), ("说明", ""), ("啊", "吧"), ("甲", "1"), ("乙", "2")))
    third = find_table(sheet, (), (), TableLayout(header=3))
    none = find_table(sheet, (), (), TableLayout(header="none"))
    assert third and none
    assert (third.columns, len(third.rows)) == (("啊", "吧"), 2)
    assert (none.columns, len(none.rows)) == (("列A", "列B"), 4)
    assert find_table(sheet, (), (), TableLayout(header=6)) is None


def test_short_names_alone_are_rows() -> None:
    found = find_table(
        Sheet(
            file="x",
            rows=(
                ("企业名称", "发明", "新型"),
                ("甲星股份", "12", "3"),
                ("乙光能源", "", ""),
                ("江苏省", "", ""),
                ("丙泰", "4", ""),
                ("科技型中小企业", "", ""),
                ("丁华", "1", "1"),
                ("戊能电气", "", ""),
                ("以上排名不分先后", "", ""),
            ),
        ),
        KNOWN,
        {"企业名称"},
    )
    assert found
    assert [row["企业名称"] for row in found.rows] == ["甲星股份", "乙光能源", "丙泰", "丁华", "戊能电气"]
    assert why(found) == [(4, "group"), (6, "group"), (9, "note")]


def test_hidden_rows_are_left_as_a_person_says() -> None:
    sheet = Sheet(file="x", rows=(("企业名称", "产品"), ("甲", "1"), ("乙", "2")), hidden_rows=frozenset({2}))
    taken, left = find_table(sheet, KNOWN), find_table(sheet, KNOWN, (), TableLayout(hidden_rows=False))
    assert taken and left
    assert (len(taken.rows), taken.hidden_lines) == (2, 1)
    assert (len(left.rows), left.hidden_lines, why(left)) == (1, 1, [(3, "hidden")])


def test_cells_without_a_heading_are_named_by_their_column() -> None:
    found = table([["企业名称", "", "主营产品"], ["甲公司", "新北区", "x", "y"]])
    assert found.columns == ("企业名称", "列B", "主营产品", "列D")
    assert found.rows[0]["列B"] == "新北区"


@pytest.mark.parametrize("name", ["联系智能科技有限公司", "注塑机械厂", "说明书印刷厂"])
def test_a_name_that_begins_like_a_note_is_a_name(name: str) -> None:
    assert [row["企业名称"] for row in table([["企业名称", "主营产品"], [name, "x"], [name, ""]]).rows] == [name, name]


def test_columns_of_one_name_are_distinguished() -> None:
    assert table([["企业名称", "备注", "备注", ""], ["甲", "1", "2", "3"]]).columns == (
        "企业名称",
        "备注",
        "备注#2",
        "列D",
    )


def test_a_head_of_unknown_words() -> None:
    found = find_table(Sheet(file="x", rows=(("表一", "", ""), ("甲", "乙", "丙"), ("1", "2", "3"), ("4", "5", "6"))))
    assert found
    assert (found.columns, len(found.rows)) == (("甲", "乙", "丙"), 2)


def test_nothing_is_no_table() -> None:
    assert find_table(Sheet(file="x", rows=())) is None
    assert find_table(Sheet(file="x", rows=(("",), ()))) is None


def test_one_column() -> None:
    assert [row["企业名称"] for row in table([["企业名称"], ["甲"], ["乙"]]).rows] == ["甲", "乙"]


def test_merged_cells_of_a_real_workbook() -> None:
    def more(sheet: object) -> None:
        sheet.merge_range(0, 0, 0, 2, "名单")  # type: ignore[attr-defined]
        sheet.merge_range(1, 0, 2, 0, "企业名称")  # type: ignore[attr-defined]
        sheet.merge_range(1, 1, 1, 2, "产品")  # type: ignore[attr-defined]

    raw = book([[], [], [None, "主营产品", "产量"], ["甲", "电池", 3]], more=more)
    found = find_table(parse_sheets(raw, "名单.xlsx")[0], KNOWN)
    assert found
    assert cells(found) == [{"企业名称": "甲", "产品/主营产品": "电池", "产品/产量": "3"}]


TEXT = st.sampled_from(["", "甲", "乙有限公司", "1", "注:x", "合计", "企业名称"])


@given(st.lists(st.lists(TEXT, min_size=4, max_size=4), max_size=12))
def test_no_row_is_lost(rows: list[list[str]]) -> None:
    """Every row with a cell is the head, a row of the table, or told with a reason."""
    found = find_table(Sheet(file="x", rows=tuple(map(tuple, rows))), KNOWN)
    filled = {line for line, row in enumerate(rows, 1) if any(row)}
    if found is None:
        assert not filled or not any(rows)
        return
    told = {row.line for row in found.rows} | {one.line for one in found.skipped}
    assert len(filled - told) == (1 if found.header_line else 0)
    assert told <= filled
