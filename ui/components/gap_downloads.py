"""The gap list to take away: XLSX and CSV."""

from __future__ import annotations

from collections.abc import Sequence

from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_row
from ui.exports import gap_table
from ui.exports.csv import csv_bytes
from ui.exports.gaps_xlsx import gaps_xlsx
from ui.presenters.gaps import GapRow, export_metadata
from ui.presenters.source_filter import file_name, filter_texts
from ui.text import Words

GAP_DOWNLOAD_WIDTHS = (5, 1.6, 1.6)


def gap_downloads(analysis: RegionAnalysis, rows: Sequence[GapRow], words: Words, filters: Sequence[str] = ()) -> None:
    """Show two buttons.

    Args:
        analysis: the region's analysis, for the method and for what the file says it is of.
        rows: the gaps in the file.
        words: the words of the user's language.
        filters: how ``rows`` were chosen; empty if they are all gaps.
    """
    metadata = export_metadata(analysis, words, len(rows), filters)
    part = words("gap_page.part") if filters else ""
    name = file_name(analysis.region_name, words("sheet.gaps"), *filter_texts(analysis.source_filter, words), part)

    def csv_file() -> bytes:
        cells = ([str(cell) for cell in line] for line in gap_table.table(rows, words))
        return csv_bytes(gap_table.header(words), cells)

    def xlsx_file() -> bytes:
        return gaps_xlsx(rows, analysis.method, words, metadata)

    xlsx = Download(words("page.download_xlsx"), f"{name}.xlsx", xlsx_file)
    csv = Download(words("page.download_csv"), f"{name}.csv", csv_file)
    download_row([xlsx, csv], GAP_DOWNLOAD_WIDTHS)
