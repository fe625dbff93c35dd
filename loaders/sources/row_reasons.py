"""Why a row below a table's header is no row of the table: a header again, a sum, a note, the name of a group."""

from __future__ import annotations

import re
from collections.abc import Collection

from loaders.sources.sheet_grid import SheetGrid

NOTE_ROW = re.compile(
    r"(注|备注|附注|说明)\d*([:：]|$)|(填表|制表|审核|联系|单位|负责人|资料来源|数据来源|统计)[^:：]{0,6}[:：]"
)
SUM_ROW = re.compile(r".{0,10}(合计|总计|小计|共计)([:：].*|[\d,.家个户万元亿（(]*[)）]?)")
CHINESE_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十百]{1,4}[)）、.．]?")
# What stands alone in the column of names and names a part of the list: 江苏省（3所）, 一、新材料, 科技型中小企业.
GROUP_NAME = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．].+|.{1,8}(省|自治区|市|区|县|旗|镇|街道)([(（].*[)）])?"
    r"|.+(企业|名单|产业|行业|领域|类|批|批次|级|机构|平台|载体)([(（].*[)）])?|.+[(（]\d+[家个所户][)）]"
)
# A short name that stands alone below the last full row is a row, unless it reads like the foot of a table.
FOOT_WORDS = re.compile(
    r"[，。；：:,;\d]|以上|排名|截至|数据|统计|资料|来源|说明|备注|附|合计|总计|填|审核|制表|联系|负责"
)
MAX_GROUP_NAME = 40  # characters
FULL_ROWS_SAMPLE = 20  # full rows by which a column of numbers is known
MAX_SHORT_NAME = 10  # characters: longer lone texts at the end are sentences as often as names
ORGANISATION_NAME = re.compile(
    r"(公司|集团|厂|研究院|研究所|大学|学院|中心|实验室|医院|孵化器|众创空间|合作社|事务所)([(（].*)?$"
)


def names_group(text: str) -> bool:
    """Return whether a text that stands alone in a row names a group of rows.

    >>> names_group("江苏省（3所）"), names_group("科技型中小企业"), names_group("乙光能源")
    (True, True, False)
    """
    return len(text) <= MAX_GROUP_NAME and GROUP_NAME.fullmatch(text) is not None and not ORGANISATION_NAME.search(text)


class RowReasons:
    """Tells the rows of a table from headers, groups, sums and notes between and below them.

    Args:
        grid: the sheet.
        top, bottom: the first and last row of the header; ``bottom`` is above ``top`` where there is none.
        name_columns: the columns whose headings say that they hold names.
    """

    def __init__(self, grid: SheetGrid, top: int, bottom: int, name_columns: Collection[int] = ()) -> None:
        self.grid, self.name_columns = grid, frozenset(name_columns)
        self.header_rows = {grid.rows[row] for row in range(top, bottom + 1)}
        self.filled_rows = [row for row in range(bottom + 1, len(grid.rows)) if grid.filled(row)]
        self.width = max(map(grid.filled, self.filled_rows), default=0)
        self.number_columns = self._find_number_columns()
        self.last_full_row = max(filter(self._is_full, self.filled_rows), default=0)

    def skip_reason(self, row: int) -> str:
        """Return why a row is no row of the table: head, sum, note or group; "" where it is one."""
        texts = ["".join(cell.split()) for cell in self.grid.visible_row(row) if cell]
        if self.grid.rows[row] in self.header_rows:
            return "head"
        if any(SUM_ROW.fullmatch(text) for text in texts[:2]):
            return "sum"
        words = [text for text in texts if not CHINESE_ORDINAL.fullmatch(text)]
        names_somebody = any(map(ORGANISATION_NAME.search, words)) and (
            len(texts) > 1 or not self._is_in_number_column(row)
        )
        if len(words) > 2 or (names_somebody and not self._is_note(row) and not self.grid.has_merge_across(row)):
            return ""
        if self.width > 1 and self._is_lone_name(row, texts):
            return ""
        if row > self.last_full_row or (self.width > 1 and self._is_note(row)):
            return "note"
        return "group" if len(words) == 1 and self._may_be_group(words[0]) else ""

    def _may_be_group(self, text: str) -> bool:
        return (self.width > 2 and not text.isdecimal()) or (self.width > 1 and names_group(text))

    def _is_lone_name(self, row: int, texts: list[str]) -> bool:
        """Return whether a row has a name and nothing else, as rows with empty figures have."""
        if len(texts) != 1 or self.grid.has_merge_across(row) or self._is_note(row) or names_group(texts[0]):
            return False
        if not any(self.grid.visible_cell(row, column) for column in self.name_columns):
            return False
        within = row < self.last_full_row or (self.grid.filled(row - 1) > 0 and len(texts[0]) <= MAX_SHORT_NAME)
        return within and not FOOT_WORDS.search(texts[0])

    def _is_in_number_column(self, row: int) -> bool:
        """Return whether a text stands in a column of numbers, as the name of a group does in that of ordinals."""
        return any(self.grid.visible_cell(row, column) for column in self.number_columns)

    def _find_number_columns(self) -> frozenset[int]:
        full_rows = [row for row in self.filled_rows if self._is_full(row)][:FULL_ROWS_SAMPLE]
        cells = {
            column: [self.grid.visible_cell(row, column) for row in full_rows] for column in range(self.grid.width)
        }
        return frozenset(
            column for column, texts in cells.items() if any(texts) and all(text.isdecimal() for text in texts if text)
        )

    def _is_full(self, row: int) -> bool:
        """Return whether a row is one of the table beyond doubt."""
        filled = self.grid.filled(row)
        return (filled > 1 or self.width < 3) and (filled > 2 or self.width < 4) and not self._is_note(row)

    def _is_note(self, row: int) -> bool:
        return self.grid.filled(row) < 3 and bool(NOTE_ROW.match(self.grid.text(row)))
